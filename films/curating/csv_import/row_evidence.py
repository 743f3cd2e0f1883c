"""Find the sentence that a row of a CSV file gives as its evidence, by a document and some of its words."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from films.evidence.documents.anchors import quoted_sentence
from films.identity.folding import plain
from films.models import Document, Passage

DOCUMENT, WORDS = "document", "words"
EVIDENCE_COLUMNS = (DOCUMENT, WORDS)


class RowEvidence:
    """Find passages by the words in them; the sentences of a document are read once."""

    def __init__(self) -> None:
        self.sentences: dict[str, list[tuple[Passage, str]]] = {}

    def find(self, cells: Mapping[str, str]) -> Passage | None:
        """Return the passage that a row cites, or None if it names none. Raises ValidationError."""
        slug, words = cells.get(DOCUMENT, ""), cells.get(WORDS, "")
        if not slug and not words:
            return None
        if not slug or not words:
            raise ValidationError(f"Give both the {DOCUMENT} and the {WORDS} of the sentence that states this.")
        wanted = f" {plain(words)} "
        found = [passage for passage, sentence in self.read(slug) if wanted in sentence]
        if len(found) == 1:
            return found[0]
        how_many = f"{len(found)} sentences have" if found else "no sentence has"
        raise ValidationError(f"{WORDS}: In {slug}, {how_many} the words “{words[:100]}”: give others, or more.")

    def read(self, slug: str) -> list[tuple[Passage, str]]:
        """Return the passages of a document with their sentences in plain form. Raises ValidationError."""
        if slug not in self.sentences:
            document = Document.objects.filter(slug=slug).first()
            if document is None:
                raise ValidationError(f"There is no document with the slug “{slug[:100]}”.")
            if not document.text:
                raise ValidationError(f"The text of {slug} is not held: import the document first.")
            passages = list(document.passages.filter(lost_sentence=""))
            for passage in passages:
                passage.document = document
            self.sentences[slug] = [(passage, f" {plain(quoted_sentence(passage))} ") for passage in passages]
        return self.sentences[slug]
