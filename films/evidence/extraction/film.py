"""Extract a film's title, year, genres and countries from the sentence that defines it."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import (
    FILM_NOUNS,
    GENRE_PHRASES,
    GENRES,
    NOT_A_GENRE_ALONE,
    Topic,
    country_name,
)

DEFINITION = Pattern(
    rf"(?i)^(?P<title>.{{1,200}}?)\s+(?:is|was|are)\s+(?:an?|"
    rf"the)\s+(?P<kind>(?:[^.;]{{0,200}}?))\b(?P<noun>{FILM_NOUNS})s?\b"
    rf"(?![-/ ](?:(?!based|about|by|from|of|directed)[\p{{L}}/-]+ ){{0,2}}(?:{FILM_NOUNS})s?\b)"
)
YEAR = Pattern(r"\b(18[89]\d|19\d\d|20\d\d)\b")
MADE_IN = Pattern(
    r"\b(?:released|premi[eè]red|made|produced|filmed|shot)\b[^.;,]{0,40}? (18[89]\d|19\d\d|20\d\d)\b"
)
ASIDES = Pattern(r"\s*[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]]")
ALSO_KNOWN = Pattern(
    r"(?i)(?:,| (?=(?:also|better|sometimes|variously|alternatively) )) ?(?:(?:which|that) (?:is|was) )?"
    r"(?:(?:also|better|sometimes|variously|originally|initially|alternatively|internationally) )*"
    r"(?:known|released|titled|called|entitled|marketed|billed|stylized|styled|aka|a\.k\.a\.|or) .*$"
)
"""The other titles that follow the title."""

LANGUAGE = Pattern(r"\b\p{Lu}\p{Ll}+(?:(?:[-–/]| and )\p{Lu}\p{Ll}+)*[- ]languages?\b")
RUNTIME = Pattern(
    r"(?i)\b(?:running time|runtime|runs?(?: for)?|lasts?)\b[^.]{0,30}?\b(?P<minutes>\d{2,3}) ?(?:-| )?min"
)
WORDS = Pattern(r"[\p{L}'’]+(?:-[\p{L}]+)*")
SURE, GUESSED = 0.95, 0.6


def extract_film(article: Article) -> list[ExtractedFact]:
    """Return the film that the article defines, or no fact if no sentence says what the film is."""
    for statement in article.in_sections(Topic.LEAD):
        found = DEFINITION.match(statement.text)
        if found:
            return [film_defined_by(article, statement, found)]
    lead = next(iter(article.statements), None)
    if article.title and lead:
        return [lead.propose("film", GUESSED, title=article.title, year=None, genres=[], countries=[])]
    return []


def film_defined_by(article: Article, statement: Statement, found: regex.Match[str]) -> ExtractedFact:
    kind = found["kind"] + found["noun"]
    years = (
        YEAR.findall(kind) or YEAR.findall(found["title"][-12:]) or MADE_IN.findall(statement.text, found.end())
    )
    plain = ALSO_KNOWN.sub("", ASIDES.sub("", found["title"])).strip(" ,\"“”'‘’")
    title = article.title if article.title and plain.casefold().startswith(article.title.casefold()) else plain
    return statement.propose(
        "film",
        SURE if years and title else GUESSED,
        title=title or article.title,
        year=int(years[0]) if years else None,
        genres=list(genres_in(kind)),
        countries=countries_in(kind),
    )


def genres_in(kind: str) -> Iterator[str]:
    """Yield the genres in a description: “period action thriller” yields “period”, “action”, “thriller”."""
    rest = f" {kind.casefold()} "
    found: list[tuple[int, str]] = []
    for phrase in sorted(GENRE_PHRASES, key=len, reverse=True):
        at = rest.find(f" {phrase} ")
        if at >= 0:
            found.append((at, phrase))
            rest = rest.replace(phrase, "\0" * len(phrase), 1)
    for word in WORDS.finditer(rest):
        if word[0] in GENRES and word[0] not in NOT_A_GENRE_ALONE:
            found.append((word.start(), word[0]))
    yield from dict.fromkeys(name for _, name in sorted(found))


def countries_in(kind: str) -> list[str]:
    """Return the countries whose adjectives are in a description: “Italian-French”, “South Korean”.

    “English-language” tells nothing of the country.
    """
    words = LANGUAGE.sub(" ", kind)
    tokens = regex.findall(r"\p{L}[\p{L}.]*", words)
    found: dict[str, None] = {}
    position = 0
    while position < len(tokens):
        pair = country_name(" ".join(tokens[position : position + 2]))
        single = country_name(tokens[position]) if tokens[position][0].isupper() else ""
        name = pair or single
        if name:
            found[name] = None
        position += 2 if pair else 1
    return list(found)
