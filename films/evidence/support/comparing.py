"""Compare a fact's value with a sentence, by the rules for the type of its field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from films.evidence.support.amounts import find_amount, find_currency
from films.evidence.support.dates import find_date
from films.evidence.support.names import BEFORE_NAMES, find_name
from films.evidence.support.numbers import find_number, find_year
from films.evidence.support.places import find_place
from films.evidence.support.scores import find_grade, find_scale, find_score
from films.evidence.support.spans import Span, Word, around, first_found, words_in
from films.evidence.support.terms import find_job, find_term, words_read_as
from films.evidence.support.titles import find_title
from films.kinds.claims import ClaimableField, ValueType, claimable_value, linked_records
from films.kinds.declaration import Naming
from films.kinds.registry import BY_MODEL, DECLARATIONS, declaration_of
from films.models import Department, Job

Finder = Callable[[Iterable[str], Sequence[Word]], Span | None]


def find_value(
    fact: Any, claimable: ClaimableField, sentence: str, names: Sequence[Iterable[str]] | None = None
) -> Span | None:
    """Return where the words of a sentence state the value of a fact's field, or None.

    `names` gives the names of each record that the field links to, for a fact that is not stored. Texts in our own
    words are never found here: see `films.evidence.support.own_words`.
    """
    words = words_in(sentence)
    if claimable.type in FINDERS:
        sought = names_to_find(fact, claimable) if names is None else names
        return around([FINDERS[claimable.type](each, words) for each in sought])
    value = claimable_value(fact, claimable)
    match claimable.type:
        case ValueType.TERM:
            return find_term(claimable.terms.get(value, ""), words)
        case ValueType.JOB:
            job: Job = getattr(fact, claimable.name)
            in_cast = job.department == Department.CAST
            cues = [job.name, *cues_of(job), *words_read_as(job.code)]
            return find_job(cues, words, in_cast=in_cast, sentence=sentence)
        case ValueType.LABEL:
            return first_found([value], words)
        case ValueType.NUMBER:
            return find_number(value, sentence, words)
        case ValueType.YEAR:
            return find_year(value, words)
        case ValueType.MONEY:
            return find_amount(value, sentence)
        case ValueType.CURRENCY:
            return find_currency(value, sentence)
        case ValueType.DATE:
            return find_date(value, sentence, fact.film.year)
        case ValueType.SCORE:
            return find_score(value, fact.scale, sentence)
        case ValueType.SCALE:
            return find_scale(value, sentence)
        case ValueType.GRADE:
            return find_grade(value, sentence)
    return None


def find_personal_name(names: Iterable[str], words: Sequence[Word]) -> Span | None:
    return find_name(names, words, may_be_partial=True)


FINDERS: dict[ValueType, Finder] = {
    ValueType.NAME: find_personal_name,
    ValueType.PLACE: find_place,
    ValueType.TITLE: find_title,
}


def is_form_of_name(fact: Any, claimable: ClaimableField, reading: str) -> bool:
    """Tell whether a reading gives the same name as a field, only in another form.

    That is one of the recorded names, or a part of one, such as a family name, perhaps with a rank before it.
    """
    if claimable.type not in FINDERS:
        return False
    words = words_in(reading)
    spans = [FINDERS[claimable.type](names, words) for names in names_to_find(fact, claimable)]
    own = declaration_of(fact).naming
    if isinstance(own, Naming) and claimable.name in own.fields:
        spans.append(FINDERS[claimable.type](names_of(fact), words))
    return any(
        all(span.start <= word.span.start < span.end or word.text in BEFORE_NAMES for word in words)
        for span in spans
        if span
    )


def names_to_find(fact: Any, claimable: ClaimableField) -> list[Iterable[str]]:
    """Return, for each record that a field links to, all of its names; for a text field, the text itself."""
    field = fact._meta.get_field(claimable.name)
    if field.many_to_many:
        return [names_of(record) for record in linked_records(fact, claimable.name)]
    value = getattr(fact, claimable.name)
    return [names_of(value) if field.is_relation else [str(value)]]


def names_of(record: Any) -> Iterator[str]:
    """Yield a record's own names and then its other names, which are looked up only where these are not enough."""
    declared = BY_MODEL.get(type(record))
    if declared is None or not isinstance(declared.naming, Naming):
        yield record.name
        if hasattr(record, "other_names"):
            yield from (other.name for other in record.other_names.all())
        return
    naming = declared.naming
    yield from filter(None, (getattr(record, field) for field in naming.fields))
    if naming.others is not None and record.pk:
        others = DECLARATIONS[naming.others].model.objects.filter(**{declared.kind.value: record})
        yield from others.values_list(naming.other_field, flat=True)


def cues_of(job: Job) -> list[str]:
    """Return the words and phrases that mean a job."""
    return [cue.strip() for cue in (*job.cues.split(","), *job.words.split()) if cue.strip()]
