"""Fingerprints of sentences, by which a citation is checked against any copy of its document."""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from films.models import Citation, Document, Passage

MAX_EDGE_WORDS = 4  # at each end: enough for a browser to find the sentence, too few to be a copy of it


class Standing(StrEnum):
    """How far the evidence of a citation can be checked here and now."""

    VERIFIED = "verified"
    NOT_HELD = "not held"
    ORPHANED = "orphaned"
    GENERAL_KNOWLEDGE = "general knowledge"


def normalised(sentence: str) -> str:
    """Return the sentence in NFC with each run of white space made one space and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def sentence_hash(sentence: str) -> str:
    """Return the SHA-256, in hex, of the normalised sentence in UTF-8."""
    return hashlib.sha256(normalised(sentence).encode()).hexdigest()


def edge_words(sentence: str) -> tuple[str, str]:
    """Return the sentence's first and last words: a third of it at most, and four at each end at most."""
    words = normalised(sentence).split(" ")
    count = max(1, min(MAX_EDGE_WORDS, len(words) // 3))
    return " ".join(words[:count]), " ".join(words[-count:])


def quoted_sentence(passage: Passage) -> str:
    """Return the passage's sentence from its document's text, or nothing where the text has or holds none."""
    return "" if passage.lost_sentence else passage.document.text[passage.start : passage.end]


def stands(passage: Passage) -> bool:
    """Tell whether the document's text is held and has the sentence unchanged in its place."""
    return sentence_hash(quoted_sentence(passage)) == passage.sha256


def standing(citation: Citation) -> Standing:
    """Tell whether the cited sentence still stands in its document's text, unchanged."""
    return passage_standing(citation.passage) if citation.passage else Standing.GENERAL_KNOWLEDGE


def passage_standing(passage: Passage) -> Standing:
    """Tell whether the document's text is held, and has the sentence unchanged in its place."""
    if passage.lost_sentence:
        return Standing.ORPHANED
    if not passage.document.text:
        return Standing.NOT_HELD
    return Standing.VERIFIED if stands(passage) else Standing.ORPHANED


def supports(citation: Citation) -> bool:
    """Tell whether a fact may be published on a citation: its sentence stands, or is known by its fingerprint.

    So may one for which no source is held, since that gives its reason. Not one whose sentence is no longer in the
    text, or that says something else than the fact.
    """
    return not citation.reading and standing(citation) is not Standing.ORPHANED


def is_supported(fact: Any) -> bool:
    """Tell whether a fact has a citation on which it may be published."""
    return any(supports(citation) for citation in fact.citations.select_related("passage__document"))


def source_address(passage: Passage) -> str:
    """Return the document's address with a text fragment that lets a browser scroll to the sentence and mark it.

    The fragment is that of the WICG's draft on scrolling to text: first words, a comma, last words; a hyphen
    or comma within either is escaped, since both have a meaning there. Empty where the document has no address.
    """
    document: Document = passage.document
    if not document.url:
        return ""
    ends = [passage.first_words, passage.last_words]
    fragment = ",".join(quote(words, safe="").replace("-", "%2D") for words in ends)
    return f"{document.url}#:~:text={fragment}"
