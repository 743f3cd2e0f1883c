"""Two curators at one entry: neither undoes the other's work unawares, and a click is all it takes to decide."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from films.models import Alteration, Change, Credit, Film, Note

from .forms import errors, shown
from .test_curating import change_page

WARNING = "Somebody changed this record after you opened it"


@pytest.fixture
def note(cast: SimpleNamespace) -> Note:
    text = "First line.\nSecond line."
    return Note.objects.create(film=cast.film, key="k", topic="plot", heading="Heading", text=text, position=1)


def opened(desk: Client, thing: Any) -> dict[str, Any]:
    return shown(desk.get(change_page(thing)))


def save(desk: Client, thing: Any, page: dict[str, Any], **changes: Any) -> Any:
    return desk.post(change_page(thing), {**page, **changes}, follow=True)


def test_what_another_wrote_meanwhile_is_not_undone(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    save(desk, note, opened(desk, note), text="Another's text.")
    refused = save(desk, note, page, position="7")
    assert WARNING in errors(refused)
    assert shown(refused)["position"] == "7"
    note.refresh_from_db()
    assert (note.text, note.position) == ("Another's text.", 1)
    assert Change.objects.count() == 1


def test_saving_after_the_warning_goes_through(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    save(desk, note, opened(desk, note), text="Another's text.")
    warned = shown(save(desk, note, page, text="My text."))
    assert errors(save(desk, note, warned)) == ""
    note.refresh_from_db()
    assert note.text == "My text."


def test_a_third_change_after_the_warning_is_warned_of_again(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    Note.objects.update(heading="Second")
    warned = shown(save(desk, note, page, text="My text."))
    Note.objects.update(heading="Third")
    assert WARNING in errors(save(desk, note, warned))


def test_a_row_that_another_changed_is_not_undone(desk: Client, cast: SimpleNamespace, note: Note) -> None:
    page = opened(desk, cast.film)
    Note.objects.update(text="Another's text.")
    refused = save(desk, cast.film, page, **{"notes-0-position": "7"})
    assert WARNING in errors(refused)
    assert shown(refused)["notes-0-position"] == "7"
    note.refresh_from_db()
    assert (note.text, note.position) == ("Another's text.", 1)
    assert errors(save(desk, cast.film, shown(refused))) == ""
    note.refresh_from_db()
    assert (note.text, note.position) == ("First line.\nSecond line.", 7)


def test_a_row_left_alone_stays_as_another_left_it(desk: Client, cast: SimpleNamespace, note: Note) -> None:
    page = opened(desk, cast.film)
    Note.objects.update(text="Another's text.", state="published")
    Credit.objects.update(uncredited=True, character="Ridzik", person=cast.hill)
    assert errors(save(desk, cast.film, page, title="Red Heat!")) == ""
    note.refresh_from_db()
    cast.credit.refresh_from_db()
    assert (note.text, note.state) == ("Another's text.", "published")
    assert (cast.credit.uncredited, cast.credit.character, cast.credit.person) == (True, "Ridzik", cast.hill)
    assert [one.kind for one in Alteration.objects.all()] == ["film"]


def test_an_entry_left_alone_stays_while_its_rows_are_saved(
    desk: Client, cast: SimpleNamespace, note: Note
) -> None:
    page = opened(desk, cast.film)
    Film.objects.filter(pk=cast.film.pk).update(title="Another's title", runtime=104)
    cast.film.countries.add(cast.hungary)
    assert errors(save(desk, cast.film, page, **{"notes-0-position": "7"})) == ""
    film = Film.objects.get(pk=cast.film.pk)
    assert (film.title, film.runtime, list(film.countries.all())) == ("Another's title", 104, [cast.hungary])
    assert Note.objects.get().position == 7
    assert [one.kind for one in Alteration.objects.all()] == ["note"]


def test_links_to_many_are_not_undone(desk: Client, cast: SimpleNamespace) -> None:
    cast.film.countries.add(cast.budapest)
    page = opened(desk, cast.film)
    cast.film.countries.add(cast.hungary)
    assert WARNING in errors(save(desk, cast.film, page, runtime="104"))
    assert cast.film.countries.count() == 2


def test_a_row_that_another_changed_is_not_deleted_unseen(desk: Client, cast: SimpleNamespace, note: Note) -> None:
    page = opened(desk, cast.film)
    Note.objects.update(text="Another's text.")
    refused = save(desk, cast.film, page, **{"notes-0-DELETE": "on"})
    assert "marked for deletion" in errors(refused)
    assert "Another's text." in shown(refused)["notes-0-text"]
    assert errors(save(desk, cast.film, shown(refused))) == ""
    assert not Note.objects.exists()


def test_two_who_type_the_same_are_not_at_odds(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    Note.objects.update(heading="The same")
    assert errors(save(desk, note, page, heading="The same")) == ""


def test_a_browser_that_ends_lines_its_own_way_has_touched_nothing(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    Note.objects.update(position=9)
    save(desk, note, page, text="First line.\r\nSecond line.")
    note.refresh_from_db()
    assert note.position == 9


def test_a_page_without_fingerprints_is_refused_once(desk: Client, note: Note) -> None:
    page = opened(desk, note)
    del page["seen"]
    assert WARNING in errors(save(desk, note, page, text="From a page opened before the site was renewed."))
    assert WARNING in errors(save(desk, note, page, text="x", seen="\x00"))


def test_every_form_shown_carries_its_fingerprint(desk: Client, cast: SimpleNamespace, note: Note) -> None:
    page = desk.get(change_page(cast.film)).content.decode()
    for name in ("seen", "notes-0-seen", "credits-0-seen", "film_locations-0-seen"):
        assert page.count(f'name="{name}"') == 1
