"""How what a document seems to state compares with the facts that curators took from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from films.evidence.extraction import Proposed
from films.evidence.extraction.matching import key
from films.models import BoxOffice, Credit, Film, FilmLocation, FilmRelation, Job, Release, Review
from films.models.reception import Scale
from films.models.releases import BoxOfficeKind

SURE = 0.8  # what is proposed so surely should be true
ACTING = (Job.ACTOR, Job.VOICE, Job.SELF)


@dataclass(frozen=True)
class Fact:
    """One thing that a film's record says, or a proposal does: its kind, and words that say it to a reader."""

    kind: str
    words: tuple[str, ...]
    confidence: float = 1.0

    def __str__(self) -> str:
        return ", ".join(word for word in self.words if word)


@dataclass
class Comparison:
    """The facts of one kind that were found and missed, and proposals that agree with no fact."""

    found: list[Fact] = field(default_factory=list)
    missed: list[Fact] = field(default_factory=list)
    wrong: list[Fact] = field(default_factory=list)

    @property
    def surely_wrong(self) -> list[Fact]:
        return [fact for fact in self.wrong if fact.confidence >= SURE]


def compare(film: Film, proposals: Sequence[Proposed]) -> dict[str, Comparison]:
    """Compare proposals, matched against what is here, with the structured facts of a film, kind by kind.

    Notes are left out: curators write those in their own words. Several spellings of one thing agree, and so does
    “hotel” with “Hotel in Chicago”.
    """
    offered = [fact for one in proposals for fact in proposed_facts(one)]
    used: set[int] = set()
    comparisons: dict[str, Comparison] = {}
    for names in curated_facts(film):
        place = next(
            (number for number, fact in enumerate(offered) if any(agree(fact, name) for name in names)), None
        )
        comparison = comparisons.setdefault(names[0].kind, Comparison())
        (comparison.missed if place is None else comparison.found).append(names[0])
        used.update(number for number, fact in enumerate(offered) if any(agree(fact, name) for name in names))
    for number, fact in enumerate(offered):
        if number not in used:
            comparisons.setdefault(fact.kind, Comparison()).wrong.append(fact)
    return comparisons


def agree(proposed: Fact, curated: Fact) -> bool:
    if proposed.kind != curated.kind or len(proposed.words) != len(curated.words):
        return False
    pairs = zip(proposed.words, curated.words, strict=True)
    return all(key(one) == key(other) or is_part(proposed.kind, one, other) for one, other in pairs)


def is_part(kind: str, one: str, other: str) -> bool:
    """Tell whether a place goes by a shorter name in the text: “hotel” for “Hotel in Chicago” or “Fox's hotel”."""
    (said, _, said_town), (curated, _, town) = one.partition(" in "), other.partition(" in ")
    shorter = key(curated.replace("'s ", " ").removesuffix("'s"))
    is_there = said_town in ("", town)
    return (
        kind in ("location", "stands in for")
        and is_there
        and bool(one)
        and f"-{shorter}".endswith(f"-{key(said)}")
    )


def figure(value: Any) -> str:
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def proposed_facts(one: Proposed) -> Iterator[Fact]:
    said = one.fields

    def fact(kind: str, *words: Any) -> Fact:
        return Fact(kind, tuple(str(word or "") for word in words), one.confidence)

    match one.kind:
        case "film":
            yield fact("title", said["title"])
            yield fact("year", said["year"])
            yield from (fact("genre", genre) for genre in said["genres"])
            yield from (fact("country", country) for country in said["countries"])
        case "credit":
            yield fact("credit", said.get("existing") or said["person"], said["job"], said["character"])
        case "pay":
            yield fact("pay", said.get("existing") or said["person"], figure(said["amount"]), said["currency"])
        case "release":
            yield fact("release", said["date"], said["place"], said["distributor"])
        case "budget" | "box_office":
            amount = figure(said["amount"])
            yield fact("box office", amount, said["currency"], said["territory"], figure(said.get("rank")))
        case "review":
            yield fact("score", said["outlet"], figure_or_grade(said["score"]))
            if said["average"] is not None:
                yield fact("score", said["outlet"], figure(said["average"]))
        case "location":
            yield fact("location", said["name"], said["use"])
            if said["stands_in_for"]:
                yield fact("stands in for", said["name"], said["stands_in_for"])
        case "relation":
            yield fact("relation", said["relation"], said.get("existing") or said["title"])


def figure_or_grade(score: object) -> str:
    return score if isinstance(score, str) else figure(score)


def curated_facts(film: Film) -> Iterator[list[Fact]]:
    """Yield each structured fact of a film under all the names that those in it go by."""
    yield [Fact("title", (film.title,))]
    yield [Fact("year", (str(film.year),))]
    yield from ([Fact("genre", (genre.name,))] for genre in film.genres.all())
    yield from ([Fact("country", (country.name,))] for country in film.countries.all())
    for credit in Credit.objects.filter(film=film).select_related("person"):
        yield from credit_facts(credit)
    for release in Release.objects.filter(film=film).select_related("place", "distributor"):
        place = release.place.name if release.place else ""
        distributor = release.distributor.name if release.distributor else ""
        yield [Fact("release", (release.date.isoformat() if release.date else "", place, distributor))]
    for sum_ in BoxOffice.objects.filter(film=film).select_related("territory"):
        territory = sum_.territory.name if sum_.territory else ""
        rank = figure(sum_.rank) if sum_.kind == BoxOfficeKind.OPENING_RANK else ""
        yield [Fact("box office", (figure(sum_.amount), sum_.currency, territory, rank))]
    for review in Review.objects.filter(film=film).exclude(scale="").select_related("outlet"):
        outlet = review.outlet.name if review.outlet else ""
        score = review.grade if review.scale == Scale.LETTER else figure(review.score)
        yield [Fact("score", (outlet, score))]
    yield from place_facts(film)
    for relation in FilmRelation.objects.filter(film=film).select_related("related_film"):
        yield [Fact("relation", (relation.kind, relation.related_film.slug))]


def credit_facts(credit: Credit) -> Iterator[list[Fact]]:
    job = Job.ACTOR if credit.job in ACTING else credit.job
    yield [Fact("credit", (credit.person.slug, str(job), credit.character))]
    if credit.pay is not None:
        yield [Fact("pay", (credit.person.slug, figure(credit.pay), credit.pay_currency))]


def place_facts(film: Film) -> Iterator[list[Fact]]:
    uses = FilmLocation.objects.filter(film=film).select_related("location", "stands_in_for")
    for use in uses.prefetch_related("location__other_names"):
        location = use.location
        names = [location.name, *(other.name for other in location.other_names.all())]
        yield [Fact("location", (name, use.use)) for name in names]
        if use.stands_in_for:
            yield [Fact("stands in for", (name, use.stands_in_for.name)) for name in names]


def totals(comparisons: Iterable[Comparison]) -> tuple[int, int, int, int]:
    """Return how many facts were found, missed, proposed wrongly, and surely so."""
    counts = [0, 0, 0, 0]
    for one in comparisons:
        for place, facts in enumerate((one.found, one.missed, one.wrong, one.surely_wrong)):
            counts[place] += len(facts)
    return counts[0], counts[1], counts[2], counts[3]
