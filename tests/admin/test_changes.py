"""The history at the desk: who, when, why and what; and from there, back."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from films.history.recording import recording
from films.models import Action, Alteration, Change, Credit, Film, Genre, Person

from .forms import new_row, submit
from .test_curating import change_page, history_of


def undo_page(change: Change) -> str:
    return reverse("admin:films_change_undo", args=[change.pk])


def test_the_history_says_who_and_why(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi", why="He goes by <b>Jim</b>.")
    history = history_of(desk, cast.belushi)
    assert "Why: He goes by &lt;b&gt;Jim&lt;/b&gt;." in history
    assert "· curator · Edit" in history


def test_a_refused_form_keeps_the_reason(desk: Client, cast: SimpleNamespace) -> None:
    page = submit(desk, change_page(cast.film), year="1200", why="Says the chronicle.")
    assert 'value="Says the chronicle."' in page.content.decode()
    assert not Change.objects.exists()


def test_a_film_s_history_tells_of_its_credits_and_their_citations(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.credit), character="Ridzik")
    submit(desk, change_page(cast.credit), **new_row("citations", passage=cast.passage.pk, basis="document"))
    assert "Character: “Art Ridzik” → “Ridzik”" in history_of(desk, cast.film)
    assert "Added citation" in history_of(desk, cast.credit)


def test_a_record_is_reverted_from_its_history(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    page = reverse("admin:films_person_revert", args=[cast.belushi.pk, Alteration.objects.get().pk])
    assert page in history_of(desk, cast.belushi)
    preview = desk.get(page)
    assert "“Jim Belushi” → “James Belushi”" in preview.content.decode()
    assert Person.objects.get(pk=cast.belushi.pk).name == "Jim Belushi"
    sent = {"why": "His name.", "seen": preview.context["seen"]}
    assert "was restored to what it was before that change" in desk.post(page, sent, follow=True).content.decode()
    assert Person.objects.get(pk=cast.belushi.pk).name == "James Belushi"
    assert "already as it was then" in desk.get(page).content.decode()


def test_what_reverting_would_lose_is_said_before(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    page = reverse("admin:films_person_revert", args=[cast.belushi.pk, Alteration.objects.get().pk])
    seen = desk.get(page).context["seen"]
    submit(desk, change_page(cast.belushi), disambiguation="actor")
    warned = desk.post(page, {"seen": seen})
    assert "Somebody changed this record after you opened this page" in warned.content.decode()
    assert warned.context["lost"] == [Change.objects.first()]
    assert Person.objects.get(pk=cast.belushi.pk).name == "Jim Belushi"
    desk.post(page, {"seen": warned.context["seen"]})
    person = Person.objects.get(pk=cast.belushi.pk)
    assert (person.name, person.disambiguation) == ("James Belushi", "")


def test_the_lists_of_a_record_are_reverted_with_it(desk: Client, cast: SimpleNamespace) -> None:
    caper = Genre.objects.create(name="Caper", slug="caper")
    submit(desk, change_page(cast.film), title="Red Heat!", genres=[str(caper.pk)])
    change = Change.objects.get()
    page = reverse("admin:films_film_revert", args=[cast.film.pk, change.alterations.all()[0].pk])
    desk.post(page, {"seen": desk.get(page).context["seen"]})
    cast.film.refresh_from_db()
    assert (cast.film.title, list(cast.film.genres.all())) == ("Red Heat", [])


def test_a_history_of_many_changes_has_pages_and_few_queries(
    desk: Client, cast: SimpleNamespace, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        with recording("curator", Action.EDIT):
            cast.belushi.name = f"Jim {number}"
            cast.belushi.save()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        first = history_of(desk, cast.belushi)
    assert first.count("<section") == 25
    assert '<a href="?p=2">Earlier</a>' in first


def test_a_deletion_is_undone_from_the_list_of_changes(desk: Client, cast: SimpleNamespace) -> None:
    desk.post(reverse("admin:films_film_delete", args=[cast.film.pk]), {"post": "yes"})
    assert not Credit.objects.exists()
    change = Change.objects.get()
    page = desk.get(reverse("admin:films_change_change", args=[change.pk])).content.decode()
    assert "Deleted film" in page
    answer = desk.post(undo_page(change), {"why": "A slip."}, follow=True).content.decode()
    assert "Undone." in answer
    assert "It undoes" in answer
    assert Film.objects.filter(pk=cast.film.pk).exists()
    assert Credit.objects.get().character == "Art Ridzik"


def test_what_cannot_be_undone_says_why(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    Person.objects.update(name="J. Belushi")
    change = Change.objects.get()
    page = desk.get(reverse("admin:films_change_change", args=[change.pk])).content.decode()
    assert "This cannot be undone because:" in page
    assert "Undo all of this" not in page
    answer = desk.post(undo_page(change), follow=True).content.decode()
    assert "Nothing was undone. “Jim Belushi” has been changed since, in name." in answer


def test_changes_are_only_read(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    change = Change.objects.get()
    assert desk.get(undo_page(change)).headers["location"] == f"/admin/films/change/{change.pk}/change/"
    for page in ("delete", "change"):
        address = reverse(f"admin:films_change_{page}", args=[change.pk])
        assert desk.post(address, {"post": "yes"}).status_code in (200, 403)
    assert Change.objects.get().summary == "Changed “Jim Belushi”"
    assert desk.get(reverse("admin:films_change_change", args=[9**9])).status_code == 302


def test_a_large_change_is_compared_with_what_is_stored_only_when_asked(
    desk: Client, cast: SimpleNamespace, django_assert_max_num_queries: object
) -> None:
    with recording("curator", Action.EDIT):
        for number in range(150):
            role = {"job_id": "actor", "part": number + 2, "character": f"Guest {number}"}
            Credit.objects.create(film=cast.film, person=cast.belushi, **role)
    change = Change.objects.get()
    Credit.objects.filter(character="Guest 149").update(note="Uncut.")
    page = reverse("admin:films_change_change", args=[change.pk])
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        shown = desk.get(page)
    assert shown.context["plan"] is None
    assert "Undo all of this" in shown.content.decode()
    assert "has been changed since, in note" in desk.get(f"{page}?plan=1").content.decode()
    assert "has been changed since, in note" in desk.post(undo_page(change), follow=True).content.decode()
    assert Credit.objects.filter(character="Guest 0").exists()


def test_what_was_undone_says_how_to_do_it_again(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    change = Change.objects.get()
    desk.post(undo_page(change))
    page = desk.get(reverse("admin:films_change_change", args=[change.pk])).content.decode()
    assert "To do it again, undo that." in page
    desk.post(undo_page(Change.objects.get(undoes=change)))
    assert Person.objects.get(pk=cast.belushi.pk).name == "Jim Belushi"
    assert "Undo all of this" in desk.get(reverse("admin:films_change_change", args=[change.pk])).content.decode()
