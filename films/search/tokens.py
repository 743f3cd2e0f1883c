"""Make index tokens that nobody can type: for facet values, words in names, and the beginnings of names.

Each begins with a character of Unicode's private use area, which the index's tokenizer keeps, and which neither
queries nor entries can contain. So filters and names are looked up like words, and intersected with them.
"""

from collections.abc import Iterable

from films.identity.folding import plain
from films.identity.numerals import rewritten_word
from films.kinds.sql import FACET, LIMIT, NAME, START, SUBTITLE
from films.models.places import LocationUse
from films.search.types import FacetName

PRIVATE = (FACET, LIMIT, NAME, START, SUBTITLE)

FACET_LETTERS = {
    FacetName.KIND: "k",
    FacetName.FILM: "f",
    FacetName.PERSON: "p",
    FacetName.JOB: "j",
    FacetName.LOCATION: "l",
    FacetName.COUNTRY: "c",
    FacetName.GENRE: "g",
    FacetName.DECADE: "d",
    FacetName.YEAR: "y",
    FacetName.OUTLET: "o",
    FacetName.SCORE: "s",
}


def facet(name: FacetName, value: str | int) -> str:
    """Return the token of a facet's value: an id if it refers to a record, otherwise the value itself."""
    return f"{FACET}{FACET_LETTERS[name]}{str(value).replace('_', '')}"


def credited(job: str, person_id: int) -> str:
    """Return the token of entries with a credit of a person in one job."""
    return credits_in(job, [person_id])[0]


def credits_in(job: str, people: Iterable[int]) -> list[str]:
    """Return the tokens of entries with a credit of each of these people in one job."""
    beginning = f"{LIMIT}job{job.replace('_', '')}"
    return [f"{beginning}{person}" for person in people]


def led_by(person_id: int) -> str:
    """Return the token of films in which a person is a lead: a director, or among the first of the cast."""
    return f"{LIMIT}lead{person_id}"


def values_of(name: FacetName, facets: str) -> list[str]:
    """Return the tokens of one facet among those of an entry."""
    beginning = facet(name, "")
    return [token for token in facets.split() if token.startswith(beginning)]


def records_of(name: FacetName, facets: str) -> list[int]:
    """Return the ids of the records that are values of one facet of an entry."""
    beginning = facet(name, "")
    return [int(token.removeprefix(beginning)) for token in values_of(name, facets)]


def worked_on(film_id: int) -> str:
    """Return the token of people with a credit on a film."""
    return f"{LIMIT}film{film_id}"


def films_worked_on(limits: str) -> list[str]:
    """Return the tokens of the films on which a person with these tokens has a credit."""
    beginning = f"{LIMIT}film"
    return [token for token in limits.split() if token.removeprefix(beginning).isdigit()]


def films_of(limits: str, job: str = "") -> int:
    """Return the number of films on which a person with these tokens has a credit, or one in a job."""
    beginning = f"{LIMIT}as{job.replace('_', '')}" if job else f"{LIMIT}film"
    return sum(token.removeprefix(beginning).isdigit() for token in limits.split() if token.startswith(beginning))


def worked_as(job: str, film_id: int) -> str:
    """Return the token of people with a credit on a film in one job, and of these credits."""
    return f"{LIMIT}as{job.replace('_', '')}{film_id}"


def own_genre(genre_id: int) -> str:
    """Return the token of films that have this genre itself, and not only a narrower one."""
    return f"{LIMIT}genre{genre_id}"


def used(use: LocationUse | str, location_id: int) -> str:
    """Return the token of entries for which a place, or one within it, had this use."""
    return f"{LIMIT}{use}{location_id}"


def citing(document_id: int) -> str:
    """Return the token of facts that cite a document."""
    return f"{LIMIT}document{document_id}"


def cited(yes: bool) -> str:
    """Return the token of facts with evidence, which may be general knowledge, or of facts without."""
    return f"{LIMIT}cited{int(yes)}"


def conflict() -> str:
    """Return the token of facts with a citation that gives another value."""
    return f"{LIMIT}conflict"


def orphaned() -> str:
    """Return the token of facts with an orphaned citation."""
    return f"{LIMIT}orphaned"


def evidence(state: str) -> str:
    """Return the token of facts with a value that has such evidence (see `films.kinds.quality.Evidence`)."""
    return f"{LIMIT}evidence{state.replace('_', '')}"


def score(points: int) -> str:
    """Return the token of reviews with this score, rounded on a scale from 0 to 100."""
    return facet(FacetName.SCORE, points)


def name_words(text: str) -> list[str]:
    """Return the tokens of words within names."""
    return [NAME + word for word in plain(text).split()]


def rewritten_words(word: str) -> list[str]:
    """Return the token of a word within rewritten names, if it can be written in several ways."""
    written = rewritten_word(plain(word))
    return [NAME + written] if written else []


def character_words(text: str) -> list[str]:
    """Return the tokens of words within names of characters."""
    return [LIMIT + NAME + word for word in plain(text).split()]
