"""Write the SQL of the kinds, which is SQLite's, as another database reads it.

The kinds keep to what both say alike: only the functions, casts and operators named here are translated.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from films.kinds.sql import plain_sql

DAY_PARTS = {"'%d'": "'DD'", "'%m'": "'MM'", "'%Y'": "'YYYY'"}
"""The formats of `strftime` in use, as `to_char` knows them."""

WHOLE_NUMBERS = {"INTEGER": "bigint", "SMALLINT": "smallint"}


def cast(argument: str) -> str:
    """Return a cast; SQLite cuts off what follows the point of a number, and writes no zeros there."""
    value, _, wanted = argument.rpartition(" AS ")
    if wanted == "TEXT":
        return f"search_written({value})"
    if value == "NULL" or wanted not in WHOLE_NUMBERS:
        return f"CAST({value} AS {wanted})"
    return f"CAST(trunc({value}) AS {WHOLE_NUMBERS[wanted]})"


def json_extract(document: str, path: str) -> str:
    """Return what is at a path such as '$.year.value' of a JSON document, as text."""
    names = path.strip("'").removeprefix("$.").replace(".", ",")
    return f"({document} #>> '{{{names}}}')"


POSTGRESQL: Mapping[str, Callable[..., str]] = {
    "CAST": cast,
    "char": lambda number: f"chr({number})",
    "group_concat": lambda text, separator: f"string_agg({text}, {separator})",
    "instr": lambda text, part: f"strpos({text}, {part})",
    "json_array": lambda *values: f"jsonb_build_array({', '.join(values)})",
    "json_each": lambda document: f"jsonb_each({document})",
    "json_extract": json_extract,
    "json_group_array": lambda value: f"jsonb_agg({value})",
    "json_group_object": lambda name, value: f"jsonb_object_agg({name}, {value})",
    "printf": lambda form, number: f"search_printf({form}, {number})",
    "strftime": lambda form, day: f"to_char({day}, {DAY_PARTS[form]})",
}
"""What each function of SQLite is in PostgreSQL; those that begin with “search_” come with the index."""

SPECIAL = re.compile(rf"GLOB ('[^']*')|'(?:[^']|'')*'|\b({'|'.join(POSTGRESQL)})\(|CROSS JOIN")


PLAIN = re.compile(re.escape(plain_sql("\0")).replace("\0", "(?P<text>.+?)", 1).replace("\0", "(?P=text)"))
"""The folded form of a text, which SQLite makes letter by letter."""


def in_postgresql(sql: str) -> str:
    """Return SQL of the kinds in PostgreSQL's dialect."""
    sql = PLAIN.sub(r"search_plain(\g<text>)", sql)
    written, at = [], 0
    while found := SPECIAL.search(sql, at):
        written.append(sql[at : found.start()])
        pattern, function = found.groups()
        at = found.end()
        if function:
            arguments, at = arguments_from(sql, at)
            written.append(POSTGRESQL[function](*map(in_postgresql, arguments)))
        elif pattern:
            written.append(f"~ {regular_expression(pattern)}")
        else:
            # SQLite keeps the order of what CROSS JOIN joins; PostgreSQL knows which is best.
            written.append("JOIN" if found[0] == "CROSS JOIN" else found[0])
    return "".join([*written, sql[at:]])


def arguments_from(sql: str, start: int) -> tuple[list[str], int]:
    """Return the arguments of a call that begin at a position, and the position after its parenthesis."""
    arguments, begun, depth, is_quoted = [], start, 0, False
    for position in range(start, len(sql)):
        character = sql[position]
        if character == "'":
            is_quoted = not is_quoted
        elif is_quoted:
            continue
        elif character == "(":
            depth += 1
        elif (character == "," and not depth) or character == ")":
            if character == ")" and depth:
                depth -= 1
                continue
            arguments.append(sql[begun:position].strip())
            begun = position + 1
            if character == ")":
                return arguments, begun
    raise ValueError(f"A parenthesis is not closed: {sql[start:]}")


def regular_expression(pattern: str) -> str:
    """Return the regular expression for a quoted pattern of GLOB, whose classes are written alike."""
    parts = re.findall(r"\[[^]]*\]|.", pattern[1:-1])
    wild = {"*": ".*", "?": "."}
    expression = "".join(wild.get(part, part if part.startswith("[") else re.escape(part)) for part in parts)
    return f"'^{expression}$'"


DIALECTS: Mapping[str, Callable[[str], str]] = {"sqlite": str, "postgresql": in_postgresql}
"""What writes SQL of the kinds for a database, by its vendor, as Django calls it."""


class DeclaredCondition(RawSQL):
    """Give queries a condition that a kind declares, in the dialect of the database that is asked."""

    def __init__(self, sql: str) -> None:
        super().__init__(sql, (), BooleanField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return f"({DIALECTS[connection.vendor](self.sql)})", ()
