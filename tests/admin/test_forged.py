"""What no page would send: values made up by hand are errors on the form or a refusal, never a broken page."""

from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from films.admin.forms import NEW_ROWS
from films.models import Credit, CsvBatch, Document, Film, Note

from .forms import errors, shown, submit
from .test_curating import change_page
from .test_search_boxes import ADDED, REGISTERED, address

pytestmark = pytest.mark.exhaustive

FORGED = ["abc", "9" * 23, "-1", "1\x00", "٣", " 1e3"]
NOWHERE = ["abc", "9" * 23, "1\x00", "٣"]


def rows_of(page: Any, prefix: str) -> list[Any]:
    """Return the forms of one kind of rows, or none where the page was saved and another came."""
    inlines = page.context.get("inline_admin_formsets", ())
    return [form for inline in inlines if inline.formset.prefix == prefix for form in inline.formset.forms]


def test_a_choice_that_is_no_entry(desk: Client, cast: SimpleNamespace) -> None:
    """Send every forged value in a row of its own, and all of them as genres."""
    links = {"credits": "person", "film_locations": "location", "citations": "passage"}
    rows = {f"{prefix}-TOTAL_FORMS": str(len(FORGED)) for prefix in links}
    chosen = {f"{prefix}-{row}-{links[prefix]}": value for prefix in links for row, value in enumerate(FORGED)}
    page = submit(desk, change_page(cast.film), genres=FORGED, **rows, **chosen)
    assert errors(page).count("one of the available choices") == len(chosen) + 1
    assert "one of the available choices" in errors(submit(desk, change_page(cast.bath), part_of=FORGED[0]))


def test_forged_inputs_of_rows(desk: Client, cast: SimpleNamespace) -> None:
    """Send every forged value, each in a row of its own, and then again those alone that were not refused."""
    for number in range(1, len(FORGED)):
        part = {"part": number, "character": f"Soldier {number}"}
        Credit.objects.create(film=cast.film, person=cast.hill, job_id="actor", **part)
    page = change_page(cast.film)
    sent = shown(desk.get(page))
    assert sent["credits-INITIAL_FORMS"] == len(FORGED)
    for name in ("id", "film", "seen", "DELETE", "job", "billing", "part", "state", "character"):
        forged = {f"credits-{row}-{name}": value for row, value in enumerate(FORGED)}
        with transaction.atomic():
            answer = desk.post(page, {**sent, **forged}, follow=True)
            assert answer.status_code == 200, name
            rows = rows_of(answer, "credits")
            accepted = {
                key: value for (key, value), row in zip(forged.items(), rows, strict=False) if not row.errors
            }
            if accepted:
                assert desk.post(page, {**sent, **accepted}, follow=True).status_code == 200, name
            transaction.set_rollback(True)


@pytest.mark.parametrize("model", ADDED)
def test_forged_inputs_of_a_new_entry(desk: Client, cast: SimpleNamespace, model: type[Model]) -> None:
    page = address(model, "add")
    empty = desk.get(page)
    has_form_of_its_own = model in (CsvBatch, Document)
    form = empty.context["form"] if has_form_of_its_own else empty.context["adminform"].form
    sent = {} if has_form_of_its_own else shown(empty)
    forged = [dict(zip(form.fields, islice(cycle(FORGED), start, None), strict=False)) for start in (0, 2, 4)]
    assert desk.get(page, forged[0]).status_code == 200
    for inputs in forged:
        assert desk.post(page, {**sent, **inputs}).status_code in (200, 302)


@pytest.mark.parametrize("value", NOWHERE)
def test_actions_on_what_is_no_entry(desk: Client, cast: SimpleNamespace, value: str) -> None:
    for action in ("publish", "return_to_draft", "delete_selected"):
        chosen = {"action": action, "_selected_action": [cast.film.pk, value]}
        assert desk.post(address(Film, "changelist"), chosen).status_code == 400
    assert Film.objects.count() == 2


@pytest.mark.parametrize(
    "name",
    [
        "genres__id__exact",
        "id__in",
        "id",
        "year__gte",
        "countries__id__exact",
        "p",
        "o",
        "state__exact",
        "title__range",
        "title__regex",
        "made_at__year",
    ],
)
def test_forged_filters(desk: Client, cast: SimpleNamespace, name: str) -> None:
    for value in [*FORGED, "("]:
        answer = desk.get(address(Film, "changelist"), {name: value}, follow=True)
        assert answer.status_code in (200, 400)


@pytest.mark.parametrize("model", REGISTERED)
def test_a_number_beyond_the_database_in_any_list(desk: Client, cast: SimpleNamespace, model: type[Model]) -> None:
    page = address(model, "changelist")
    too_large = str(2**63)
    assert desk.get(page, {"pk__in": too_large}).status_code in (200, 400)
    chosen = {"action": "delete_selected", "_selected_action": [too_large]}
    assert desk.post(page, chosen).status_code in (200, 400)


@pytest.mark.parametrize("count", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_forged_counts_of_rows(desk: Client, cast: SimpleNamespace, count: str) -> None:
    page = change_page(cast.belushi)
    sent = shown(desk.get(page))
    for value in FORGED:
        with transaction.atomic():
            answer = desk.post(page, {**sent, f"other_names-{count}": value}, follow=True)
            assert answer.status_code == 200
            transaction.set_rollback(True)


def test_rows_without_end_are_refused(desk: Client, cast: SimpleNamespace) -> None:
    Note.objects.create(film=cast.film, key="k", topic="plot", heading="H", text="T")
    refused = submit(desk, change_page(cast.film), **{"notes-TOTAL_FORMS": "99999"})
    assert f"at most {NEW_ROWS + 1} forms" in errors(refused)
    notes = next(i.formset for i in refused.context["inline_admin_formsets"] if i.formset.prefix == "notes")
    assert len(notes.forms) == NEW_ROWS + 1


def test_a_link_with_nonsense_opens_an_empty_form(desk: Client, db: None) -> None:
    page = reverse("admin:films_film_add") + "?title=%00&year=zzz&genres=a,b&seen=x"
    assert desk.get(page).status_code == 200
