"""Read cast tables that were flattened to text: a heading such as “Actor | Role”, then rows or single cells."""

from collections.abc import Iterator, Sequence

import regex

from films.evidence.extraction.patterns import Pattern

CELLS = Pattern(r"\s*(?:\t+|\|+|\s{3,})\s*")
ACTOR = Pattern(r"(?i)(?:voice )?(?:actors?|actress|artists?|cast(?: members?)?|names?|performers?|players?)")
ACTOR_BY = Pattern(r"(?i)(?:played|portrayed|voiced) by")
ROLE = Pattern(r"(?i)(?:as |their )?(?:roles?|characters?|parts?)(?: names?)?")
COUPLE = 2


def split_cells(line: str) -> list[str]:
    """Split a line at tabs, bars or wide gaps."""
    return list(CELLS.split(line.strip().strip("|").strip()))


def table_cast_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line number and “Actor as Role” for each row below a heading of actors and roles.

    The cells of a row may share a line or have a line each. Without such a heading nothing is yielded.
    """
    for number, line in enumerate(lines):
        heading = split_cells(line)
        if (order := find_columns(heading)) is not None:
            yield from read_row_per_line(lines, number + 1, len(heading), *order)
            return
        pair = [line.strip(), *(below.strip() for below in lines[number + 1 : number + 2])]
        if (order := find_columns(pair)) is not None:
            yield from read_cell_per_line(lines, number + COUPLE, *order)
            return


def find_columns(heading: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of actors and roles, or None if these words are not such a heading."""
    if len(heading) < COUPLE:
        return None
    actor = next((at for at, cell in enumerate(heading) if ACTOR_BY.fullmatch(cell)), None)
    if actor is None:
        actor = next((at for at, cell in enumerate(heading) if ACTOR.fullmatch(cell)), None)
    role = next((at for at, cell in enumerate(heading) if ROLE.fullmatch(cell) and at != actor), None)
    return None if actor is None or role is None else (actor, role)


def read_row_per_line(
    lines: Sequence[str], start: int, width: int, actor: int, role: int
) -> Iterator[tuple[int, str]]:
    for number in range(start, len(lines)):
        row = split_cells(lines[number])
        if len(row) > actor and len(row) <= width + 1 and regex.search(r"\p{L}", row[actor]):
            yield number, actor_as_role(row[actor], row[role] if role < len(row) else "")


def read_cell_per_line(lines: Sequence[str], start: int, actor: int, role: int) -> Iterator[tuple[int, str]]:
    for number in range(start, len(lines) - 1, COUPLE):
        pair = [lines[number].strip(), lines[number + 1].strip()]
        yield number + actor, actor_as_role(pair[actor], pair[role])


def actor_as_role(actor: str, role: str) -> str:
    return f"{actor} as {role}" if regex.search(r"\p{L}", role) else actor
