"""Hold what undoing or reverting will write, and what stands in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from films.history.rows import Identity, Row, Values, is_link, kind_of
from films.models import Alteration, Change
from films.names import quoted

MOST_OBSTACLES = 20  # named; more are no use


@dataclass(frozen=True)
class Obstacle:
    """State why something cannot be undone, and the later change that causes it, if the history knows."""

    sentence: str
    change: Change | None = None

    def __str__(self) -> str:
        return f"{self.sentence} Undo {quoted(self.change)} first." if self.change else self.sentence


class CannotUndoError(ValueError):
    """Report that undoing contradicts later changes or breaks a rule; `obstacles` say how."""

    def __init__(self, obstacles: Iterable[Obstacle | str]) -> None:
        found = [Obstacle(obstacle) if isinstance(obstacle, str) else obstacle for obstacle in obstacles]
        self.obstacles = list(dict.fromkeys(found))[:MOST_OBSTACLES]
        super().__init__(" ".join(map(str, self.obstacles)))


@dataclass
class Plan:
    """List the rows that undoing will delete, change and restore, and the obstacles to it."""

    names: dict[Identity, str] = field(default_factory=dict)
    owners: dict[Identity, tuple[str, int | None]] = field(default_factory=dict)
    deleted: dict[Identity, Row] = field(default_factory=dict)
    changed: dict[Identity, tuple[Values, Values]] = field(default_factory=dict)
    """The present and the new values of the fields that will change."""
    restored: dict[Identity, Values] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)
    change: Change | None = None
    """The change that will be undone, or the first one that a revert will lose."""
    in_bulk: bool = False
    """Whether the change was recorded in bulk: then each row is undone if possible, and kept otherwise."""

    @property
    def is_empty(self) -> bool:
        return not (self.deleted or self.changed or self.restored)

    def identities(self) -> Iterator[Identity]:
        yield from (*self.deleted, *self.changed, *self.restored)

    def alterations(self) -> list[Alteration]:
        """Return an unsaved alteration for each row, so that the plan can be described beforehand."""
        written: list[tuple[Identity, Values | None, Values | None]] = [
            *((identity, row.values, None) for identity, row in self.deleted.items()),
            *((identity, now, then) for identity, (now, then) in self.changed.items()),
            *((identity, None, values) for identity, values in self.restored.items()),
        ]
        return [
            Alteration(
                kind=kind_of(model),
                record_id=key[0] if is_link(model) else key,
                owner_kind=self.owners[model, key][0],
                owner_id=self.owners[model, key][1],
                name=self.names[model, key],
                before=before,
                after=after,
            )
            for (model, key), before, after in written
        ]
