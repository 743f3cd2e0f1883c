"""Page through the lists of the API, whole or only what was changed since a moment.

Pages follow each other by the numbers of records, which never change: whatever is written meanwhile, what was
there before and is there afterwards is listed once.
"""

from collections.abc import Sequence
from datetime import UTC
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import make_naive
from msgspec import structs

from films.history.later_changes import LaterChanges, present_position
from films.kinds.declaration import Omitted
from films.kinds.registry import BY_MODEL
from films.models import Document, Fact, State
from films.search.backends import engine
from films.search.parameters import left_empty
from films.views.api.operations import IDENTIFIER_SCHEMES
from films.views.api.responses import invalid_parameters, json_response
from films.views.api.serializers.citations import citations
from films.views.api.serializers.facts import FactSerializer
from films.views.api.serializers.links import Linker
from films.views.api.shapes.facts import REFERENCES
from films.views.api.shapes.lists import RecordList
from films.views.facts.loading import load_related
from films.views.facts.published import all_published

PAGE_SIZE, MAX_PAGE_SIZE = 50, 100
LONGEST_NUMBER = 18  # digits, which every database can compare
NO_MOMENT = "Give a time, such as 2026-11-27T12:00Z, or the “as_of” of an earlier response."
NO_POSITION = "Take this from the “next” address of a response, or leave it out."
ONLY_CITATIONS = "“{}” is not “citations”, which is all that can be included here."


class MomentField(forms.CharField):
    """Accept a time, or the position in the history that an earlier response gave."""

    def clean(self, value: Any) -> LaterChanges | None:
        text = super().clean(value)
        if not text:
            return None
        later = LaterChanges.since_position(text) or since_time(text)
        if later is None:
            raise ValidationError(NO_MOMENT, "invalid")
        return later


class ListForm(forms.Form):
    """Validate the parameters of a list."""

    after = forms.CharField(
        required=False, validators=[RegexValidator(rf"\A\d{{1,{LONGEST_NUMBER}}}\Z", NO_POSITION)]
    )
    page_size = forms.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, required=False)
    changed_since = MomentField(required=False)
    include = forms.CharField(required=False)

    def clean_include(self) -> str:
        if (name := str(self.cleaned_data["include"])) not in ("", "citations"):
            raise ValidationError(ONLY_CITATIONS.format(name), "invalid_choice")
        return name


def since_time(text: str) -> LaterChanges | None:
    """Return what was changed since a time or a day, in the site's time zone unless it says otherwise."""
    try:
        moment = forms.DateTimeField().clean(text).astimezone(UTC)
    except (ValidationError, OverflowError):  # such as the year 1 east of Greenwich
        return None
    return LaterChanges.since_time(moment if settings.USE_TZ else make_naive(moment))


def list_response(request: HttpRequest, listed: RecordList, linker: Linker) -> HttpResponse:
    """Return a page of a list, or status 400 with what is wrong with the request."""
    form = ListForm(request.GET)
    errors = left_empty(request.GET, request.GET) | form.errors.get_json_data()
    if errors:
        return invalid_parameters(errors)
    as_of = present_position()  # read first, so that what is written meanwhile comes again rather than never
    later: LaterChanges | None = form.cleaned_data["changed_since"]
    size = form.cleaned_data["page_size"] or PAGE_SIZE
    after = int(form.cleaned_data["after"] or 0)
    public = only_identified(request, published(listed.model))
    records = public.filter(later.changed(listed.model)) if later else public
    is_narrowed = (later and not later.is_everything) or is_identified(request)
    found = list(records.filter(pk__gt=after).order_by("pk")[: size + 1])
    gone = later.withdrawn(listed.model, public, after, size + 1) if later else []
    keys = sorted({*(record.pk for record in found), *gone})
    last = keys[size - 1] if len(keys) > size else None
    items = [record for record in found if last is None or record.pk <= last]
    return json_response(
        listed.page(
            count=records.count() if is_narrowed else count_published(listed.model),
            next=next_address(request, last) if last else None,
            as_of=as_of,
            items=serialize(listed, items, linker, cited=bool(form.cleaned_data["include"])),
            withdrawn=[f"{listed.kind}-{key}" for key in gone if last is None or key <= last],
        )
    )


def published(model: Any) -> QuerySet[Any]:
    """Select the records of a model that anybody may see."""
    if model is Document:
        return Document.objects.defer("text")
    return model.objects.filter(all_published(BY_MODEL[model].published_with))


def only_identified(request: HttpRequest, records: QuerySet[Any]) -> QuerySet[Any]:
    """Select the records with the identifiers that a request names."""
    for scheme in IDENTIFIER_SCHEMES:
        if value := request.GET.get(scheme):
            records = records.filter(
                identifiers__scheme=scheme, identifiers__value=value, identifiers__state=State.PUBLISHED
            )
    return records


def is_identified(request: HttpRequest) -> bool:
    return not request.GET.keys().isdisjoint(IDENTIFIER_SCHEMES)


def count_published(model: Any) -> int:
    """Return how many published records of a model there are, counted once for each state of the facts."""
    revision = engine().last_revision()
    return published(model).count() if revision is None else counted(model, revision)


@lru_cache(maxsize=100)
def counted(model: Any, revision: Any) -> int:
    return published(model).count()


def next_address(request: HttpRequest, after: int) -> str:
    parameters = request.GET.copy()
    parameters["after"] = str(after)
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def serialize(listed: RecordList, records: Sequence[Any], linker: Linker, *, cited: bool) -> list[Any]:
    """Return the items of a page, with a number of queries that does not grow with it."""
    serializer = FactSerializer(linker, citations(records if cited else (), linker, included=cited))
    if listed.model in REFERENCES:
        values = [structs.asdict(serializer.value(record)) | whose(record, linker) for record in records]
    else:
        load_shown(listed.model, records)
        values = [serializer.values(fact) for fact in records]
    return [
        listed.item(
            key=f"{listed.kind}-{record.pk}",
            **{subject: serializer.value(getattr(record, subject)) for subject in listed.subjects},
            **shown,
        )
        for record, shown in zip(records, values, strict=True)
    ]


def whose(record: Any, linker: Linker) -> dict[str, Any]:
    """Return the data set that a record came with, unless it is a document, which comes with none."""
    return {"data_set": linker.data_set(record)} if isinstance(record, Fact) else {}


def load_shown(model: Any, facts: Sequence[Fact]) -> None:
    """Load what facts refer to, and what their kind shows with them on pages."""
    declared = BY_MODEL[model]
    lists = () if isinstance(declared.pages, Omitted) else [*declared.pages.values()]
    joined = {relation for shown in lists for relation in shown.joined}
    linked = {relation: held for shown in lists for relation, held in shown.lists.items()}
    load_related([(facts, [*declared.published_with, *joined])], [(facts, linked)])
