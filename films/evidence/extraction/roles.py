"""Separate a character from remarks about it, in a line of a cast list and in prose."""

from films.evidence.extraction.names import CAPITALISED, INITIALS, PARTICLE
from films.evidence.extraction.patterns import Pattern

DESCRIPTION = Pattern(r"\s*(?:[(\[;]|:(?=\s|$)|\s[–—-]\s|,(?!\s*(?:Jr|Sr|M\.?D|Ph\.?D|Esq|II|III|IV)\b)|\.{2,}|…)")
"""The boundary between a character's name and a remark about the character."""

TRAILING = Pattern(
    r"(?i)[\s,]+(?:uncredited|voice|voice only|cameo|cameo appearance|guest|guest appearance|special appearance|"
    r"archive footage|deleted scene|credit only)\s*$"
)
SENTENCE_END = Pattern(
    r"(?<!\b(?:\p{Lu}|Jr|Sr|Dr|Mr|Mrs|Ms|Lt|Sgt|Capt|Col|Gen|Prof|St|Esq|No|vs|a\.k\.a|M\.D|Ph\.D))\.$"
)
CLAUSE = Pattern(
    r"\s*(?:,|;|\(|:|\s[–—-]\s|\s(?:who|whom|whose|which|that|with|while|when|where|in|at|on|from|for|"
    r"after|before|by|"
    r"opposite|alongside|during|throughout|because|although|but|until|as|is|was|are|were|has|had|to|"
    r"replacing|reprising)\s)"
)
"""The end of a character's name in running prose."""

INTRODUCED = Pattern(
    r"^an? (?:[\p{Ll}-]+ ){0,4}(?:character|figure|part|role)(?:, (?:named |called )?| named | called )(?=\p{Lu})"
)
"""“a new character named B”: the words that introduce a name."""

ANOTHER = Pattern(r"\ and\ (?=(?:his|her|their|the|\p{Lu}[\p{L}.'’-]+(?:\ \p{Lu}[\p{L}.'’-]+){0,3}\ as)\b)")
"""The start of a second role or actor."""

TITLE_WORD = (
    r"(?:Captain|Colonel|General|Major|Lieutenant|Sergeant|Corporal|Private|Admiral|Commander|Inspector|Detective|"
    r"Officer|Chief|Sheriff|Deputy|Agent|Special Agent|Doctor|Professor|Father|Mother|Sister|Brother|"
    r"Reverend|Judge|"
    r"President|Senator|Governor|Mayor|King|Queen|Prince|Princess|Lord|Lady|Sir|Dame|Duke|Duchess|Count|Countess|"
    r"Baron|Baroness|Uncle|Aunt|Nurse|Master|Miss|Madame|Mademoiselle|Monsieur|Dr|Mr|Mrs|Ms|Lt|Sgt|Capt|"
    r"Col|Gen|Prof|Rev|St)\.?"
)
PROPER = Pattern(
    rf"(?:{TITLE_WORD}\ )*(?:(?:{INITIALS}|{CAPITALISED}|[\"“'‘][^\"”'’]{{1,30}}[\"”'’])"
    rf"(?:\ |\ ?(?<=\.))?(?:(?:{PARTICLE}|of|the)\ )?){{1,7}}"
)


def listed_role(text: str) -> str:
    """Return the character in a line of a cast list, given the text after the actor, without remarks."""
    text = text.strip()
    cut = DESCRIPTION.search(text, 1) if text else None
    role = text[: cut.start()] if cut else text
    role = SENTENCE_END.sub("", TRAILING.sub("", role).strip())
    return without_stray_quotes(TRAILING.sub("", role).strip(" ,–—-"))


def without_stray_quotes(role: str) -> str:
    """Return the role without quotation marks around all of it or left open at its end."""
    if len(role) > 1 and role[0] + role[-1] in ('""', "“”"):
        return role[1:-1].strip()
    return role.rstrip('"“ ') if role.count('"') % 2 or role.endswith("“") else role


def role_in_prose(text: str) -> str:
    """Return the character that a clause begins with, reduced to the name if it has one."""
    text = INTRODUCED.sub("", ANOTHER.split(text)[0])
    cut = CLAUSE.search(text, 1) if text else None
    phrase = (text[: cut.start()] if cut else text).strip(' .,;"”“')
    if not phrase:
        return ""
    proper = [match for match in PROPER.finditer(phrase) if match.end() == len(phrase)]
    words = phrase.split()
    if proper and proper[0].start() > 0 and words[0][0].islower() and words[0] not in ("the", "The"):
        return proper[0][0].strip()
    if proper and proper[0].start() > len("the ") and words[0].casefold() == "the":
        return proper[0][0].strip()
    return phrase


def role_before(text: str) -> str:
    """Return the character whose name ends a text: “Ida Moth” in “his wife Ida Moth”; or an empty string."""
    tail = text[-80:].rstrip(" ,(")
    found = [match for match in PROPER.finditer(tail) if match.end() >= len(tail)]
    name = found[0][0].strip() if found else ""
    first, _, rest = name.partition(" ")
    if first in SENTENCE_OPENERS:
        name = rest
    return name


SENTENCE_OPENERS = frozenset(
    "When While After Before As In On At The A An And But However Meanwhile Later Then Soon Once With "
    "His Her Their "
    "Its Despite Although Though Because Since Upon During Both It He She They There Here For From To Unknown If "
    "Eventually Finally Fortunately Unfortunately Back Upset Enter Even Instead Along Among Only Yet So".split()
)
