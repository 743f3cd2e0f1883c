"""A new revision of a document carries citations over by the words of their sentences, and never by a guess."""

from io import StringIO

import pytest
from django.core.management import call_command

from films.evidence.documents.anchors import Standing, citation_standing, quoted_sentence
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import AnotherDocumentError, StoredDocument, StoreOutcome, store_text
from films.evidence.importing import accept_revision, preview_revision, propose_revision
from films.evidence.lost_evidence import losing_evidence
from films.history.undoing import undo
from films.models import Change, Citation, Document, DocumentRevision, Film, Passage
from tests.cast import EDITOR, tanuki_film

pytestmark = [pytest.mark.curating, pytest.mark.django_db]

URL = "https://example.org/tanuki"
FIRST = """The fox stole a drum. The hound heard it. It snowed.

## Europe

The fox was admired there. It cost nothing. Nobody slept.

## Asia

The hound was admired there. It cost nothing. Nobody ate.
"""


def take(text: str, *, is_same_document: bool = True) -> StoredDocument:
    incoming = read_text(text.encode(), Description(title="The Tanuki", url=URL))
    return store_text(incoming, is_same_document=is_same_document)


@pytest.fixture
def film() -> Film:
    take(FIRST)
    return tanuki_film()


def cite(film: Film, words: str, nth: int = 0) -> Citation:
    """Cite the nth sentence of these words."""
    found = [passage for passage in Passage.objects.all() if quoted_sentence(passage) == words]
    return Citation.objects.create(film=film, passage=found[nth])


def now(citation: Citation) -> tuple[Standing, str]:
    citation = Citation.objects.get(pk=citation.pk)
    assert citation.passage is not None
    return citation_standing(citation), citation.passage.locator


def test_a_sentence_that_moved_keeps_its_citation(film: Film) -> None:
    cited = cite(film, "The hound heard it.")
    stored = take(FIRST.replace(" The hound heard it.", "") + "\nThe hound heard it.")
    assert stored.outcome is StoreOutcome.REVISED
    assert now(cited) == (Standing.VERIFIED, "Asia, paragraph 2, sentence 1")
    assert stored.comparison is not None
    (moved,) = stored.comparison.moved
    assert moved.before == "Lead (heading inferred), paragraph 1, sentence 2"
    assert Document.objects.count() == 1


def test_a_sentence_that_changed_is_orphaned_with_what_it_said(film: Film) -> None:
    cited = cite(film, "It snowed.")
    stored = take(FIRST.replace("It snowed.", "A heron left."))
    assert now(cited) == (Standing.ORPHANED, "No longer in the text, paragraph 1, sentence 1")
    assert Citation.objects.get().passage.lost_sentence == "It snowed."  # type: ignore[union-attr]
    assert stored.comparison is not None
    assert (stored.comparison.added, stored.comparison.gone, len(stored.comparison.lost)) == (1, 1, 1)


def test_an_orphan_whose_sentence_comes_back_is_found_again(film: Film) -> None:
    cited = cite(film, "It snowed.")
    take(FIRST.replace("It snowed.", "It rained."))
    take(FIRST.replace("drum", "bell"))
    assert now(cited)[0] == Standing.VERIFIED


def test_of_repeated_sentences_each_is_known_by_its_neighbours(film: Film) -> None:
    europe, asia = cite(film, "It cost nothing.", 0), cite(film, "It cost nothing.", 1)
    one, two = FIRST.index("## Europe"), FIRST.index("## Asia")
    take(FIRST[:one] + FIRST[two:] + "\n" + FIRST[one:two])
    assert now(europe) == (Standing.VERIFIED, "Europe, paragraph 1, sentence 2")
    assert now(asia) == (Standing.VERIFIED, "Asia, paragraph 1, sentence 2")


def test_of_repeated_sentences_the_one_that_went_is_orphaned_and_not_the_other(film: Film) -> None:
    europe, asia = cite(film, "It cost nothing.", 0), cite(film, "It cost nothing.", 1)
    take(FIRST[: FIRST.index("## Europe")] + FIRST[FIRST.index("## Asia") :])
    assert now(europe)[0] == Standing.ORPHANED
    assert now(asia) == (Standing.VERIFIED, "Asia, paragraph 1, sentence 2")


def test_a_repeated_sentence_in_new_surroundings_is_not_guessed(film: Film) -> None:
    cited = cite(film, "It cost nothing.", 0)
    take("The fox stole a drum.\n\n## Africa\n\nA heron came. It cost nothing. A heron left.")
    assert now(cited)[0] == Standing.ORPHANED


def test_a_sentence_that_is_repeated_from_now_on_is_not_guessed(film: Film) -> None:
    cited = cite(film, "It snowed.")
    take("## Africa\n\nIt snowed. A heron came.\n\n## Asia\n\nA heron left. It snowed. Nobody saw it.")
    assert now(cited)[0] == Standing.ORPHANED


def test_sentences_without_citations_leave_nothing_behind(film: Film) -> None:
    take("The fox stole a drum.")
    assert [passage.ordinal for passage in Passage.objects.all()] == [1]


def test_two_orphans_of_two_revisions_stand_side_by_side(film: Film) -> None:
    first, second = cite(film, "It snowed."), cite(film, "The hound heard it.")
    take(FIRST.replace("It snowed.", ""))
    take(FIRST.replace("It snowed.", "").replace("The hound heard it.", ""))
    assert {now(first)[1][-1], now(second)[1][-1]} == {"1", "2"}


def test_a_text_that_was_not_held_is_revised_by_fingerprints(film: Film) -> None:
    kept, lost = cite(film, "The hound heard it."), cite(film, "It snowed.")
    Document.objects.update(text="")
    take(FIRST.replace("It snowed.", "It rained."))
    assert now(kept)[0] == Standing.VERIFIED
    assert now(lost)[0] == Standing.ORPHANED
    lost.refresh_from_db()
    assert lost.passage.lost_sentence == "It … snowed."  # type: ignore[union-attr]


def test_what_was_set_aside_stays_so(film: Film) -> None:
    Passage.objects.filter(first_words="It", section="Lead").update(set_aside="Weather.")
    take("A new beginning. " + FIRST)
    assert Passage.objects.exclude(set_aside="").get().ordinal == 4


def test_a_text_with_too_little_in_common_is_refused_until_somebody_confirms_it(film: Film) -> None:
    cited = cite(film, "It snowed.")
    with pytest.raises(AnotherDocumentError, match="Only 1 of the 9 sentences of The Tanuki are in this text"):
        take("It snowed. A heron came.", is_same_document=False)
    assert now(cited)[0] == Standing.VERIFIED
    assert DocumentRevision.objects.get().text == Document.objects.get().text
    take("It snowed. A heron came.", is_same_document=True)
    assert Document.objects.get().text == "It snowed. A heron came."


def test_each_text_is_kept_with_who_brought_it_in_and_from_where() -> None:
    described = Description(title="The Tanuki", url=URL)
    for number, name in enumerate(("anna", "boris"), 1):
        incoming = read_text(f"It snowed. A fox ran. {number} slept.".encode(), described, name=f"{name}.txt")
        store_text(incoming, by=name)
    assert list(DocumentRevision.objects.order_by("pk").values_list("added_by", "file_name", "url", "text")) == [
        ("anna", "anna.txt", URL, "It snowed. A fox ran. 1 slept."),
        ("boris", "boris.txt", URL, "It snowed. A fox ran. 2 slept."),
    ]
    assert [revision.standing for revision in DocumentRevision.objects.order_by("pk")] == ["former", "current"]


def test_a_reworded_sentence_is_offered_and_followed_only_if_that_is_accepted(film: Film) -> None:
    cited = cite(film, "The fox was admired there.")
    former_text = Document.objects.get().text
    text = FIRST.replace("The fox was admired there.", "The fox was much admired there.")
    revision = propose_revision(read_text(text.encode(), Description()), Document.objects.get(), EDITOR)
    (change,) = preview_revision(revision).changed
    assert (change.before, change.after) == ("The fox was admired there.", "The fox was much admired there.")
    accept_revision(revision, EDITOR, {change.passage.pk})
    assert now(cited) == (Standing.VERIFIED, "Europe, paragraph 1, sentence 1")
    undo(Change.objects.latest("pk"), EDITOR)
    assert Document.objects.get().text == former_text
    assert now(cited) == (Standing.VERIFIED, "Europe, paragraph 1, sentence 1")
    accept_revision(DocumentRevision.objects.get(taken_at=None), EDITOR)
    assert now(cited)[0] == Standing.ORPHANED


MOVED_REWORDED_AND_REMOVED = """Nobody slept. The fox stole a drum. It snowed at night.

## Asia

The hound was admired there. It cost nothing. Nobody ate.
"""


def dumped() -> str:
    """Return all records but the history, which undoing lengthens."""
    out = StringIO()
    history = [f"films.{name}" for name in ("change", "alteration", "bulkalteration", "longtext")]
    call_command("dumpdata", "films", exclude=history, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("text", [MOVED_REWORDED_AND_REMOVED, "Buy milk. Feed the heron."])
def test_undoing_a_revision_leaves_every_byte_as_it_was(film: Film, text: str) -> None:
    for words in ("The fox stole a drum.", "It snowed.", "The fox was admired there.", "Nobody slept."):
        cite(film, words)
    revision = propose_revision(read_text(text.encode(), Description()), Document.objects.get(), EDITOR)
    before, offered = dumped(), preview_revision(revision).changed
    accept_revision(revision, EDITOR, {change.passage.pk for change in offered}, is_same_document=True)
    assert dumped() != before
    undo(Change.objects.latest("pk"), EDITOR)
    assert dumped() == before


def test_the_facts_that_lose_evidence_are_those_that_nothing_else_confirms(film: Film) -> None:
    first = cite(film, "It snowed.")
    losing = [(lost.fact, lost.fields) for lost in losing_evidence([first.passage_id or 0])]
    assert losing == [(film, ("title", "year"))]
    cite(film, "The hound heard it.")
    assert losing_evidence([first.passage_id or 0]) == []
