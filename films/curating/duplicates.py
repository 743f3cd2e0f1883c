"""Find films, people and locations that may be duplicates: by equal or similar names, or by a shared identifier.

Names are the same if their keys are. Similar ones are compared in their folded form, and only within small blocks
with similar beginnings, so that the work grows with the number of records and not with its square.

RapidFuzz and what importing needs are imported where they are used, since few of the commands and processes that
load this app need them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from films.batching import batched
from films.history.recording import unrecorded
from films.identity.folding import plain
from films.identity.keys import name_key, title_key
from films.models import Credit, Film, Identifier, LikelyDuplicate, Location, Person

MODELS: dict[str, Any] = {"film": Film, "person": Person, "location": Location}
LARGEST_BLOCK = (
    200  # names compared with each other; in a larger block, only those next to each other in the alphabet
)
NEIGHBOURS = 20
LARGEST_GROUP = 20  # records with one name that are compared with each other
LEAST_LIKENESS = 90  # of 100, between names that are not short
SHORTEST_NAME = 7
MAX_PAIRS = 1000  # stored for each kind, most similar first
NUMBER = re.compile(r"\d+|\b[ivx]+\b")

NICKNAME = re.compile(r"(?<=\S)\s+[\"“”„‘'«(][^\"“”„‘’'«»()]+[\"“”’'»)](?=\s+\S)")

SAME_IDENTIFIER, SAME_NAME, NEAR_NAME = "the same identifier", "the same name", "nearly the same name"
BUT_FOR_NICKNAME = "the same name but for a nickname"
A_YEAR_APART = "the same title and somebody in both, a year apart"
SAME_PROFESSION = "the same name and the profession in brackets, in the same years"
REASONS = (SAME_IDENTIFIER, SAME_PROFESSION, SAME_NAME, A_YEAR_APART, BUT_FOR_NICKNAME, NEAR_NAME)
"""Why records are found here. Imports list pairs for other reasons, which stay until somebody decides."""

Pair = tuple[int, int]


@dataclass(slots=True)
class NamedRecord:
    """Hold a record's folded names, its own first, with their keys, and what must agree.

    That is a film's year, and the place around a location.
    """

    key: int
    text: str
    bound: int | None
    told_apart: str = ""
    names: list[str] = field(default_factory=list)
    name_keys: set[str] = field(default_factory=set)
    without_nickname: set[str] = field(default_factory=set)
    """The keys of names that have a nickname in quotation marks or brackets, without it."""


def find_duplicates(kind: str) -> int:
    """Look for likely duplicates of a kind, store them, and return how many wait for a decision.

    Pairs that were marked as different stay so; pairs that are no longer alike are deleted.
    """
    records = {record.key: record for record in READERS[kind]()}
    pairs: dict[Pair, tuple[int, str]] = {}
    for likeness, why, found in (
        (100, SAME_IDENTIFIER, same_identifiers(kind)),
        (99, SAME_PROFESSION, told_by_profession(records.values()) if kind == "person" else ()),
        (99, SAME_NAME, same_names(records.values())),
        (98, A_YEAR_APART, a_year_apart(records.values()) if kind == "film" else ()),
        (97, BUT_FOR_NICKNAME, same_but_for_nickname(records.values())),
    ):
        for pair in found:
            pairs.setdefault(pair, (likeness, why))
    for pair, likeness in near_names(records.values()):
        pairs.setdefault(pair, (likeness, NEAR_NAME))
    likest = sorted(pairs.items(), key=lambda item: (-item[1][0], item[0]))[:MAX_PAIRS]
    with unrecorded(), transaction.atomic():
        LikelyDuplicate.objects.filter(kind=kind, are_different=False, why__in=REASONS).delete()
        LikelyDuplicate.objects.bulk_create(
            (
                LikelyDuplicate(
                    kind=kind,
                    one_id=one,
                    other_id=other,
                    one_name=records[one].text,
                    other_name=records[other].text,
                    why=why,
                    likeness=likeness,
                )
                for (one, other), (likeness, why) in likest
            ),
            ignore_conflicts=True,
        )
    return undecided_pairs().filter(kind=kind).count()


def undecided_pairs() -> Any:
    """Build a query for the undecided pairs of which both records exist.

    Each pair looks up its own two records: against lists of all records, SQLite would try each with each.
    """
    there = Q()
    for kind, model in MODELS.items():
        both = (Exists(model.objects.filter(pk=OuterRef(column))) for column in ("one_id", "other_id"))
        there |= Q(*both, kind=kind)
    return LikelyDuplicate.objects.filter(there, are_different=False)


def named_films() -> Iterator[NamedRecord]:
    rows = Film.objects.order_by("pk").values_list("pk", "title", "year", "original_title", "slug")
    others = other_names(Film.objects.values_list("pk", "other_titles__title"))
    for key, title, year, original, slug in rows.iterator():
        names = [title, *filter(None, [original]), *others[key]]
        record = NamedRecord(key, f"{title} ({year or 'year unknown'}) [{slug}]", year)
        yield with_names(record, names, title_key)


def read_people() -> Iterator[NamedRecord]:
    rows = Person.objects.order_by("pk").values_list("pk", "name", "disambiguation", "slug")
    others = other_names(Person.objects.values_list("pk", "other_names__name"))
    for key, name, disambiguation, slug in rows.iterator():
        record = NamedRecord(key, f"{name} [{slug}]", None, disambiguation)
        names = [name, *others[key]]
        shorter = ((text, NICKNAME.sub("", text)) for text in names)
        record.without_nickname = {name_key(short) for text, short in shorter if short != text}
        yield with_names(record, names, name_key)


def read_locations() -> Iterator[NamedRecord]:
    rows = Location.objects.order_by("pk").values_list("pk", "name", "part_of", "slug")
    others = other_names(Location.objects.values_list("pk", "other_names__name"))
    for key, name, part_of, slug in rows.iterator():
        yield with_names(NamedRecord(key, f"{name} [{slug}]", part_of), [name, *others[key]], name_key)


READERS = {"film": named_films, "person": read_people, "location": read_locations}


def other_names(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, name in rows.order_by().iterator():
        if name:
            found[key].append(name)
    return found


def with_names(record: NamedRecord, names: list[str], make_key: Callable[[str], str]) -> NamedRecord:
    record.names = [name for name in dict.fromkeys(plain(text) for text in names) if name]
    record.name_keys = {make_key(name) for name in names if plain(name)}
    record.text = record.text[:300]
    return record


def may_be_one(first: NamedRecord, second: NamedRecord) -> bool:
    """Tell whether records with similar names may be the same: year, place and disambiguation agree."""
    if first.told_apart and second.told_apart and first.told_apart != second.told_apart:
        return False
    return first.bound is None or second.bound is None or first.bound == second.bound


def same_identifiers(kind: str) -> Iterator[Pair]:
    """Yield pairs whose identifiers differ only in letter case or in the address around them."""
    if kind == "location":
        return
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    rows = Identifier.objects.filter(**{f"{kind}__isnull": False}).values_list("scheme", "value", kind)
    for scheme, value, key in rows.order_by().iterator():
        groups[scheme.casefold(), without_address(value)].add(key)
    for keys in groups.values():
        yield from combinations(sorted(keys)[:LARGEST_GROUP], 2)


def without_address(value: str) -> str:
    """Return an identifier without the address around it."""
    found = value.casefold()
    return found.rstrip("/").rpartition("/")[2] if "://" in found else found


def same_names(records: Iterable[NamedRecord]) -> Iterator[Pair]:
    groups: dict[str, list[NamedRecord]] = defaultdict(list)
    for record in records:
        for key in record.name_keys:
            groups[key].append(record)
    for group in groups.values():
        yield from (
            (first.key, second.key)
            for first, second in combinations(group[:LARGEST_GROUP], 2)
            if may_be_one(first, second)
        )


def told_by_profession(people: Iterable[NamedRecord]) -> Iterator[Pair]:
    """Yield pairs of one name of which one has a profession in brackets that the other has, too."""
    from films.importing.professions import ToldByProfession, is_profession, same_profession

    groups: dict[str, list[NamedRecord]] = defaultdict(list)
    for person in people:
        for key in person.name_keys:
            groups[key].append(person)
    pairs = [
        ToldByProfession(bracketed.key, bracketed.told_apart, plain_one.key)
        for group in groups.values()
        for bracketed in group[:LARGEST_GROUP]
        if is_profession(bracketed.told_apart)
        for plain_one in group[:LARGEST_GROUP]
        if not plain_one.told_apart
    ]
    for pair in sorted(same_profession(pairs)):
        yield min(pair.bracketed, pair.plain), max(pair.bracketed, pair.plain)


def a_year_apart(films: Iterable[NamedRecord]) -> Iterator[Pair]:
    """Yield pairs of films of one title, a year apart, in which somebody worked on both.

    Lists date a film by its first showing or by its release.
    """
    groups: dict[str, list[NamedRecord]] = defaultdict(list)
    for film in films:
        for key in film.name_keys if film.bound is not None else ():
            groups[key].append(film)
    pairs = {
        (min(first.key, second.key), max(first.key, second.key))
        for group in groups.values()
        for first, second in combinations(group[:LARGEST_GROUP], 2)
        if abs((first.bound or 0) - (second.bound or 0)) == 1
    }
    people: dict[int, set[int]] = defaultdict(set)
    for some in batched({film_id for pair in pairs for film_id in pair}):
        credits_there = Credit.objects.of_participants().filter(film__in=some).order_by()
        for film_id, person_id in credits_there.values_list("film_id", "person_id"):
            people[film_id].add(person_id)
    yield from (pair for pair in sorted(pairs) if people[pair[0]] & people[pair[1]])


def same_but_for_nickname(records: Iterable[NamedRecord]) -> Iterator[Pair]:
    """Yield pairs of names that are the same except for a nickname within one of them."""
    groups: dict[str, list[NamedRecord]] = defaultdict(list)
    nicknamed = []
    for record in records:
        if record.without_nickname:
            nicknamed.append(record)
        for key in record.name_keys | record.without_nickname:
            groups[key].append(record)
    for record in nicknamed:
        others = (other for key in record.without_nickname for other in groups[key][:LARGEST_GROUP])
        for other in others:
            if other is not record and may_be_one(record, other):
                smaller, larger = sorted((record.key, other.key))
                yield smaller, larger


def near_names(records: Iterable[NamedRecord]) -> Iterator[tuple[Pair, int]]:
    """Yield pairs whose own names are similar, with their likeness."""
    from rapidfuzz import fuzz

    blocks: dict[tuple[Any, ...], list[NamedRecord]] = defaultdict(list)
    for record in records:
        if record.names and len(record.names[0]) >= SHORTEST_NAME:
            for block in blocks_of(record.names[0]):
                blocks[record.bound, *block].append(record)
    for group in blocks.values():
        for first, second in pairs_to_compare(group):
            likeness = round(fuzz.ratio(first.names[0], second.names[0], score_cutoff=LEAST_LIKENESS))
            if likeness and numbers_in_name(first) == numbers_in_name(second) and may_be_one(first, second):
                smaller, larger = sorted((first.key, second.key))
                yield (smaller, larger), min(likeness, 98)


def blocks_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the blocks that a name is in; with a slip in one word, it is still in one of them."""
    first, *middle, last = name.split() if " " in name else (name[:3], name[3:])
    yield first, last[:2]
    yield first[:1], last
    if middle:
        yield first, middle[0], ""


def pairs_to_compare(group: list[NamedRecord]) -> Iterator[tuple[NamedRecord, NamedRecord]]:
    if len(group) <= LARGEST_BLOCK:
        yield from combinations(group, 2)
        return
    ordered = sorted(group, key=lambda record: record.names[0])
    for place, record in enumerate(ordered):
        yield from ((record, other) for other in islice(ordered, place + 1, place + 1 + NEIGHBOURS))


def numbers_in_name(record: NamedRecord) -> list[str]:
    """Return the numbers in a name: “Rocky II” is similar to “Rocky III”, and another film."""
    return NUMBER.findall(record.names[0])
