"""Extract quotations with their speakers."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import NAME, person_name
from films.evidence.extraction.outlets import OUTLETS
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

SAYS = (
    r"(?:said|says|told|stated|states|wrote|writes|recalled|recalls|explained|explains|remarked|remarks|"
    r"noted|notes|commented|"
    r"comments|added|adds|admitted|claimed|described|called|praised|joked|observed|remembered|argued|"
    r"opined|declared|felt|replied|"
    r"answered|later wrote|also said|later said|continued|concluded|elaborated|insisted|maintained|"
    r"revealed|quipped|considered)"
)
QUOTED = Pattern(r"[\"“](?P<quote>[^\"“”]{15,1500})[\"”]")
BEFORE = Pattern(
    rf"(?P<who>{NAME})(?:,? (?:of|from|in|for|who|the|a|an)\b[^\"“”]{{0,80}}?)?,? (?:had |has |would |"
    rf"also |later |once |then |himself |herself )*(?:{SAYS})\b(?! \p{{Lu}}\p{{Ll}}+,)[^\"“”]{{0,90}}$"
)
INVERTED = Pattern(rf", (?:said|says|recalled|explained|wrote|noted|added) (?P<who>{NAME})[^\"“”]{{0,60}}$")
"""“They chose the barn, said A, because “…”: the subject of the clause before is not the speaker."""

AFTER = Pattern(
    rf"^[\"”]?,? ?(?:(?:{SAYS}) (?:the |director |producer |actor |actress )*(?P<who>{NAME})|"
    rf"(?P<whom>{NAME}),? (?:later |also |once |then )?(?:{SAYS})\b)"
)
PRONOUN = Pattern(rf"(?i)\b(?:he|she)\b[^\"“”]{{0,40}}\b(?:{SAYS})\b[^\"“”]{{0,60}}$")
LEADS_IN = Pattern(rf"(?P<who>{NAME})\b[^\"“”]{{0,160}}:$")
TOPICS = {
    Topic.LEAD: "production",
    Topic.CAST: "casting",
    Topic.MAKING: "production",
    Topic.MUSIC: "music",
    Topic.RELEASE: "release",
    Topic.RECEPTION: "reception",
}
SHORTEST = 5  # words: fewer are a phrase or a title in quotation marks
SURE, GUESSED = 0.8, 0.45


def extract_quotations(article: Article) -> list[ExtractedFact]:
    """Return the quoted statements in an article, each with its speaker."""
    proposals: list[ExtractedFact] = []
    speaker = ""
    for statement in article.statements:
        if statement.topic not in TOPICS:
            continue
        found = list(quotes_in_sentence(article, statement, speaker))
        proposals += found
        named = [quotation.fields["speaker"] for quotation in found if quotation.fields["speaker"]]
        speaker = named[-1] if named else likely_next_speaker(article, statement) or speaker
    return proposals


def likely_next_speaker(article: Article, statement: Statement) -> str:
    """Return whom “he” in the next sentence probably means: the person who begins this one."""
    match = regex.match(rf"(?:{NAME})", statement.text)
    name = person_name(match[0], mononym=True) if match else ""
    full = article.full_name(name) if name else ""
    return full if " " in full else ""


def quotes_in_sentence(article: Article, statement: Statement, speaker: str) -> Iterator[ExtractedFact]:
    text = statement.text
    for match in QUOTED.finditer(text):
        if len(match["quote"].split()) < SHORTEST:
            continue
        before, after = text[max(0, match.start() - 260) : match.start()].rstrip(" ,"), text[match.end() :]
        who, sure = find_speaker(article, before, after, speaker)
        if " " in who:
            yield statement.propose(
                "note", sure, topic=TOPICS[statement.topic], speaker=who, quotation=match["quote"]
            )


def find_speaker(article: Article, before: str, after: str, speaker: str) -> tuple[str, float]:
    """Return who said a quotation, judged by the text before and after it, and the confidence."""
    for match in (AFTER.match(after), INVERTED.search(before), BEFORE.search(before), LEADS_IN.search(before)):
        if match:
            groups = match.groupdict()
            words = groups["who"] or groups.get("whom") or ""
            name = "" if OUTLETS.fullmatch(words) else person_name(words, mononym=True)
            if name:
                return article.full_name(name), SURE
    if speaker and (PRONOUN.search(before) or regex.match(rf"^[\"”]?,? ?(?:he|she|{SAYS})\b", after)):
        return speaker, GUESSED
    return "", 0
