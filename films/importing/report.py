"""Report what an import did."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

LINES_NAMED = 5  # enough to find the trouble in the file
LONGEST_EXAMPLE = 40  # characters of a value that is quoted
NAMES_SHOWN = 10
EXAMPLES_SHOWN = 3
MAX_REASONS = 50  # a file may have another fault on every line; the limit keeps the report readable and small
OTHER_REASONS = "other reasons"


class StoppedError(ValueError):
    """Report the line that could not be used when the import had to stop at the first one."""


@dataclass(slots=True)
class Tally:
    """Count cases by reason, and keep the numbers of the first few lines and some examples for each."""

    counts: dict[str, int] = field(default_factory=dict)
    first_lines: dict[str, list[int]] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def add(self, reason: str, line: int, example: str = "") -> None:
        """Count a case under a reason, or under “other reasons” if there are too many to list."""
        if reason not in self.counts and len(self.counts) >= MAX_REASONS:
            reason = OTHER_REASONS
        self.counts[reason] = self.counts.get(reason, 0) + 1
        lines = self.first_lines.setdefault(reason, [])
        if len(lines) <= LINES_NAMED and line not in lines[-1:]:
            lines.append(line)
        examples = self.examples.setdefault(reason, [])
        if example and example not in examples and len(examples) < EXAMPLES_SHOWN:
            examples.append(example)

    def sentences(self) -> Iterator[str]:
        """Yield each reason with its count and first lines, most frequent first."""
        for reason, count in sorted(self.counts.items(), key=lambda counted: -counted[1]):
            first = self.first_lines[reason]
            lines = ", ".join(f"{line:,}" for line in first[:LINES_NAMED])
            more = ", …" if len(first) > LINES_NAMED else ""
            examples = "".join(f"; {example}" for example in self.examples[reason])
            yield f"{reason}: {count:,} (line{'s' if len(first) > 1 else ''} {lines}{more}{examples})"


@dataclass(slots=True)
class Report:
    """Count what an import created, updated and left unchanged, and which lines it could not use.

    The counts are of films, or of what `thing` names. `recognised` counts updated films that were matched by title
    and year and are new to this data set. `skipped` are lines that were not used at all; `left_out` are single
    values of lines that were, each counted; `unmapped_genres` are words for genres that are not in the genre list;
    `unsure` are decisions that a curator may want to check; `unused` are keys or columns that hold no field.
    `others` counts created rows of other kinds, by their names. `contradictions` counts fields of which films keep
    other values than the file has. `split_names` stood for several people, who are told apart by their times
    or keys. `joined_names` are those of created people who were somebody else, but for a profession in brackets.
    """

    stops_on_error: bool = False
    thing: str = "film"
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    recognised: int = 0
    others: dict[str, int] = field(default_factory=dict)
    skipped: Tally = field(default_factory=Tally)
    left_out: Tally = field(default_factory=Tally)
    unsure: Tally = field(default_factory=Tally)
    unmapped_genres: Tally = field(default_factory=Tally)
    unused: Tally = field(default_factory=Tally)
    contradictions: Tally = field(default_factory=Tally)
    split_names: list[str] = field(default_factory=list)
    joined_names: list[str] = field(default_factory=list)

    @property
    def used(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def lines(self) -> int:
        return self.used + self.skipped.total

    def refuse(self, reason: str, line: int) -> None:
        """Skip an invalid line. Raises StoppedError if the import has to stop at the first one."""
        if self.stops_on_error:
            raise StoppedError(f"line {line:,} cannot be used ({reason}), and nothing was stored")
        self.skipped.add(reason, line)

    def count_others(self, inserted: dict[type[Model], int], models: tuple[type[Model], ...]) -> None:
        """Add the number of rows that were inserted of each model."""
        for model in models:
            if count := inserted.get(model):
                name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
                self.others[str(name)] = count

    def sentences(self) -> Iterator[str]:
        """Yield the report for people, one sentence at a time."""
        yield (
            f"{counted_noun(self.lines, 'line')}: {counted_noun(self.created, self.thing)} created, "
            f"{self.updated:,} updated, {self.unchanged:,} unchanged; "
            f"{counted_noun(self.skipped.total, 'line')} skipped."
        )
        if self.recognised:
            verb = "was" if self.recognised == 1 else "were"
            yield f"{self.recognised:,} of the updated films {verb} recognised by title and year."
        if self.others:
            yield f"{', '.join(f'{count:,} {name}' for name, count in self.others.items())} created."
        if self.joined_names:
            count, shown = shown_names(self.joined_names)
            yield f"{count} had a profession in brackets, and joined whoever has it without brackets: {shown}."
        if self.split_names:
            count, shown = shown_names(self.split_names)
            yield f"{count} stood for several people: {shown}."
        yield from self.reasons()

    def reasons(self) -> Iterator[str]:
        """Yield a sentence for each reason why something was not stored, or may be wrong."""
        yield from (f"Skipped, {reason}" for reason in self.skipped.sentences())
        yield from (f"Left out, {reason}" for reason in self.left_out.sentences())
        yield from (f"Not imported, the key {key}" for key in self.unused.sentences())
        unmapped = self.unmapped_genres.sentences()
        yield from (f"Could not be mapped to the genre list, {label}" for label in unmapped)
        kept = self.contradictions.sentences()
        yield from (f"Kept as it was, and listed under Values of data sets, {field}" for field in kept)
        yield from (f"To check, {reason}" for reason in self.unsure.sentences())


def shown_names(names: list[str]) -> tuple[str, str]:
    """Return how many different names there are, and the first of them."""
    different = list(dict.fromkeys(names))
    shown = ", ".join(different[:NAMES_SHOWN]) + (", …" if len(different) > NAMES_SHOWN else "")
    return counted_noun(len(different), "name"), shown


def quoted_example(value: object) -> str:
    """Return a value in quotation marks, shortened to be shown."""
    text = " ".join(str(value).split())
    return f"“{text[:LONGEST_EXAMPLE]}{'…' if len(text) > LONGEST_EXAMPLE else ''}”"


def counted_noun(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
