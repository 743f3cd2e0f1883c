"""Find the words of cited sentences, and of what stands above them, that say the values of a fact.

What compares them is imported where it is used: it needs all of extraction, and few of the commands and processes
that load this app need either.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from films.evidence.documents.anchors import Standing, citation_standing, normalised_sentence, quoted_sentence
from films.kinds.claims import ClaimableField, ValueType, linked_records
from films.models import Citation, Support

if TYPE_CHECKING:
    from films.evidence.support.spans import Span

STATED_BY_HEADINGS = (ValueType.JOB, ValueType.TERM)


class Heading(NamedTuple):
    """Hold what stands above a sentence: its section's heading and its document's title."""

    section: str
    title: str


def cited_sentence(citation: Citation) -> str:
    """Return the normalised sentence of a citation, or '' if it has none or the text is not held."""
    if citation.passage is None or citation_standing(citation) is not Standing.VERIFIED:
        return ""
    return normalised_sentence(quoted_sentence(citation.passage))


def support_for(
    fact: Any, claimable: ClaimableField, sentence: str, heading: Heading, marked: str = ""
) -> dict[str, Any]:
    """Return the support for a field's value in a sentence, with the position and hash of the words.

    For a job or another term, the heading above the sentence counts too, such as “Cast” above a list of names. For
    a prize, or the film that “it was followed by” another, so does the title of the document.
    """
    from films.evidence.support.comparing import find_value
    from films.evidence.support.spans import Span

    if not sentence:
        return {}
    if claimable.type is ValueType.OWN_WORDS:
        is_said = not unsupported_own_words(fact, claimable, sentence)
        return {"support": (Support.OTHER_WORDS if is_said else Support.SENTENCE).value}
    chosen = marked_span(marked, sentence)
    inner = find_value(fact, claimable, sentence[chosen.start : chosen.end]) if chosen else None
    if chosen and inner:
        return words_claim(sentence, Span(chosen.start + inner.start, chosen.start + inner.end))
    if span := find_value(fact, claimable, sentence):
        return words_claim(sentence, span)
    above = heading if claimable.by_heading else heading[:1] if claimable.type in STATED_BY_HEADINGS else ()
    is_above = any(find_value(fact, claimable, words) for words in above)
    return {"support": (Support.WORDS if is_above else Support.SENTENCE).value}


def heading_of(citation: Citation) -> Heading:
    passage = citation.passage
    return Heading(passage.section, passage.document.title) if passage else Heading("", "")


def words_claim(sentence: str, span: "Span") -> dict[str, Any]:
    words = sentence[span.start : span.end]
    return {"support": Support.WORDS.value, "start": span.start, "end": span.end, "sha256": words_hash(words)}


def words_hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def marked_span(marked: str, sentence: str) -> "Span | None":
    from films.evidence.support.spans import Span

    words = normalised_sentence(marked)
    start = sentence.find(words) if words else -1
    return Span(start, start + len(words)) if start >= 0 else None


def unsupported_own_words(fact: Any, claimable: ClaimableField, sentence: str) -> list[str]:
    """Return the figures and names in a text that neither cited sentences nor the fact's linked records have."""
    from films.evidence.support.own_words import unsupported_words

    sentences = [sentence, *filter(None, map(cited_sentence, cited_or_about_to_be(fact)))]
    return unsupported_words(getattr(fact, claimable.name), sentences, related_names(fact))


def cited_or_about_to_be(fact: Any) -> Iterable[Citation]:
    """Return the citations in the form that is being validated, if there is one, or else those that are stored."""
    if hasattr(fact, "citations_to_save"):
        return list(fact.citations_to_save)
    return list(fact.citations.select_related("passage__document")) if fact.pk else []


def related_names(fact: Any) -> Iterator[str]:
    """Yield the names of the records that a fact refers to, which its texts may use."""
    from films.evidence.support.comparing import names_of

    for field in fact._meta.get_fields():
        if field.auto_created or not field.is_relation:
            continue
        value = linked_records(fact, field.name) if field.many_to_many else [getattr(fact, field.name)]
        for record in value:
            if hasattr(record, "name") or hasattr(record, "title"):
                yield from names_of(record)
