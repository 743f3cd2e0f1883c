"""A wrong sum, date or name is caught at every door: its curator is told, and nothing shows it as supported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from films.curating.bulk import NotEditedError, set_field
from films.curating.csv_import.batches import try_out
from films.curating.suggestions import accept
from films.evidence.claims import confirm_cited
from films.evidence.conflicts import own_value, prefer_citation
from films.evidence.desk.actions import accept_proposal
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.evidence.gaps import evidence_gaps
from films.evidence.importing import accept_revision, preview_revision, propose_revision
from films.evidence.lost_evidence import unsaid_values
from films.history.plan import CannotUndoError
from films.history.recording import recording
from films.kinds.accept_context import RefusedError
from films.models import Action, BoxOffice, Citation, CsvBatch, Document, Passage, Release, Suggestion
from tests.cast import EDITOR, credit, director, place, tanuki_film
from tests.evidence.deeds import proposal
from tests.exporting.loading import load, whole
from tests.views.citing import cite_words, saved

from .forms import errors, new_row, submit
from .test_curating import change_page

SUM, DAY, NAME = "$3.7 million", "5 March 1977", "Žofie Ørsted"
WORDS = f"The Tanuki grossed {SUM}, was released in Japan on {DAY}, and its director is {NAME}."
NOT_SAID = "do not say"
TOLD = (NOT_SAID, "cited for another value", "nothing is cited for it", "without a citation that supports it")


@dataclass(frozen=True)
class Wrong:
    """Hold a published fact that its words support, and a wrong value for one of its fields, with words for it."""

    fact: Any
    field: str
    value: Any
    content: dict[str, Any]
    former_words: str
    words: str

    @property
    def typed(self) -> str:
        return str(getattr(self.value, "pk", self.value))

    @property
    def text(self) -> str:
        return str(getattr(self.value, "name", self.value))

    @property
    def prefix(self) -> str:
        return {"amount": "box_office", "date": "releases", "person": "credits"}[self.field]

    def is_caught(self) -> bool:
        """Tell whether the fact is as it was, or shows that its citation does not say the value."""
        stored = type(self.fact).objects.get(pk=self.fact.pk)
        is_as_before = getattr(stored, self.field) == getattr(self.fact, self.field)
        lacking = [gap.field for gap in evidence_gaps(stored)]
        return lacking == ([] if is_as_before else [self.field])


@pytest.fixture
def source(db: None) -> Passage:
    document = store_text(read_text(f"{WORDS} It snowed.".encode(), Description(title="The Tanuki"))).document
    Document.objects.filter(pk=document.pk).update(film=tanuki_film())
    return document.passages.select_related("document__film").get(ordinal=1)


@pytest.fixture
def wrong_values(source: Passage) -> list[Wrong]:
    film: Any = source.document.film
    japan = place("Japan", kind="country", slug="japan")
    money = {"kind": "gross", "amount": 3_700_000, "currency": "USD"}
    day = {"date": date(1977, 3, 5), "precision": "day"}
    gross = saved(BoxOffice(film=film, key="gross", state="published", **money))
    release = saved(Release(film=film, key="first", kind="theatrical", place=japan, state="published", **day))
    role = credit(film, director())
    ada = director(name="Ada Quill", slug="ada-quill", sort_name="Quill, Ada")
    cite_words(gross, source, ["kind", "amount", "currency"])
    cite_words(release, source, ["kind", "date", "place"])
    cite_words(role, source, ["person", "job"])
    for fact in (gross, release, role):
        fact.refresh_from_db()
    of_gross = {"_kind": "box_office", "measure": "gross", "amount": "9900000", "currency": "USD"}
    of_release = {"_kind": "release", "release_kind": "theatrical", "place": "Japan", "precision": "day"}
    of_role = {"_kind": "credit", "person": "Ada Quill", "job": "director"}
    return [
        Wrong(gross, "amount", 9_900_000, of_gross, SUM, "$9.9 million"),
        Wrong(release, "date", date(1977, 3, 6), of_release | {"date": "1977-03-06"}, DAY, "6 March 1977"),
        Wrong(role, "person", ada, of_role, NAME, "Ada Quill"),
    ]


def complaint(refused: type[Exception], act: Callable[[], Any]) -> str:
    with pytest.raises(refused) as caught:
        act()
    return str(caught.value)


def own_form(desk: Client, wrong: Wrong) -> str:
    return errors(submit(desk, change_page(wrong.fact), **{wrong.field: wrong.typed}))


def confirmed_in_the_form(desk: Client, wrong: Wrong) -> str:
    return errors(submit(desk, change_page(wrong.fact), **{wrong.field: wrong.typed, "citations-0-confirm": "on"}))


def row_of_the_film(desk: Client, wrong: Wrong) -> str:
    return errors(submit(desk, change_page(wrong.fact.film), **{f"{wrong.prefix}-0-{wrong.field}": wrong.typed}))


def another_value(desk: Client, wrong: Wrong) -> str:
    cited: dict[str, Any] = {
        "basis": "document",
        "passage": Passage.objects.get(ordinal=1).pk,
        "field": wrong.field,
    }
    row = new_row("citations", start=1, reading=wrong.text, reason="It was preferred.", **cited)
    return errors(submit(desk, change_page(wrong.fact), **row))


def bulk_edit(desk: Client, wrong: Wrong) -> str:
    stored = type(wrong.fact).objects.get(pk=wrong.fact.pk)
    return complaint(NotEditedError, lambda: set_field([stored], wrong.field, wrong.value, EDITOR))


def accepted_at_the_desk(desk: Client, wrong: Wrong) -> str:
    content = dict(wrong.content)
    waiting = proposal(Document.objects.get(), content.pop("_kind"), other_words="", reason="So it is.", **content)
    return complaint(RefusedError, lambda: accept_proposal(waiting, None, EDITOR))


def edited_at_the_desk(desk: Client, wrong: Wrong) -> str:
    content = dict(wrong.content)
    waiting = proposal(Document.objects.get(), content.pop("_kind"), **content)
    edited = content | {"reason": "So it is.", "other_words": "."}
    return complaint(RefusedError, lambda: accept_proposal(waiting, edited, EDITOR))


def csv_file(desk: Client, wrong: Wrong) -> str:
    if wrong.field == "person":
        return NOT_SAID  # it identifies the row
    film = wrong.fact.film.slug
    content = f"id,film,{wrong.field}\n{film}/{wrong.fact.key},{film},{wrong.typed}\n"
    batch = CsvBatch(sheet=wrong.prefix, basis="document", passage=Passage.objects.get(ordinal=1), content=content)
    (outcome,) = try_out(batch)
    return " ".join(outcome.messages)


def suggested(wrong: Wrong, reason: str = "") -> Suggestion:
    """Let somebody who may only draft change the fact, and cite its sentence for that if there is a reason."""
    User.objects.get_or_create(username="pip")
    stored = type(wrong.fact).objects.get(pk=wrong.fact.pk)
    with recording("pip", Action.EDIT):
        setattr(stored, wrong.field, wrong.value)
        stored.save()
        if reason:
            citation = build_citation(stored, wrong.field, reason=reason)
            confirm_cited(citation, stored)
            citation.save()
    return Suggestion.objects.latest("pk")


def build_citation(fact: Any, field: str, **values: Any) -> Citation:
    kind = str(fact._meta.verbose_name).replace(" ", "_")
    return Citation(**{kind: fact}, field=field, passage=Passage.objects.get(ordinal=1), **values)


def suggestion_accepted(desk: Client, wrong: Wrong) -> str:
    suggestion = suggested(wrong)
    return complaint(CannotUndoError, lambda: accept(suggestion, {}, "", EDITOR))


def suggestion_amended(desk: Client, wrong: Wrong) -> str:
    others = {"amount": 8_800_000, "date": date(1977, 3, 7), "person": ""}
    if wrong.field == "person":
        return NOT_SAID  # a link is not amended
    suggestion = suggested(wrong, "Another sentence has it.")
    amended = {wrong.field: others[wrong.field]}
    return complaint(ValidationError, lambda: accept(suggestion, amended, "", EDITOR))


def preferred(desk: Client, wrong: Wrong) -> str:
    if wrong.field == "person":
        return NOT_SAID  # a link is chosen on the record's own page
    citation = saved(build_citation(wrong.fact, wrong.field, reading=wrong.text, reason="As merged."))
    own = own_value(type(wrong.fact).objects.get(pk=wrong.fact.pk), wrong.field)
    return complaint(ValidationError, lambda: prefer_citation(citation, own, "It is newer.", EDITOR))


DOORS = [
    own_form,
    confirmed_in_the_form,
    row_of_the_film,
    another_value,
    bulk_edit,
    accepted_at_the_desk,
    edited_at_the_desk,
    csv_file,
    suggestion_accepted,
    suggestion_amended,
    preferred,
]


@pytest.mark.parametrize("door", DOORS)
def test_it_is_refused_in_words(
    desk: Client, wrong_values: list[Wrong], door: Callable[[Client, Wrong], str]
) -> None:
    for wrong in wrong_values:
        told = door(desk, wrong)
        assert any(words in told for words in TOLD), (wrong.field, told)
        assert wrong.is_caught(), wrong.field


def test_a_reworded_sentence_shows_what_it_does_not_say_any_more(
    wrong_values: list[Wrong], source: Passage
) -> None:
    text = source.document.text
    for wrong in wrong_values:
        text = text.replace(wrong.former_words, wrong.words)
    revision = propose_revision(read_text(text.encode(), Description()), source.document, EDITOR)
    (change,) = preview_revision(revision).changed
    unsaid = unsaid_values({source.pk: change.after})[source.pk]
    assert len(unsaid) == len(wrong_values)
    accept_revision(revision, EDITOR, {source.pk}, is_same_document=True)
    for wrong in wrong_values:
        assert [gap.field for gap in evidence_gaps(type(wrong.fact).objects.get(pk=wrong.fact.pk))] == [
            wrong.field
        ]


@pytest.mark.parametrize("forged", ["the fact alone", "its claim as well"])
def test_a_fixture_s_claims_are_compared_where_the_text_is_held(
    wrong_values: list[Wrong], tmp_path: Path, forged: str
) -> None:
    content = whole().replace(b"3700000.00", b"9900000.00")
    if forged == "its claim as well":
        content = content.replace(b'"3700000"', b'"9900000"')
    load(tmp_path / "forged.json", content)
    stored = BoxOffice.objects.get()
    assert (stored.amount, [gap.field for gap in evidence_gaps(stored)]) == (9_900_000, ["amount"])
