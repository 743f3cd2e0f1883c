"""Read cast tables that have lost their lines: a heading such as “Actor | Role”, and rows or cells below it."""

from collections.abc import Iterator, Sequence

import regex

from films.evidence.extraction.patterns import Pattern

CELLS = Pattern(r"\s*(?:\t+|\|+|\s{3,})\s*")
ACTOR = Pattern(r"(?i)(?:voice )?(?:actors?|actress|artists?|cast(?: members?)?|names?|performers?|players?)")
ACTOR_BY = Pattern(r"(?i)(?:played|portrayed|voiced) by")
ROLE = Pattern(r"(?i)(?:as |their )?(?:roles?|characters?|parts?)(?: names?)?")
COUPLE = 2


def cells(line: str) -> list[str]:
    """Return what stands between the tabs, bars or wide gaps of a line."""
    return list(CELLS.split(line.strip().strip("|").strip()))


def table_cast_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield “Actor as Role” for each row below a heading of actors and roles, with the number of its line.

    The heading's cells, and those of the rows, stand in one line or each in a line of its own. Nothing is yielded
    where there is no such heading.
    """
    for number, line in enumerate(lines):
        heading = cells(line)
        if (order := columns(heading)) is not None:
            yield from in_rows(lines, number + 1, len(heading), *order)
            return
        pair = [line.strip(), *(below.strip() for below in lines[number + 1 : number + 2])]
        if (order := columns(pair)) is not None:
            yield from in_lines(lines, number + COUPLE, *order)
            return


def columns(heading: Sequence[str]) -> tuple[int, int] | None:
    """Return the numbers of the columns of actors and roles, or nothing if these words head no such table."""
    if len(heading) < COUPLE:
        return None
    actor = next((at for at, cell in enumerate(heading) if ACTOR_BY.fullmatch(cell)), None)
    if actor is None:
        actor = next((at for at, cell in enumerate(heading) if ACTOR.fullmatch(cell)), None)
    role = next((at for at, cell in enumerate(heading) if ROLE.fullmatch(cell) and at != actor), None)
    return None if actor is None or role is None else (actor, role)


def in_rows(lines: Sequence[str], start: int, width: int, actor: int, role: int) -> Iterator[tuple[int, str]]:
    for number in range(start, len(lines)):
        row = cells(lines[number])
        if len(row) > actor and len(row) <= width + 1 and regex.search(r"\p{L}", row[actor]):
            yield number, cast_line(row[actor], row[role] if role < len(row) else "")


def in_lines(lines: Sequence[str], start: int, actor: int, role: int) -> Iterator[tuple[int, str]]:
    for number in range(start, len(lines) - 1, COUPLE):
        pair = [lines[number].strip(), lines[number + 1].strip()]
        yield number + actor, cast_line(pair[actor], pair[role])


def cast_line(actor: str, role: str) -> str:
    return f"{actor} as {role}" if regex.search(r"\p{L}", role) else actor
