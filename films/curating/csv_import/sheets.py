"""The kinds of CSV files that can be imported, their columns, and how a row finds its record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.models import construct_instance, modelform_factory
from django.utils.text import slugify

from films.curating.csv_import.cells import cell_field
from films.models import Credit, Film, FilmLocation, Location, Person, Release, Review
from films.names import slug_base, sort_name

LONGEST_KEY = 80


class RowForm(forms.ModelForm):
    """A row's cells as a record's fields. An empty cell leaves what is there, or the default."""

    def __init__(self, cells: dict[str, str], **kwargs: Any) -> None:
        super().__init__(cells, **kwargs)
        for name in list(self.fields):
            field = self.instance._meta.get_field(name)
            if name not in cells and (self.instance.pk is not None or field.has_default() or field.blank):
                del self.fields[name]

    def _post_clean(self) -> None:
        """Put the cells into the record, whose rules are checked as it is saved."""
        if not self.errors:
            self.instance = construct_instance(self, self.instance, list(self.fields))


@dataclass(frozen=True)
class Sheet:
    """A kind of file. `known_by` are the columns that name a record; `complete` fills in those left empty."""

    title: str
    model: Any
    columns: tuple[str, ...]
    known_by: tuple[str, ...]
    complete: Callable[[dict[str, Any]], str]
    """Given a row's cells, returns the last column of `known_by` where the row leaves it empty."""

    @property
    def form(self) -> type[RowForm]:
        made: Any = modelform_factory(
            self.model, form=RowForm, fields=self.columns, formfield_callback=lambda field, **kw: cell_field(field)
        )
        return made

    @property
    def required(self) -> list[str]:
        """Return the columns without which no row makes a record."""
        last = self.known_by[-1]
        fields = [self.model._meta.get_field(name) for name in self.columns]
        return [
            field.name
            for field in fields
            if not (field.blank or field.has_default() or field.name in (last, "sort_name"))
        ]

    def explained(self) -> list[tuple[str, bool, str]]:
        """Return each column, whether it is required, and what it holds."""
        return [(name, name in self.required, self.holds(name)) for name in self.columns]

    def holds(self, name: str) -> str:
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return f"{field.verbose_name}, by slug, tag or name, with semicolons between"
        if field.is_relation:
            return f"a {field.related_model._meta.verbose_name}’s slug"
        if field.choices:
            return ", ".join(dict(field.flatchoices))
        if name == self.known_by[-1]:
            return "names the record; made from the others where it is empty"
        kinds = {"DateField": "a day such as 1988-06-17", "BooleanField": "yes or no"}
        return kinds.get(field.get_internal_type(), str(field.help_text or field.verbose_name))


def slug_of_person(cells: dict[str, Any]) -> str:
    return slug_base(cells.get("name", ""), "person")


def slug_of_film(cells: dict[str, Any]) -> str:
    return slug_base(cells.get("title", ""), "film", ending=f"-{cells['year']}" if cells.get("year") else "")


def slug_of_location(cells: dict[str, Any]) -> str:
    return slug_base(cells.get("name", ""), "location")


def key_from(*names: str) -> Callable[[dict[str, Any]], str]:
    """Build the rule that makes a key of what some cells say."""

    def key(cells: dict[str, Any]) -> str:
        said = slugify(" ".join(cells[name] for name in names if cells.get(name)))
        return said[:LONGEST_KEY].strip("-")

    return key


SHEETS: dict[str, Sheet] = {
    "people": Sheet("People", Person, ("slug", "name", "sort_name", "disambiguation"), ("slug",), slug_of_person),
    "films": Sheet(
        "Films",
        Film,
        ("slug", "title", "year", "original_title", "runtime", "synopsis", "genres", "languages", "countries"),
        ("slug",),
        slug_of_film,
    ),
    "credits": Sheet(
        "Credits",
        Credit,
        tuple("film person job part character credited_as billing uncredited note pay pay_currency".split()),
        ("film", "person", "job", "part"),
        lambda cells: "1",
    ),
    "locations": Sheet(
        "Locations",
        Location,
        ("slug", "name", "kind", "part_of", "latitude", "longitude", "note"),
        ("slug",),
        slug_of_location,
    ),
    "film_locations": Sheet(
        "Film locations",
        FilmLocation,
        ("film", "key", "use", "location", "stands_in_for", "scene", "reason"),
        ("film", "key"),
        key_from("use", "location"),
    ),
    "reviews": Sheet(
        "Reviews",
        Review,
        tuple("film key kind outlet author measure scale score grade sample_size as_of summary".split()),
        ("film", "key"),
        key_from("outlet", "author", "measure"),
    ),
    "releases": Sheet(
        "Releases",
        Release,
        ("film", "key", "kind", "date", "precision", "place", "distributor", "note"),
        ("film", "key"),
        key_from("kind", "place"),
    ),
}


def completed(sheet: Sheet, cells: dict[str, str]) -> dict[str, str]:
    """Return a row's cells with those that follow from others."""
    last = sheet.known_by[-1]
    cells = dict(cells)
    if not cells.get(last) and (made := sheet.complete(cells)):
        cells[last] = made
    if sheet.model is Person and not cells.get("sort_name") and cells.get("name"):
        cells["sort_name"] = sort_name(cells["name"])
    return cells
