"""Extract the reviews of critics and papers, with the score where one is given."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import NAME, person_name, surname
from films.evidence.extraction.outlets import OUTLET, outlet_name
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.scores import OUTLET as AGGREGATOR
from films.evidence.extraction.scores import grade_in
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, as_listed

JUDGES = (
    r"(?:gave|gives|awarded|awards|rated|rates|graded|called|calls|described|describes|wrote|writes|said|says|"
    r"stated|states|"
    r"praised|praises|criti[cq]i[sz]ed|criti[cq]i[sz]es|felt|feels|found|finds|considered|considers|deemed|"
    r"declared|noted|"
    r"notes|thought|thinks|commented|opined|panned|hailed|hails|dismissed|lauded|reviewed|remarked|argued|"
    r"concluded|named|"
    r"labell?ed|dubbed|raved|commended|complimented|summari[sz]ed|likened|complained|liked|disliked|enjoyed|"
    r"admired|"
    r"compared|observed|reported|opined|claimed|scored|saw (?=(?:the film|it)\b))"
)
OF_THE_FILM = (
    r"(?:gave|gives|awarded|rated|graded|called|calls|described|describes|praised|criti[cq]i[sz]ed|panned|"
    r"hailed|dismissed|"
    r"lauded|reviewed|complimented|commended|disliked|enjoyed|deemed|raved|found|considered)"
)
ADVERB = r"(?:(?:also|later|once|however|similarly|generally|favou?rably|positively|negatively|\p{Ll}+ly) )*"
FOR = (
    r"(?:,? (?:of|from|for|in|at|with|writing (?:for|in)|reviewing (?:it |the film )?(?:for|in)|"
    r"(?:the )?(?:film |movie |chief "
    r"|lead )*(?:critic|reviewer|columnist) (?:of|for|at|from|with)|who reviewed (?:it|the film) (?:for|"
    r"in))(?: the magazine)?)"
)
BY_CRITIC = Pattern(
    rf"(?P<who>{NAME}){FOR} (?P<outlet>{OUTLET})(?: magazine)?(?:,? [^,.;\"“]{{0,60}},)?,? {ADVERB}{JUDGES}\b"
)
OUTLETS_CRITIC = Pattern(
    rf"(?P<outlet>{OUTLET})(?:['’]s?)?,? (?:(?:film |movie |chief |lead )*(?:critic|reviewer|"
    rf"columnist)s? )?(?P<who>{NAME}),? "
    rf"{ADVERB}{JUDGES}\b"
)
IN_OUTLET = Pattern(
    rf"\b(?i:(?:in|writing|reviewing)(?: (?:it|the (?:film|movie)))?(?: (?:a|an|his|her|its|their|"
    rf"the))?(?: [\p{{Ll}}\d-]+){{0,3}}?"
    rf"(?: (?:for|in|of|with))?) (?P<outlet>{OUTLET})(?: magazine)?(?:,? [^,.;\"“]{{0,30}})?, (?:critic "
    rf")?(?P<who>{NAME}),? {ADVERB}{JUDGES}\b"
)
OUTLET_ALONE = Pattern(
    rf"(?<![\p{{L}}'’] of )(?P<outlet>{OUTLET})(?: magazine| critics?|"
    rf" reviewer|(?: (?:film|movie))? review)?(?: \([^()]{{1,40}}\))?,? {ADVERB}{JUDGES}\b"
)
CRITIC_ALONE = Pattern(
    rf"(?P<who>{NAME}),? {ADVERB}{OF_THE_FILM} (?:the (?:film|movie|picture)|it|[\p{{Lu}}\"“]|an?\b|both)"
)
REVIEW_BY = Pattern(
    rf"\b[Rr]eview (?:in|for|from) (?P<outlet>{OUTLET})(?: magazine)? by (?P<who>{NAME})|"
    rf"\b[Rr]eview by (?P<who>{NAME}) "
    rf"(?:in|for|of|from) (?P<outlet>{OUTLET})"
)
NUMBERS = {
    "zero": "0", "half": "0.5", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
WORD_NUMBER = "|".join(NUMBERS)
RATING = Pattern(
    rf"(?i)\b(?P<score>\d{{1,2}}(?:\.\d)?|{WORD_NUMBER})(?P<half>[- ]and[- ](?:a[- ])?half|½)?(?:[- ](?:stars?|"
    rf"marks|points))?"
    rf"(?: ?/ ?| (?:out )?of (?:a possible |a maximum )?)(?P<top>\d{{1,3}}|"
    rf"{WORD_NUMBER})\b(?:[- ]stars?)?(?! (?:critics|reviews|the|its))"
)
GRADED = Pattern(
    r"(?i)\b(?:grade|graded|gave|giving|rating|score)\b[^.;]{0,40}?[\"“'‘]?[A-DF](?:[+−–-]| ?minus|"
    r" ?plus)?[\"”'’.,\s]"
)
SCALES = {4: "four", 5: "five", 10: "ten", 100: "percent"}
SURE, LIKELY, POSSIBLE = 0.9, 0.8, 0.6


def extract_critics(article: Article) -> list[ExtractedFact]:
    """Return the reviews that an article reports, each once: of a critic, or of an outlet that names none."""
    found: dict[tuple[str, str], ExtractedFact] = {}
    for statement in article.in_sections(Topic.RECEPTION):
        for fact in reviews_in(article, statement):
            key = (fact.fields["outlet"] or "", fact.fields["author"] or "")
            same = next((other for other in found if is_same_review(other, key)), key)
            if same not in found:
                found[key] = fact
    return list(found.values())


def is_same_review(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two reviews are one: of one author, or of one outlet that is named without its author."""
    if one[1] and other[1]:
        return surname(one[1]) == surname(other[1])
    return one[0].removeprefix("The ") == other[0].removeprefix("The ")


def reviews_in(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    """Read the reviews in a sentence, from left to right; what one pattern has read, later ones leave out."""
    text = statement.text
    matches: list[tuple[regex.Match[str], float]] = []
    for pattern, sure in (
        (BY_CRITIC, SURE),
        (OUTLETS_CRITIC, LIKELY),
        (IN_OUTLET, SURE),
        (REVIEW_BY, SURE),
        (OUTLET_ALONE, LIKELY),
        (CRITIC_ALONE, POSSIBLE),
    ):
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other, _ in matches):
                matches.append((match, sure))
    matches.sort(key=lambda found: found[0].start())
    for position, (match, sure) in enumerate(matches):
        following = matches[position + 1][0].start() if position + 1 < len(matches) else len(text)
        named = match.groupdict()
        outlet = outlet_name(named.get("outlet") or "")
        author = critic_name(article, named.get("who") or "")
        if AGGREGATOR.search(outlet) or not (author or (outlet and not named.get("who"))):
            continue
        score, scale = score_in(text[match.start() : following])
        given = {"outlet": outlet or None, "author": author or None, "score": score, "scale": scale}
        yield statement.propose("review", sure, **given, sample_size=None, average=None)


def critic_name(article: Article, words: str) -> str:
    """Return the critic's full name, or an empty string if the words name no person or one who made the film."""
    name = person_name(words, mononym=True)
    full = article.full_name(name) if name else ""
    if " " not in full or full in article.title or AGGREGATOR.search(full):
        return ""
    return "" if surname(full) in article.makers else full


def score_in(text: str) -> tuple[int | float | str | None, str | None]:
    """Return the score that a critic gave, and its scale; stars of an unknown number are no score."""
    for scale, score, _ in ratings_in(text):
        return int(score) if score == int(score) else float(score), scale
    if GRADED.search(text) and (grade := grade_in(text)):
        return grade, "letter"
    return None, None


def ratings_in(text: str) -> Iterator[tuple[str, Decimal, tuple[int, int]]]:
    """Yield the scores out of so many, in figures or in words, each with its scale and its place."""
    for rating in RATING.finditer(text):
        top, score = (Decimal(NUMBERS.get(as_listed(rating[name]), rating[name])) for name in ("top", "score"))
        score += Decimal("0.5") if rating["half"] else 0
        if top in SCALES and score <= top:
            yield SCALES[int(top)], score, rating.span()
