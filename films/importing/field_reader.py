"""Read the fields of a row, and note what of it cannot be used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from films.importing.field_names import CREDIT_FIELDS, flattened
from films.importing.personal_names import parse_personal_names
from films.importing.report import quoted_example
from films.importing.tables import UnusableLineError
from films.importing.values import (
    UnusableValueError,
    is_placeholder,
    list_entries,
    one_line,
    parse_line,
    parse_text,
)
from films.models import JobCode, Person
from films.models.standard_jobs import STANDARD_JOBS

MAX_NAMES = 1_000  # no cast list is that long
MAX_NAME = Person._meta.get_field("name").max_length or 0

TEXTS = ("synopsis", "original_title")
"""Fields in which an empty text means “none”; in others it states nothing."""

TITLES = ("title", "original_title", "other_titles")
"""Fields that may be called like a placeholder: *Unknown* is a film."""

NAME_KEYS = ("name", "actor", "person", "full_name", "person.name", "english_name", "label", "title", "value")
"""The keys under which the objects in lists have their names; the first of them that an object has counts."""

JOB_KEY = "job"
OTHER_JOB = "somebody whose job is none of those that are imported"

Value = TypeVar("Value")


class LeftOut(NamedTuple):
    """Hold the reason why a value was dropped, the same for all such values, and the value, to be shown."""

    reason: str
    example: str = ""


class ListItem(NamedTuple):
    """Hold an item of a list, and the job that the item itself names, if it does."""

    text: str
    job: JobCode | None = None


class FieldReader:
    """Read the fields of a row. A value that cannot be used costs no more than itself, and is noted."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.left_out: list[LeftOut] = []

    def note(self, name: str, reason: object, value: object = "") -> None:
        """Note why a value of a field was dropped."""
        self.left_out.append(LeftOut(f"{name}: {reason}", "" if value == "" else quoted_example(value)))

    def states(self, name: str) -> bool:
        """Tell whether a row says anything of a field; a placeholder such as “N/A” says nothing, and is noted."""
        if name not in self.given or (self.given[name] == "" and name not in TEXTS):
            return False
        return not self.is_noted_placeholder(name, self.given[name])

    def is_noted_placeholder(self, name: str, value: object) -> bool:
        if name in TITLES or not is_placeholder(value):
            return False
        self.note(name, "a placeholder", value)
        return True

    def read(self, name: str, parse: Callable[[Any], Value]) -> Value | None:
        """Return a field's value, or None if the row does not state it or it cannot be used."""
        if not self.states(name):
            return None
        try:
            return parse(self.given[name])
        except UnusableValueError as error:
            self.note(name, error, self.given[name])
            return None

    def required(self, name: str, longest: int) -> str:
        """Return a text without which there is no film. Raises UnusableLineError."""
        try:
            text = parse_line(self.given.get(name, ""), longest)
        except UnusableValueError as error:
            raise UnusableLineError(f"{name}: {error}") from error
        if not text:
            raise UnusableLineError(f"no {name}")
        return text

    def items(self, name: str, longest: int, between: str = "") -> tuple[str, ...] | None:
        """Return the distinct items of a list, in order, without those that are too long.

        An item may itself be several, with `between` them.
        """
        listed = self.listed(name)
        if listed is None:
            return None
        texts = (part for item in listed for part in (item.text.split(between) if between else [item.text]))
        found = dict.fromkeys(filter(None, map(one_line, texts)))
        return self.fitting(name, [item for item in found if not self.is_noted_placeholder(name, item)], longest)

    def credits(self) -> dict[JobCode, tuple[str, ...]]:
        """Return the distinct names of each job, in order; what is no name is noted.

        Whoever has a job of their own in a list is listed by that, and so are people whom the film only shows from
        archive footage.
        """
        by_job: dict[JobCode, dict[str, None]] = {}
        for name, job in CREDIT_FIELDS.items():
            listed = self.listed(name)
            if listed is None:
                continue
            by_job.setdefault(job, {})
            for item_job, items in by_stated_job(listed, job):
                for personal_name, left_out, text in parse_personal_names(item.text for item in items):
                    if left_out:
                        self.note(name, left_out, text)
                    if personal_name is not None:
                        by_job.setdefault(personal_name.job or item_job, {})[str(personal_name)] = None
        return {job: self.fitting(job.value, list(names), MAX_NAME) for job, names in by_job.items()}

    def listed(self, name: str) -> list[ListItem] | None:
        """Return the items of a list, of objects their names; what else objects have is noted.

        None if the row does not state the list, or nothing in it can be used.
        """
        entries = self.read(name, list_entries)
        if entries is None:
            return None
        before = len(self.left_out)
        items = [item for entry in entries if (item := self.list_item(name, entry)) is not None]
        return None if not items and len(self.left_out) > before else items

    def list_item(self, name: str, entry: Any) -> ListItem | None:
        """Return an item of a list; None, and a note, if it cannot be used."""
        named, job = entry, None
        if isinstance(entry, dict):
            values = flattened(entry)
            name_key = next((key for key in NAME_KEYS if key in values), None)
            for key in values:
                if key != name_key and not (key == JOB_KEY and name in CREDIT_FIELDS):
                    self.note(name, f"the key {quoted_example(key)} of its items")
            named = values.get(name_key or "")
            if name in CREDIT_FIELDS and (stated := values.get(JOB_KEY)):
                job = jobs_by_word().get(str(stated).casefold())
                if job is None:
                    self.note(name, OTHER_JOB, stated)
                    return None
        try:
            return ListItem(parse_text(named), job)
        except UnusableValueError as error:
            self.note(name, error, named)
            return None

    def fitting(self, name: str, items: list[str], longest: int) -> tuple[str, ...]:
        fitting = [item for item in items if len(item) <= longest]
        for item in items:
            if len(item) > longest:
                self.note(name, f"an item over {longest} characters", item)
        if len(fitting) > MAX_NAMES:
            self.note(name, f"what follows the first {MAX_NAMES:,} items")
        return tuple(fitting[:MAX_NAMES])


def by_stated_job(items: Iterable[ListItem], job: JobCode) -> Iterator[tuple[JobCode, list[ListItem]]]:
    """Yield the items of each job, which is `job` where they state none."""
    found: dict[JobCode, list[ListItem]] = {}
    for item in items:
        found.setdefault(item.job or job, []).append(item)
    yield from found.items()


@cache
def jobs_by_word() -> dict[str, JobCode]:
    """Map what jobs are called, in small letters, to those that data sets can state."""
    codes = {code.value: code for code in (*CREDIT_FIELDS.values(), JobCode.SCREENPLAY, JobCode.STORY)}
    codes |= {code.value: code for code in (JobCode.EXECUTIVE_PRODUCER, JobCode.ASSISTANT_DIRECTOR)}
    found = {"original music composer": JobCode.COMPOSER}
    for jobs in STANDARD_JOBS.values():
        for job in jobs:
            if job.code in codes:
                words = (job.code, job.code.replace("_", " "), job.name, *job.cues.split(", "))
                found |= {word.casefold(): codes[job.code] for word in words if word}
    return found
