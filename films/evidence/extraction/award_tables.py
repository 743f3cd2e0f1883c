"""Read tables of awards: a heading such as “Award | Category | Recipient | Result”, then a row for each."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.cast_tables import split_cells
from films.evidence.extraction.names import read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

COLUMNS = {
    "prize": Pattern(
        r"(?i)(?:awards?|ceremony|organi[sz]ations?|event|association|festival|awarding body)(?: .*)?"
    ),
    "category": Pattern(r"(?i)category|award category|for"),
    "people": Pattern(r"(?i)(?:recipients?|nominees?|winners?|names?|people|person|nominated work)(?:\W.*)?"),
    "result": Pattern(r"(?i)results?|outcome|status"),
    "year": Pattern(r"(?i)years?|dates?(?: of ceremony)?"),
}
WON = Pattern(r"(?i)\bw[io]n(?:ner|s)?\b")
NOMINATED = Pattern(r"(?i)\bnominat|\bnominee")
YEAR = Pattern(r"\b(?:19|20)\d\d\b")
SURE = 0.9
FEWEST = 3  # columns, of which one is the result


def read_award_rows(article: Article) -> Iterator[ExtractedFact]:
    """Yield the award in each row of the tables in the sections on awards and reception."""
    listed = article.in_sections(Topic.AWARDS, Topic.RECEPTION)
    for _, section in groupby(listed, key=lambda statement: statement.heading):
        columns: dict[str, int] = {}
        width = 0
        prize = year = ""
        for statement in section:
            cells = split_cells(statement.line) if statement.line else []
            if found := columns_of(cells):
                columns, width = found, len(cells)
            elif columns and len(cells) > 1:
                row = dict(zip(columns_in_row(columns, width, len(cells)), cells, strict=False))
                prize, year = row.get("prize", prize), row.get("year", year)
                yield from award_in_row(statement, row | {"prize": prize, "year": year})


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return the columns by name if the cells are the heading of a table of awards."""
    found = {
        name: number
        for name, pattern in COLUMNS.items()
        if (number := next((at for at, cell in enumerate(cells) if pattern.fullmatch(cell)), None)) is not None
    }
    return found if len(found) >= FEWEST and "result" in found else {}


def columns_in_row(columns: dict[str, int], width: int, cells: int) -> list[str]:
    """Return the names of a row's cells; a shorter row continues the one above, whose first cells span it."""
    names = [name for _, name in sorted((number, name) for name, number in columns.items())]
    return names[max(width - cells, 0) :] if len(names) == width else names


def award_in_row(statement: Statement, row: dict[str, str]) -> Iterator[ExtractedFact]:
    result = "won" if WON.search(row.get("result", "")) else ""
    result = result or ("nominated" if NOMINATED.search(row.get("result", "")) else "")
    if not result or not row["prize"]:
        return
    year = YEAR.search(row["year"]) or YEAR.search(row["prize"])
    people = [name.name for name in read_name_list(row.get("people", ""), 0, mononyms=False)]
    prize = regex.sub(r"^(?:(?:19|20)\d\d |\d{1,3}(?:st|nd|rd|th) (?:Annual )?)+", "", row["prize"]).strip()
    yield statement.propose(
        "award",
        SURE,
        prize=regex.sub(r"(Award|Prize|Globe)s$", r"\1", prize),
        body=prize,
        category=row.get("category", ""),
        result=result,
        year=int(year[0]) if year else None,
        ceremony="" if prize == row["prize"] else row["prize"],
        people=people,
    )
