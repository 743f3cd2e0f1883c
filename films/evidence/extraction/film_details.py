"""Extract a film's runtime, languages and original title."""

from collections.abc import Iterator

from babel import Locale

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.film import DEFINITION
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

RUNTIME = Pattern(
    r"(?i)\b(?:running time|run time|runtime|runs?(?: for)?|lasts?|"
    r"length)\b[^.;]{0,30}?\b(?P<minutes>\d{2,3})[ -]min(?:ute)?s?\b"
    r"|\b(?P<hyphened>\d{2,3})-minutes?(?:-long)? (?:\p{Ll}+ )?(?:film|movie|picture|feature|documentary)\b"
)
OTHER_CUT = Pattern(
    r"(?i)\b(?:cut|version|cuts|versions|extended|director['’]s|original(?:ly)?|edited|trimmed|sequence|scene|"
    r"uncut|episode|"
    r"album|documentary about|preview|rough|featurette|interview)\b"
)
LANGUAGES = {str(name): code for code, name in Locale("en").languages.items() if " " not in str(name)}
NAME = r"\p{Lu}\p{Ll}+"
IN_LANGUAGES = Pattern(
    rf"\b(?P<names>{NAME}(?:(?:[-–/]|, | and |, and ){NAME}){{0,4}})[- ](?:bilingual|trilingual|languages?)\b"
)
ONLY_LANGUAGES = Pattern(
    r"\b(?:Assamese|Bengali|Bhojpuri|Cantonese|Gujarati|Hindi|Kannada|Konkani|Malayalam|Mandarin|Marathi|Odia|Punjabi|"
    r"Sinhala|Tamil|Telugu|Tulu|Urdu)\b"
)
"""Words that, before “film”, name its language and no country."""

ORIGINAL_TITLE = Pattern(
    rf"\((?:[^();]{{0,40}}?; )?(?P<language>{NAME})(?: title)?: ?"
    rf"[\"“]?(?P<title>[^();\"”,]{{1,80}}?)[\"”]?(?:[;,][^()]*)?\)"
)
SURE, LIKELY = 0.9, 0.8


def extract_film_details(article: Article) -> list[ExtractedFact]:
    """Return what is said of the film beside its year, genres and countries, each value by itself."""
    found: dict[str, ExtractedFact] = {}
    for statement in article.outside_sections(Topic.PLOT, Topic.ELSEWHERE, Topic.CAST, Topic.AWARDS, Topic.MUSIC):
        for fact in details_stated(statement):
            detail = next(name for name in ("runtime", "languages", "original_title") if fact.fields.get(name))
            found.setdefault(detail, fact)
    return list(found.values())


def details_stated(statement: Statement) -> Iterator[ExtractedFact]:
    if (length := RUNTIME.search(statement.text)) and not OTHER_CUT.search(statement.text):
        minutes = int(length["minutes"] or length["hyphened"])
        if minutes:
            yield film_with(statement, LIKELY, runtime=minutes)
    defined = DEFINITION.match(statement.text) if statement.topic is Topic.LEAD else None
    if defined is None:
        return
    if (spoken := IN_LANGUAGES.search(defined["kind"])) and (names := languages_in(spoken["names"])):
        yield film_with(statement, SURE, languages=names)
    elif alone := ONLY_LANGUAGES.findall(defined["kind"]):
        yield film_with(statement, LIKELY, languages=list(dict.fromkeys(alone)))
    aside = ORIGINAL_TITLE.search(defined["title"])
    if aside and aside["language"] in LANGUAGES and aside["language"] != "English":
        yield film_with(statement, SURE, original_title=aside["title"].strip())


def languages_in(names: str) -> list[str]:
    """Return the languages among words: “Tamil-Telugu” names two."""
    words = names.replace("–", "-").replace("/", "-").replace(", ", "-").replace(" and ", "-").split("-")
    return [word for word in words if word in LANGUAGES]


def film_with(statement: Statement, sure: float, **detail: object) -> ExtractedFact:
    return statement.propose("film", sure, title="", year=None, genres=[], countries=[], **detail)
