"""What an import came to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LINES_NAMED = 5  # enough to look the trouble up in the file
MAX_REASONS = 50  # a file may have a new complaint on every line; the report stays readable, and small in memory
OTHER_REASONS = "other reasons"


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
    """How many films an import created, updated and found unchanged, and which lines it could not use.

    `recognised` are those among the updated that were here under their title and year, not yet of this data set.
    `skipped` are lines of which nothing was taken; `left_out` are single values of lines that were taken.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    recognised: int = 0
    people: int = 0
    skipped: Tally = field(default_factory=Tally)
    left_out: Tally = field(default_factory=Tally)

    @property
    def films(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def lines(self) -> int:
        return self.films + self.skipped.total
