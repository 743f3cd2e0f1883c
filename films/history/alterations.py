"""Compare rows as they were and as they are, and say in alterations how they differ."""

from dataclasses import dataclass

from films.history.rows import Identity, Row, Values, altered_fields, identity_of, is_link, kind_of
from films.models import Alteration

LONGEST_NAME = 300


@dataclass(frozen=True)
class WrittenRow:
    """Hold a row that was written, as it was before and as it is now; None where there is no such row."""

    identity: Identity
    before: Row | None
    now: Row | None

    @property
    def known(self) -> Row:
        """Return the row as it is, or else as it was."""
        row = self.now or self.before
        if row is None:
            raise LookupError("There was no such row, and there is none.")
        return row

    def differences(self) -> tuple[Values | None, Values | None] | None:
        """Return the values before and now, reduced to those that differ; None if none do."""
        if self.before is None or self.now is None:
            if self.before is self.now:
                return None
            return self.before.values if self.before else None, self.now.values if self.now else None
        names = [] if is_link(self.identity[0]) else altered_fields(self.before.values, self.now.values)
        if not names:
            return None
        return {name: self.before.values[name] for name in names}, {name: self.now.values[name] for name in names}

    def alteration(self) -> Alteration | None:
        """Return an unsaved alteration that says how the row differs; None if it does not."""
        differences = self.differences()
        if differences is None:
            return None
        model, key = self.identity
        owner_kind, owner_id = self.known.owner
        return Alteration(
            kind=kind_of(model),
            record_id=key[0] if is_link(model) else key,
            owner_kind=owner_kind,
            owner_id=owner_id,
            name=self.known.name[:LONGEST_NAME],
            before=differences[0],
            after=differences[1],
        )


def joined(first: Alteration, second: Alteration) -> Alteration | None:
    """Let an alteration say what it and a later one did to a row; return it, or None if that is nothing."""
    before = None if first.before is None else {**(second.before or {}), **first.before}
    after = None if second.after is None else {**(first.after or {}), **second.after}
    if before is None and after is None:
        return None
    if before is not None and after is not None:
        names = [] if is_link(identity_of(first)[0]) else altered_fields(before, after)
        if not names:
            return None
        before, after = {name: before[name] for name in names}, {name: after[name] for name in names}
    first.before, first.after = before, after
    return first
