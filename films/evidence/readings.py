"""Check the values that citations give instead of the record's: the cited sentence must say them.

What compares it with sentences is imported where it is used, as in `films.evidence.cited_words`.
"""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError

from films.evidence.cited_words import cited_sentence, related_names
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.registry import claims_of
from films.models import Citation

FORM_OF_NAME = "This is the same name in another form, and no other value: add it as another name of the record."
NOT_READ = "The words of the sentence do not say “{}”. Give the other value as the sentence has it."


def reading_trouble(citation: Citation, fact: Any) -> str:
    """Return why a citation cannot give its reading as another value of a fact, or an empty string."""
    if reads_form_of_name(citation, fact):
        return FORM_OF_NAME
    return "" if is_read(citation, fact) else NOT_READ.format(citation.reading)


def reads_form_of_name(citation: Citation, fact: Any) -> bool:
    """Tell whether what a citation gives as another value is only another form of a name."""
    from films.evidence.support.comparing import is_form_of_name

    cited = cited_field(citation, fact)
    return bool(citation.reading) and cited is not None and is_form_of_name(fact, cited, citation.reading)


def is_read(citation: Citation, fact: Any) -> bool:
    """Tell whether the cited sentence says the other value; where no text is held, it may."""
    cited, sentence = cited_field(citation, fact), cited_sentence(citation)
    if not citation.reading or cited is None or not sentence:
        return True
    return is_in_words(fact, cited, citation.reading, sentence)


def cited_field(citation: Citation, fact: Any) -> ClaimableField | None:
    return next((each for each in claims_of(type(fact)) if each.name == citation.field), None)


def is_in_words(fact: Any, claimable: ClaimableField, reading: str, sentence: str) -> bool:
    """Tell whether a sentence says a value that is given as text: by its type, or in these very words."""
    from films.evidence.support.comparing import FINDERS, find_value
    from films.evidence.support.own_words import unsupported_words
    from films.evidence.support.spans import first_found, words_in

    if claimable.type is ValueType.OWN_WORDS:
        return not unsupported_words(reading, [sentence], related_names(fact))
    field, words = fact._meta.get_field(claimable.name), words_in(sentence)
    if field.is_relation:
        find = FINDERS.get(claimable.type, first_found)
        names = reading.split(",") if field.many_to_many else [reading]
        return all(find([name], words) for name in names)
    other = copy(fact)
    try:
        value = field.to_python(reading)
    except ValidationError:
        value = reading
    else:
        setattr(other, field.name, value)
        if find_value(other, claimable, sentence):
            return True
    return isinstance(value, str) and first_found([reading], words) is not None
