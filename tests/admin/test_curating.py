"""Everyday work at the desk: mending a name, citing a fact, reading a document, publishing."""

from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from films.admin import base
from films.models import Change, Citation, Credit, Film, Note, OtherName, Person
from tests.cast import film, tanuki_film

from .conftest import passage_of
from .forms import errors, new_row, submit

NEEDS_EVIDENCE = "A published fact needs evidence"


def change_page(thing: Model) -> str:
    return reverse(f"admin:films_{thing._meta.model_name}_change", args=[thing.pk])


def history_of(desk: Client, thing: Model) -> str:
    return desk.get(reverse(f"admin:films_{thing._meta.model_name}_history", args=[thing.pk])).content.decode()


def run_action(desk: Client, model: type[Model], action: str, *things: Model) -> str:
    page = reverse(f"admin:films_{model._meta.model_name}_changelist")
    chosen = {"action": action, "_selected_action": [thing.pk for thing in things]}
    return unescape(desk.post(page, chosen, follow=True).content.decode())


def test_a_curator_mends_a_name_and_the_history_shows_both(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    cast.belushi.refresh_from_db()
    assert cast.belushi.name == "Jim Belushi"
    assert "Name: “James Belushi” → “Jim Belushi”" in history_of(desk, cast.belushi)


def test_the_history_names_choices_and_links_by_what_they_say(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.credit), job="voice", person=cast.hill.pk, uncredited="true", billing="2")
    history = history_of(desk, cast.credit)
    for line in (
        "Job: “Actor” → “Voice”",
        "Person: “James Belushi” → “Walter Hill”",
        "Uncredited: unknown → yes",
        "Billing: nothing → 2",
    ):
        assert line in history


def test_the_history_tells_what_changed_in_a_row(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), **{"other_names-0-name": "Jimmy Belushi"})
    history = history_of(desk, cast.belushi)
    assert "Jimmy Belushi, nickname of James Belushi" in history
    assert "Name: “Jim Belushi” → “Jimmy Belushi”" in history


def test_the_history_escapes_what_was_typed(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.belushi), name="<script>alert(1)</script> {braces} %s")
    history = history_of(desk, cast.belushi)
    assert "<script>alert" not in history
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {braces} %s" in history


def test_a_fact_is_cited_on_its_own_page(desk: Client, cast: SimpleNamespace) -> None:
    row = new_row("citations", passage=cast.passage.pk, field="character", basis="document")
    submit(desk, change_page(cast.credit), **row)
    citation = Citation.objects.get()
    assert (citation.fact, citation.passage, citation.field) == (cast.credit, cast.passage, "character")
    page = desk.get(change_page(cast.credit)).content.decode()
    assert "not held" in page
    assert "https://en.wikipedia.org/wiki/Red_Heat_(1988_film)#:~:text=Belushi%20plays,of%20Chicago" in page


def test_a_new_fact_is_cited_as_it_is_added(desk: Client, cast: SimpleNamespace) -> None:
    fact = {"person": cast.hill.pk, "name": "Wally Hill", "kind": "nickname"}
    row = new_row("citations", basis="general_knowledge", reason="Friends call him so.")
    page = submit(desk, reverse("admin:films_othername_add"), **fact, **row)
    assert errors(page) == ""
    assert OtherName.objects.get(name="Wally Hill").citations.get().reason == "Friends call him so."


def test_a_row_shows_where_its_evidence_stands(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, credit=cast.credit)
    page = desk.get(change_page(cast.film)).content.decode()
    link = f'href="{change_page(cast.credit)}#citations-group">Cast, paragraph 1, sentence 1 · not held</a>'
    assert link in page
    assert f'href="{change_page(cast.film_location)}#citations-group">no citation</a>' in page


def test_publishing_refuses_facts_without_evidence_and_says_which(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, film=cast.film)
    answer = run_action(desk, Film, "publish", cast.film, cast.other_film)
    assert "1 film published." in answer
    assert "Not published, for want of evidence: “48 Hrs. (1982)” (nothing is cited)." in answer
    assert set(Film.objects.values_list("title", "state")) == {("Red Heat", "published"), ("48 Hrs.", "draft")}
    assert "State: “Draft” → “Published”" in history_of(desk, cast.film)
    assert "State: " not in history_of(desk, cast.other_film)


def test_general_knowledge_is_evidence_enough(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(person=cast.hill)
    run_action(desk, Person, "publish", cast.hill)
    cast.hill.refresh_from_db()
    assert cast.hill.state == "published"


def test_facts_return_to_draft(desk: Client, cast: SimpleNamespace) -> None:
    Film.objects.update(state="published")
    assert "2 films returned to draft." in run_action(desk, Film, "return_to_draft", cast.film, cast.other_film)
    assert set(Film.objects.values_list("state", flat=True)) == {"draft"}
    assert [change.alterations.count() for change in Change.objects.all()] == [2]


def test_publishing_what_is_published_changes_nothing(desk: Client, cast: SimpleNamespace) -> None:
    Film.objects.update(state="published")
    assert "Nothing to do" in run_action(desk, Film, "publish", cast.film)
    assert not Change.objects.exists()


def test_publishing_without_evidence_is_refused_and_keeps_what_was_typed(
    desk: Client, cast: SimpleNamespace
) -> None:
    page = submit(desk, change_page(cast.film), state="published", title="Red Heat!")
    assert NEEDS_EVIDENCE in errors(page)
    assert 'value="Red Heat!"' in page.content.decode()
    page = submit(desk, change_page(cast.film), **{"credits-0-state": "published", "credits-0-character": "Art"})
    assert NEEDS_EVIDENCE in errors(page)
    assert 'value="Art"' in page.content.decode()
    assert "published" not in {Film.objects.get(pk=cast.film.pk).state, Credit.objects.get().state}


@pytest.mark.parametrize("basis", ["passage", "reason"])
def test_a_fact_is_published_together_with_its_evidence(desk: Client, cast: SimpleNamespace, basis: str) -> None:
    said: dict[str, Any] = {"basis": "general_knowledge", "reason": "No source held: everybody knows."}
    if basis == "passage":
        said = {"basis": "document", "passage": cast.passage.pk}
    row = {f"citations-0-{name}": value for name, value in said.items()}
    page = submit(desk, change_page(cast.film), state="published", **row, **{"citations-TOTAL_FORMS": "1"})
    assert errors(page) == ""
    assert Film.objects.get(pk=cast.film.pk).state == "published"


def test_a_lost_sentence_or_another_reading_publishes_nothing(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, film=cast.film)
    type(cast.passage).objects.update(lost_sentence="It was so.")
    assert NEEDS_EVIDENCE in errors(submit(desk, change_page(cast.film), state="published"))
    assert "for want of evidence" in run_action(desk, Film, "publish", cast.film)
    type(cast.passage).objects.update(lost_sentence="")
    Citation.objects.update(field="year", reading="1987", reason="The premiere.")
    assert NEEDS_EVIDENCE in errors(submit(desk, change_page(cast.film), state="published"))
    assert "for want of evidence" in run_action(desk, Film, "publish", cast.film)


def test_the_last_evidence_of_a_published_fact_stays(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    citation = cite(cast.passage, film=cast.film)
    Film.objects.update(state="published")
    page = submit(desk, change_page(cast.film), **{"citations-0-DELETE": "on"})
    assert NEEDS_EVIDENCE in errors(page)
    delete = reverse("admin:films_citation_delete", args=[citation.pk])
    assert "left without evidence" in unescape(desk.get(delete).content.decode())
    desk.post(delete, {"post": "yes"})
    assert Citation.objects.exists()
    cite(film=cast.film)
    desk.post(delete, {"post": "yes"})
    assert Citation.objects.count() == 1


def test_the_last_evidence_of_a_published_fact_is_not_turned_to_another(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    citation = cite(cast.passage, film=cast.film)
    Film.objects.filter(pk=cast.film.pk).update(state="published")
    moved = {"film": cast.other_film.pk}
    differing = {"field": "year", "reading": "1987", "reason": "The premiere."}
    for change in (moved, differing, {"field": "year"}):
        assert "would be left without evidence" in errors(submit(desk, change_page(citation), **change))
    cite(film=cast.film)
    assert errors(submit(desk, change_page(citation), **moved)) == ""
    citation.refresh_from_db()
    assert citation.fact == cast.other_film


def test_published_facts_that_are_left_alone_stay_as_they_are(desk: Client, cast: SimpleNamespace) -> None:
    Film.objects.update(state="published")
    Credit.objects.update(state="published")
    page = submit(desk, change_page(cast.film), **{"film_locations-0-scene": "A brawl in the steam."})
    assert errors(page) == ""
    assert NEEDS_EVIDENCE in errors(submit(desk, change_page(cast.film), **{"credits-0-billing": "2"}))


def test_a_lost_sentence_cannot_be_cited(desk: Client, cast: SimpleNamespace) -> None:
    type(cast.passage).objects.update(lost_sentence="It was so.")
    row = {"citations-0-passage": cast.passage.pk, "citations-0-basis": "document", "citations-TOTAL_FORMS": "1"}
    assert "no longer in its document" in errors(submit(desk, change_page(cast.film), **row))


def test_a_document_tells_how_far_it_is_read(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, credit=cast.credit)
    cite(cast.passage, film=cast.film)
    aside = passage_of(cast.document, 2)
    aside.set_aside = "A transition."
    aside.save()
    passage_of(cast.document, 3)
    page = desk.get(change_page(cast.document)).content.decode()
    assert "2 of 3 sentences" in page
    unread = f"{reverse('admin:films_passage_changelist')}?document__id__exact={cast.document.pk}&reading=unread"
    assert unread.replace("&", "&amp;") in page
    assert [passage.ordinal for passage in desk.get(unread).context["cl"].result_list] == [3]


def test_a_passage_shows_what_it_supports_and_can_only_be_set_aside(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, credit=cast.credit, field="character")
    page = desk.get(change_page(cast.passage))
    assert f'<a href="{change_page(cast.credit)}">' in page.content.decode()
    assert list(page.context["adminform"].form.fields) == ["set_aside", "seen"]


def test_the_sentence_is_shown_where_its_text_is_held(desk: Client, cast: SimpleNamespace) -> None:
    cast.document.text = "0123456789<b>Jim</b> as Art."
    cast.document.save()
    assert "&lt;b&gt;Jim&lt;" in desk.get(change_page(cast.passage)).content.decode()


def test_the_key_of_an_entry_never_changes(desk: Client, cast: SimpleNamespace) -> None:
    submit(desk, change_page(cast.film_location), key="another")
    submit(desk, change_page(cast.film), **{"film_locations-0-key": "another"})
    cast.film_location.refresh_from_db()
    assert cast.film_location.key == "baths"


def test_rows_too_many_to_edit_give_way_to_a_link(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "MAX_ROWS", 1)
    Credit.objects.create(film=cast.film, person=cast.hill, job_id="director")
    page = desk.get(change_page(cast.film)).content.decode()
    assert 'id="credits-group"' not in page
    listed = f"{reverse('admin:films_credit_changelist')}?film__id__exact={cast.film.pk}"
    assert f'Too many to edit on this page: <a href="{listed}">2 credits</a>.' in page
    assert desk.get(listed).context["cl"].result_count == 2
    submit(desk, change_page(cast.film), title="Red Heat!")
    assert Credit.objects.count() == 2
    assert Film.objects.filter(title="Red Heat!").exists()


def test_a_page_never_asks_for_more_inputs_than_are_taken_back(
    desk: Client, cast: SimpleNamespace, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = base.OTHER_INPUTS + 100
    for number in range(30):
        Note.objects.create(film=cast.film, key=f"k{number}", topic="plot", heading="H", text="T")
    page = submit(desk, change_page(cast.film), title="Red Heat!")
    assert page.status_code == 200
    assert "30 notes</a>" in desk.get(change_page(cast.film)).content.decode()
    assert Film.objects.filter(title="Red Heat!").exists()


def test_a_published_fact_links_to_its_public_page(desk: Client, cast: SimpleNamespace) -> None:
    public = 'href="/films/red-heat-1988/"'
    assert public not in desk.get(change_page(cast.film)).content.decode()
    Film.objects.update(state="published")
    assert public in desk.get(change_page(cast.film)).content.decode()


def test_a_place_links_to_its_parts(desk: Client, cast: SimpleNamespace) -> None:
    assert (
        f'<a href="{change_page(cast.bath)}">Rudas Bath</a>'
        in desk.get(change_page(cast.budapest)).content.decode()
    )


def test_a_note_names_whom_it_is_about(desk: Client, cast: SimpleNamespace) -> None:
    note: Any = {"film": cast.film.pk, "key": "k", "topic": "plot", "heading": "H", "text": "T", "position": "0"}
    submit(desk, reverse("admin:films_note_add"), **note, people=[cast.hill.pk, cast.belushi.pk])
    assert Note.objects.get().people.count() == 2


def test_lists_file_titles_as_the_search_does(desk: Client) -> None:
    for title in ("An Owl", "Æon", "The Bath"):
        film(title)
    page = reverse("admin:films_film_changelist")
    titles = [
        [made.title for made in desk.get(page, asked).context["cl"].result_list] for asked in ({}, {"o": "-1"})
    ]
    in_order = ["Æon", "The Bath", "An Owl"]
    assert [title for title in titles[0] if title in in_order] == in_order
    assert [title for title in titles[1] if title in in_order] == in_order[::-1]


def test_a_published_address_leads_on_when_its_slug_is_changed_and_changed_back(desk: Client, db: None) -> None:
    tanuki = tanuki_film()
    Citation.objects.create(film=tanuki, basis="general_knowledge", reason="It is on the poster.")
    first, second = f"/films/{tanuki.slug}/", "/films/the-raccoon-dog/"
    submit(desk, change_page(tanuki), slug="the-raccoon-dog")
    assert desk.get(first).headers["Location"] == second
    submit(desk, change_page(tanuki), slug=tanuki.slug)
    assert desk.get(second).headers["Location"] == first
    assert [former.slug for former in tanuki.former_addresses.all()] == ["the-raccoon-dog"]
