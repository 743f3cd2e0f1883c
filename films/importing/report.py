"""Report what an import did."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

LINES_NAMED = 5  # enough to look the trouble up in the file
MAX_REASONS = 50  # a file may have a new complaint on every line; the report stays readable, and small in memory
OTHER_REASONS = "other reasons"


class StoppedError(ValueError):
    """A line could not be used, and the import was asked to stop at the first of them; the message says which."""


@dataclass(slots=True)
class Tally:
    """How many lines had which reason, with the numbers of the first few of each."""

    counts: dict[str, int] = field(default_factory=dict)
    first_lines: dict[str, list[int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def add(self, reason: str, line: int) -> None:
        """Count a line under a reason, or under “other reasons” once there are too many to list."""
        if reason not in self.counts and len(self.counts) >= MAX_REASONS:
            reason = OTHER_REASONS
        self.counts[reason] = self.counts.get(reason, 0) + 1
        lines = self.first_lines.setdefault(reason, [])
        if len(lines) < LINES_NAMED:
            lines.append(line)

    def sentences(self) -> Iterator[str]:
        """Yield each reason with its count and first lines, the commonest first."""
        for reason, count in sorted(self.counts.items(), key=lambda counted: -counted[1]):
            lines = ", ".join(f"{line:,}" for line in self.first_lines[reason])
            more = ", …" if count > LINES_NAMED else ""
            yield f"{reason}: {count:,} (line{'s' if count > 1 else ''} {lines}{more})"


@dataclass(slots=True)
class Report:
    """How much an import created, updated and found unchanged, and which lines it could not use.

    The counts are of films, or of whatever `thing` names. `recognised` are those among the updated that were here
    under their title and year, not yet of this data set. `skipped` are lines of which nothing was taken;
    `left_out` are single values of lines that were taken; `unsure` are choices that a curator may want to look at.
    `others` counts the rows of other kinds that were created, by what they are called.
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

    @property
    def taken(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def lines(self) -> int:
        return self.taken + self.skipped.total

    def refuse(self, reason: str, line: int) -> None:
        """Skip a line that is not as it should be. Raises StoppedError if the import is to stop at such a line."""
        if self.stops_on_error:
            raise StoppedError(f"line {line:,} cannot be used ({reason}), and nothing was stored")
        self.skipped.add(reason, line)

    def count_others(self, inserted: dict[type[Model], int], models: tuple[type[Model], ...]) -> None:
        """Note how many rows of each of the models were inserted."""
        for model in models:
            if count := inserted.get(model):
                name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
                self.others[str(name)] = count

    def sentences(self) -> Iterator[str]:
        """Yield the report as people read it, a sentence a line."""
        yield (
            f"{counted(self.lines, 'line')}: {counted(self.created, self.thing)} created, "
            f"{self.updated:,} updated, {self.unchanged:,} unchanged; "
            f"{counted(self.skipped.total, 'line')} skipped."
        )
        if self.recognised:
            verb = "was" if self.recognised == 1 else "were"
            yield f"{self.recognised:,} of the updated films {verb} here already, by title and year."
        if self.others:
            yield f"{', '.join(f'{count:,} {name}' for name, count in self.others.items())} created."
        yield from (f"Skipped, {reason}" for reason in self.skipped.sentences())
        yield from (f"Left out, {reason}" for reason in self.left_out.sentences())
        yield from (f"To look at, {reason}" for reason in self.unsure.sentences())


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
