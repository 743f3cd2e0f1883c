"""Many likely duplicates merged as one change, and organizations, documents and namesakes put right."""

from types import SimpleNamespace

import pytest
from django.db import connection

from films.curating import merging_many
from films.curating.duplicates import find_duplicates
from films.curating.merging import CannotMergeError, merge
from films.curating.merging_many import merge_pairs, plan_merges
from films.curating.splitting import CannotSplitError, split_person
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.history import undoing
from films.history.undoing import undo
from films.identity.keys import name_key
from films.models import (
    Change,
    Citation,
    Credit,
    Document,
    FormerAddress,
    LikelyDuplicate,
    Organization,
    Person,
    Release,
)
from tests import cast


def people_of_one_name(*names: str) -> list[LikelyDuplicate]:
    for name in names:
        cast.person(name)
    find_duplicates("person")
    return list(LikelyDuplicate.objects.all())


def test_many_pairs_are_merged_and_undone_as_one(curator: str, db: None) -> None:
    pairs = people_of_one_name("Ada Quill", "ADA QUILL", "Àda Quill", "Bruno Tarn", "Bruno  Tarn")
    assert [len(pairs), Person.objects.count()] == [4, 5]
    planned = plan_merges(pairs, curator)
    assert Person.objects.count() == 5
    assert [merge.refusal for merge in planned] == [""] * 3
    change = merge_pairs(pairs, curator)
    assert {name_key(name) for name in Person.objects.values_list("name", flat=True)} == {"adaquill", "brunotarn"}
    assert Person.objects.count() == 2
    undo(change, curator)
    assert Person.objects.count() == 5


def test_no_pair_is_merged_after_one_that_cannot_be(
    curator: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = people_of_one_name("Ada Quill", "ADA QUILL", "Bruno Tarn", "BRUNO TARN")
    bruno = Person.objects.get(name="BRUNO TARN")
    cast.credit(cast.film("The Drum"), bruno)
    cast.credit(cast.film("The Drum"), Person.objects.get(name="Bruno Tarn"))
    monkeypatch.setattr("films.curating.merging.MAX_MOVED", 0)
    assert [bool(merge.refusal) for merge in plan_merges(pairs, curator)].count(True) == 1
    with pytest.raises(CannotMergeError, match=r"1 of them were merged, and no more\. .* can be moved"):
        merge_pairs(pairs, curator)
    assert (Person.objects.count(), Change.objects.get().summary) == (3, "Merged 1 likely duplicates")


def test_each_pair_is_merged_and_tried_in_a_transaction_of_its_own(
    curator: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = people_of_one_name("Ada Quill", "ADA QUILL", "Àda Quill", "Bruno Tarn", "BRUNO TARN")
    outside, seen = len(connection.savepoint_ids), []
    monkeypatch.setattr(merging_many, "let_others_write", lambda: seen.append(len(connection.savepoint_ids)))
    assert len(plan_merges(pairs, curator)) == 3
    assert seen == [outside] * 2
    merge_pairs(pairs, curator)
    assert seen == [outside] * 5


def test_many_merges_are_undone_in_parts_that_others_can_write_between(
    curator: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = people_of_one_name("Ada Quill", "ADA QUILL", "Bruno Tarn", "BRUNO TARN")
    for person in Person.objects.all():
        cast.credit(cast.film(f"Film of {person.slug}"), person)
    before = set(Credit.objects.values_list("film__title", "person__slug"))
    change = merge_pairs(pairs, curator)
    outside, seen = len(connection.savepoint_ids), []
    monkeypatch.setattr(undoing, "ALTERATIONS_AT_ONCE", 2)
    monkeypatch.setattr(undoing, "let_others_write", lambda: seen.append(len(connection.savepoint_ids)))
    undo(change, curator)
    assert len(seen) > 2
    assert set(seen) == {outside}
    assert set(Credit.objects.values_list("film__title", "person__slug")) == before
    assert not FormerAddress.objects.exists()


def test_organizations_are_merged(curator: str, facts: SimpleNamespace) -> None:
    stays, goes = (
        Organization.objects.create(name=name, slug=name.lower(), kind="distributor")
        for name in ("Nord", "NORD-Film")
    )
    Release.objects.create(film=facts.film, key="first", kind="theatrical", distributor=goes)
    merge(stays, goes, curator)
    assert Release.objects.get().distributor == stays


def test_documents_are_merged_where_their_cited_sentences_are_the_same(
    curator: str, facts: SimpleNamespace
) -> None:
    texts = ("The Tanuki runs for 92 minutes.", "The Tanuki runs for 92 minutes.\n\nIt was shot in Bergen.")
    stays, goes = (
        store_text(read_text(text.encode(), Description(title=f"Copy {number}"))).document
        for number, text in enumerate(texts)
    )
    Citation.objects.create(film=facts.film, field="runtime", passage=goes.passages.first())
    change = merge(stays, goes, curator)
    assert facts.film.citations.get().passage.document == stays
    undo(change, curator)
    goes = Document.objects.get(title="Copy 1")
    Citation.objects.create(film_location=facts.used, passage=goes.passages.last())
    with pytest.raises(CannotMergeError, match="has no such sentence"):
        merge(stays, goes, curator)


def test_a_namesake_is_split_off_and_put_back(curator: str, db: None) -> None:
    ada = cast.person("Ada Quill")
    silent = cast.credit(cast.film("The Drum", 1919), ada)
    cast.credit(cast.film("The Tanuki", 1977), ada)
    namesake, change = split_person([silent], curator)
    assert (namesake.name, namesake.disambiguation) == ("Ada Quill", "active 1919")
    assert Credit.objects.get(film__year=1919).person == namesake
    ada.refresh_from_db()
    assert ada.disambiguation == "active 1977"
    undo(change, curator)
    assert Person.objects.get() == ada
    with pytest.raises(CannotSplitError, match="all credits"):
        split_person(list(Credit.objects.select_related("film", "person")), curator)
