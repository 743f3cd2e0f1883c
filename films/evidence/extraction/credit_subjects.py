"""Find who does what a verb says, and provide the patterns for jobs and works that several modules need."""

import regex

from films.evidence.extraction.credit_passive import alternatives
from films.evidence.extraction.names import NAME, NameInText, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import JOB_NOUNS, WORK_NOUNS

JOB = rf"(?:{alternatives(JOB_NOUNS)})"
NOT_WORKS = ("production", "direction", "camera", "sets")
WORK = alternatives(noun for noun in WORK_NOUNS if noun not in NOT_WORKS)
TITLED = Pattern(r" (?:titled |called )?[\"“]?(?P<title>\p{Lu}[\p{L}']+)")
FOR_ANOTHER = Pattern(
    r" (?:for|of|to|from) (?:(?P<year>\d{4})['’]s )?(?:(?:the )?(?:film |movie )?)?(?P<title>\p{Lu}\p{L}+)"
)
OF_OTHER_VERSION = Pattern(
    r"(?i)[^;,]{0,60}? (?:of|for|on|to) (?:the|an?|its|this) (?:[\p{L}-]+ ){0,3}?(?:adaptation|version|dub|"
    r"dubbing|sequels?|prequel|remake|reboot|trailers?|documentary|spin-off|television series)\b"
)
LIST_BEFORE = Pattern(
    rf"(?:{NAME}, )*{NAME},? (?:and|&) (?:(?:his|her|their|the) )?(?:(?!by\b|with\b)[\p{{Ll}}-]+,? ){{0,4}}$"
)


def names_ending(text: str, match: regex.Match[str]) -> list[NameInText]:
    """Return the name matched as “who”, with the names before it that share its verb."""
    before = LIST_BEFORE.search(text, max(0, match.start("who") - 200), match.start("who"))
    is_agent = before is not None and text[: before.start()].endswith("by ")
    start = before.start() if before and not is_agent else match.start("who")
    return read_name_list(text[: match.end("who")], start)


def is_for_another(text: str, position: int, title: str) -> bool:
    """Tell whether the text says that a score or script belongs to another film."""
    another = FOR_ANOTHER.match(text, position)
    is_other = bool(another and (another["year"] or another["title"] not in title))
    return is_other or OF_OTHER_VERSION.match(text, position) is not None
