"""Tell records of one name apart in the lists of suggestions: by years, films, places and identifiers."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import F, Max, Min, Model

from films.admin.named import NamedBy, NameMatch, has_names, named_by
from films.evidence.near_names import records_nearly_named
from films.models import Credit, Film, Identifier, JobCode, Location, Person

SEPARATOR = " · "
NEARLY_NAMED = "nearly the same name"
OTHERWISE_FOUND = "found by facts other than its names"
MOST_FILMS = 2
Details = dict[int, list[str]]


class RecordAutocomplete(AutocompleteJsonView):
    """Suggest records as Django does, each with details that distinguish it; a page takes a few queries."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = list(context["object_list"])
        model = self.model_admin.model
        by_name = self.term and has_names(model)
        self.named = named_by(model, [record.pk for record in found], self.term) if by_name else {}
        self.near = [] if context["page_obj"].number > 1 else self.nearly_named()
        begins = {pk for pk, named in self.named.items() if named.match <= NameMatch.BEGINNING}
        first = [record for record in found if record.pk in begins]
        nearly = [record for record in self.near if record.pk not in begins]
        rest = [record for record in found if record.pk not in begins and record not in nearly]
        context["object_list"] = [*first, *nearly, *rest]
        self.details = details_of(context["object_list"])
        return context

    def nearly_named(self) -> list[Any]:
        """Return the records with nearly the name that was typed, if none has it."""
        if any(named.match == NameMatch.WHOLE for named in self.named.values()):
            return []
        return records_nearly_named(self.model_admin.model, [self.term]).get(self.term, [])

    def why(self, record: Model) -> list[str]:
        """Say why a record was found, if its own name does not have what was typed."""
        unnamed = NamedBy(NameMatch.ELSEWHERE if self.named or self.near else NameMatch.WHOLE)
        named = self.named.get(record.pk, unnamed)
        if record in self.near and named.match > NameMatch.WORDS:
            return [NEARLY_NAMED]
        if named.match == NameMatch.OTHER_NAME:
            return [f"also “{named.other_name}”"]
        return [OTHERWISE_FOUND] if named.match == NameMatch.ELSEWHERE else []

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        text = SEPARATOR.join([str(obj), *self.why(obj), *self.details.get(obj.pk, ())])
        return super().serialize_result(obj, to_field_name) | {"text": text}


def details_of(records: Sequence[Model]) -> Details:
    """Return what tells each of some records of one kind apart, by key."""
    describe = DESCRIBED.get(type(records[0])) if records else None
    return describe([record.pk for record in records]) if describe else {}


def describe_films(keys: list[int]) -> Details:
    """Tell films apart by their directors and identifiers."""
    details: Details = {key: [] for key in keys}
    directed = Credit.objects.filter(film__in=keys, job=JobCode.DIRECTOR).order_by(
        F("billing").asc(nulls_first=True), "pk"
    )
    for film_id, name in directed.values_list("film_id", "person__name"):
        details[film_id].append(name)
    add_identifiers(details, "film")
    return details


def describe_people(keys: list[int]) -> Details:
    """Tell people apart by the years of their films, films in which they come first, and identifiers."""
    details: Details = {key: [] for key in keys}
    credits_there = Credit.objects.of_participants().filter(person__in=keys).order_by()
    years = credits_there.filter(film__year__isnull=False).values("person_id")
    for row in years.annotate(first=Min("film__year"), last=Max("film__year")):
        first, last = row["first"], row["last"]
        details[row["person_id"]].append(str(first) if first == last else f"{first}–{last}")
    leading = credits_there.filter(billing__lte=MOST_FILMS) | credits_there.exclude(job=JobCode.ACTOR)
    films: dict[int, dict[str, None]] = {}
    in_order = leading.order_by(F("billing").asc(nulls_first=True), F("film__year").asc(nulls_first=True))
    for person_id, title in in_order.values_list("person_id", "film__title"):
        films.setdefault(person_id, {})[title] = None
    for person_id, titles in films.items():
        details[person_id] += list(titles)[:MOST_FILMS]
    add_identifiers(details, "person")
    return details


def describe_locations(keys: list[int]) -> Details:
    """Tell places apart by the place around them."""
    around = Location.objects.filter(pk__in=keys, part_of__isnull=False)
    return {key: [f"in {name}"] for key, name in around.values_list("pk", "part_of__name")}


def add_identifiers(details: Details, kind: str) -> None:
    identifiers = Identifier.objects.filter(**{f"{kind}__in": details.keys()}).order_by("scheme", "value")
    for key, scheme, value in identifiers.values_list(kind, "scheme", "value"):
        details[key].append(f"{scheme}:{value}")


Describe = Callable[[list[int]], Details]
DESCRIBED: dict[type[Model], Describe] = {
    Film: describe_films,
    Person: describe_people,
    Location: describe_locations,
}
