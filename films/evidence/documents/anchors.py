"""Check citations against any copy of a document by hashes of its sentences."""

import hashlib
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

from films.models import Citation, Document, Passage
from films.models.evidence import Basis

CONTEXT_WORDS = 3  # on either side of words in a text fragment, to tell them from the same words elsewhere
MAX_EDGE_WORDS = 4  # at each end: enough for a browser to find the sentence, too few to copy it


class Standing(StrEnum):
    """Name the states of a citation's evidence, as far as they can be checked here and now."""

    VERIFIED = "verified"
    NOT_HELD = "not held"
    ORPHANED = "orphaned"
    GENERAL_KNOWLEDGE = "general knowledge"
    NO_SOURCE = "no source held"


UNSOURCED_STANDINGS: dict[str, Standing] = {
    Basis.GENERAL_KNOWLEDGE: Standing.GENERAL_KNOWLEDGE,
    Basis.NO_SOURCE: Standing.NO_SOURCE,
}
"""How a citation without a document stands, by what it rests on."""


def normalised_sentence(sentence: str) -> str:
    """Return the sentence in Unicode NFC, with runs of white space reduced to one space and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def sentence_hash(sentence: str) -> str:
    """Return the SHA-256 of the normalised sentence in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(normalised_sentence(sentence).encode()).hexdigest()


def edge_words(sentence: str) -> tuple[str, str]:
    """Return the sentence's first and last words: at each end at most a third of it, and at most four."""
    words = normalised_sentence(sentence).split(" ")
    count = max(1, min(MAX_EDGE_WORDS, len(words) // 3))
    return " ".join(words[:count]), " ".join(words[-count:])


def quoted_sentence(passage: Passage) -> str:
    """Return the passage's sentence from its document's text, or an empty string if the text is not held."""
    return "" if passage.lost_sentence else passage.document.text[passage.start : passage.end]


def is_unchanged(passage: Passage) -> bool:
    """Tell whether the document's text is held and still has the sentence in its place, unchanged."""
    return sentence_hash(quoted_sentence(passage)) == passage.sha256


def citation_standing(citation: Citation) -> Standing:
    """Tell whether the cited sentence is still in its document's text, unchanged."""
    return (
        passage_standing(citation.passage)
        if citation.passage
        else UNSOURCED_STANDINGS.get(citation.basis, Standing.NO_SOURCE)
    )


def passage_standing(passage: Passage) -> Standing:
    """Tell whether the document's text is held, and still has the sentence in its place, unchanged."""
    if passage.lost_sentence:
        return Standing.ORPHANED
    if not passage.document.text:
        return Standing.NOT_HELD
    return Standing.VERIFIED if is_unchanged(passage) else Standing.ORPHANED


def source_address(passage: Passage, sentence: str = "", spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return the document's address with a text fragment that makes a browser scroll to the sentence.

    Given the sentence and the spans of words in it, in normalised form, the browser marks those words instead. The
    fragment follows the WICG's Scroll to Text Fragment draft: first words, a comma, last words; or the words
    between some of those before and after them. Empty if the document has no address.
    """
    document: Document = passage.document
    if not document.url:
        return ""
    if sentence and spans:
        words = normalised_sentence(sentence)
        targets = [words_fragment(words, start, end) for start, end in spans]
    else:
        targets = [",".join(map(escape_fragment, (passage.first_words, passage.last_words)))]
    return f"{document.url}#:~:{'&'.join(f'text={target}' for target in targets)}"


def words_fragment(sentence: str, start: int, end: int) -> str:
    """Return the part of a text fragment that points to words of a sentence, with their context."""
    before = " ".join(sentence[:start].split()[-CONTEXT_WORDS:])
    after = " ".join(sentence[end:].split()[:CONTEXT_WORDS])
    words = escape_fragment(sentence[start:end])
    prefix, suffix = escape_fragment(before), escape_fragment(after)
    return f"{f'{prefix}-,' if prefix else ''}{words}{f',-{suffix}' if suffix else ''}"


def escape_fragment(words: str) -> str:
    """Escape words for a text fragment, and the hyphens in them, which have a meaning there."""
    return quote(words, safe="").replace("-", "%2D")
