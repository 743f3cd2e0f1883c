"""Judge how certain a relation between two films is, by their titles, years, people and synopses, and say why."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q

from films.batching import batched
from films.curating.relations.pairs import Likeness, Pair
from films.identity.articles import ARTICLES_BY_LANGUAGE
from films.identity.series import text_states
from films.models import Credit, Film, JobCode
from films.models.films import FIRST_FILM_YEAR, RelationKind

SAYS_SEQUEL, SAYS_REMAKE, SAYS_PREQUEL = ("sequel", "follow-up"), ("remake",), ("prequel",)
MOST_YEARS = 15  # between parts of a series that nobody has a part in who had one in the last
HALF = 0.5  # share of the smaller cast by which two films have the same one
CERTAIN = 98
LEAST_CERTAINTY = 50
TITLE_ALONE = {1: 35, 2: 50}
"""How certain a remake is by a title of so many words that says the same, many years later."""
LONG_TITLE = 65  # the same for three words and more
SAME_AUTHOR = 30
"""By how much that is more certain if both are after a work by the same author."""
NAME = r"([A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|du|la|van|von))+)"
WORKS = r"(?:novel|novella|play|story|stories|book|musical|opera|operetta|poem|tale)"
WORK_BY = re.compile(rf"\b{WORKS}\b[^.;]{{0,60}}? by {NAME}|{NAME}['’]s? (?:\d{{4}} )?(?:\w+ )?{WORKS}\b")
SMALL_WORDS = frozenset(chain(ARTICLES_BY_LANGUAGE["en"], "of in on at to for and with by from".split()))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Say what the film of a pair is to the earlier one, how certain that is, and why."""

    kind: RelationKind
    certainty: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Details:
    """Hold who directed a film and who is in its cast, by their ids, and its synopsis."""

    synopsis: str = ""
    directors: dict[int, str] = field(default_factory=dict)
    cast: dict[int, str] = field(default_factory=dict)

    @property
    def people(self) -> dict[int, str]:
        return self.directors | self.cast


def read_details(film_ids: Iterable[int]) -> dict[int, Details]:
    """Return what some films are judged by, by their ids."""
    found: dict[int, Details] = {}
    for some in batched(sorted(set(film_ids))):
        texts = Film.objects.filter(pk__in=some).values_list("pk", "synopsis")
        found |= {film_id: Details(synopsis) for film_id, synopsis in texts}
        parts = Credit.objects.filter(Q(job=JobCode.DIRECTOR) | Q(job=JobCode.ACTOR), film__in=some).order_by()
        for film_id, job, person_id, name in parts.values_list("film_id", "job", "person_id", "person__name"):
            people = found[film_id].directors if job == JobCode.DIRECTOR else found[film_id].cast
            people[person_id] = name
    return found


def judge(pair: Pair, details: Mapping[int, Details]) -> Judgement | None:
    """Return the most likely relation of a pair, or None if there is none."""
    film, earlier = details[pair.film.id], details[pair.earlier.id]
    if text_states(film.synopsis, SAYS_PREQUEL, pair.earlier.title, None):
        return None
    judge_titles = judge_one_title if pair.likeness in ONE_TITLE else judge_series
    judgement = judge_titles(pair, film, earlier)
    return judgement if judgement and judgement.certainty >= LEAST_CERTAINTY else None


ONE_TITLE = (Likeness.BUT_FOR_VERSION, Likeness.SAME_TITLE)


def judge_one_title(pair: Pair, film: Details, earlier: Details) -> Judgement | None:
    """Judge films of one title: a version has the same people, and a remake has others."""
    reasons = [say_title(pair), say_years(pair), *say_people(film, earlier)]
    same_director = bool(film.directors.keys() & earlier.directors.keys())
    same_cast = share_of_cast(film, earlier) >= HALF
    if same_cast and (same_director or pair.film.version):
        return Judgement(RelationKind.VERSION_OF, 95 if pair.film.version else 85, tuple(reasons))
    if states(film, SAYS_REMAKE, pair) or "remake" in film.synopsis:
        return Judgement(RelationKind.REMAKE, CERTAIN, (*reasons, "its synopsis says “remake”"))
    if pair.film.version and (same_director or not (film.people and earlier.people)):
        return Judgement(RelationKind.VERSION_OF, 80 if same_director else 70, tuple(reasons))
    if pair.film.version and film.people.keys() & earlier.people.keys():
        return Judgement(RelationKind.SEQUEL, 55, tuple(reasons))
    certainty = certainty_of_title(pair.earlier.original_title)
    for author in authors(film) & authors(earlier):
        return Judgement(RelationKind.REMAKE, certainty + SAME_AUTHOR, (*reasons, f"both after {author}"))
    return Judgement(RelationKind.REMAKE, certainty, tuple(reasons))


def authors(film: Details) -> set[str]:
    """Return whose novels, plays and stories a synopsis names."""
    return {name for found in WORK_BY.finditer(film.synopsis) for name in found.groups() if name}


def certainty_of_title(title: str) -> int:
    """Return how certain a remake is by a title alone: many films share one of a single word by chance."""
    words = [word for word in title.casefold().split() if word not in SMALL_WORDS]
    return TITLE_ALONE.get(len(words), LONG_TITLE)


def judge_series(pair: Pair, film: Details, earlier: Details) -> Judgement | None:
    """Judge films whose titles begin with the name of one series."""
    reasons = [say_title(pair), say_years(pair), *say_people(film, earlier)]
    if states(film, SAYS_SEQUEL, pair):
        return Judgement(RelationKind.SEQUEL, CERTAIN, (*reasons, "its synopsis says “sequel”"))
    shared = len(film.people.keys() & earlier.people.keys())
    match pair.likeness:
        case Likeness.NEXT_NUMBER:
            certainty = 96 if shared else 85 if pair.years <= MOST_YEARS else 0
        case Likeness.LATER_NUMBER:
            certainty = 0 if not shared else 80 if pair.film.series.number < FIRST_FILM_YEAR else 60
        case _:
            certainty = 0 if not shared else 75 if shared == 1 else 85
    return Judgement(RelationKind.SEQUEL, certainty, tuple(reasons))


def states(film: Details, words: tuple[str, ...], pair: Pair) -> bool:
    return text_states(film.synopsis, words, pair.earlier.title, pair.earlier.year)


def share_of_cast(film: Details, earlier: Details) -> float:
    """Return the share of the smaller of two casts that is in the other one as well."""
    smaller = min(len(film.cast), len(earlier.cast))
    return len(film.cast.keys() & earlier.cast.keys()) / smaller if smaller else 0.0


def say_title(pair: Pair) -> str:
    match pair.likeness:
        case Likeness.BUT_FOR_VERSION:
            return f"the same title but for “{pair.film.version}”"
        case Likeness.SAME_TITLE:
            return "the same title"
        case Likeness.NEXT_NUMBER:
            return f"number {pair.film.series.number} after number {pair.film.series.number - 1}"
        case Likeness.LATER_NUMBER:
            return f"the same title with the number {pair.film.series.number}"
        case _:
            return "the same name before the subtitle"


def say_years(pair: Pair) -> str:
    if not pair.years:
        return "in the same year"
    return "a year later" if pair.years == 1 else f"{pair.years} years later"


def say_people(film: Details, earlier: Details) -> Iterable[str]:
    """Yield who directed both films, and how many of the casts are in both."""
    for person_id in film.directors.keys() & earlier.directors.keys():
        yield f"{film.directors[person_id]} directed both"
    shared = sorted(film.cast[person_id] for person_id in film.cast.keys() & earlier.cast.keys())
    if shared:
        more = f" and {len(shared) - 1} more" if len(shared) > 1 else ""
        yield f"{shared[0]}{more} in both casts"
