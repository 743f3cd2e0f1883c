"""Articles on films that were never made, in the many ways in which articles are written, with what they say."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Invented:
    """An article, and what a careful reader takes from it: (actor, role) and (job, person)."""

    text: str
    cast: list[tuple[str, str]]
    crew: set[tuple[str, str]]
    releases: set[str] = field(default_factory=set)
    budget: set[int] = field(default_factory=set)
    box_office: set[int] = field(default_factory=set)
    scores: set[tuple[str, float | str]] = field(default_factory=set)
