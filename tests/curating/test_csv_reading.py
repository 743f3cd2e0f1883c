"""CSV files are read as people's spreadsheets write them, and what cannot be read is refused with its line."""

from types import SimpleNamespace
from typing import Any

import pytest

from films.curating.csv_import import csv_rows
from films.curating.csv_import.batches import import_batch
from films.curating.csv_import.csv_rows import UnusableFileError, decode_csv
from films.importing.delimited import trimmed
from films.models import BoxOffice, Film, Location
from tests.curating.csv_files import batch, verdicts


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ("1977-02-31,day", "date: Give a day that exists, written as 1988-06-17"),
        ("4/5/1977,day", "date: Give a day that exists, written as 1988-06-17"),
        ("1977-05-01,", "Give both the date and its precision"),
        ("=TODAY(),day", "date: begins with “=”, which spreadsheets take for a formula"),
        ("1977-05-01,day,more,cells", "It has 6 cells for 4 columns"),
    ],
)
def test_bad_cells_are_refused_row_by_row(
    curator: str, facts: SimpleNamespace, cells: str, complaint: str
) -> None:
    made = batch(curator, "releases", "film,kind,date,precision", f"the-tanuki-1977,festival,{cells}")
    ((line, verdict, told),) = verdicts(made)
    assert (line, verdict) == (2, "refused")
    assert complaint in told


def test_a_sign_that_is_meant_is_written_after_an_apostrophe(curator: str, db: None) -> None:
    made = batch(curator, "films", "title", "-30-", "'-30-", "@home", "'@away")
    assert [verdict for _, verdict, _ in verdicts(made)] == ["refused", "created", "refused", "created"]
    made = batch(curator, "films", "title", "'+1")
    import_batch(made, curator)
    assert Film.objects.get().title == "+1"


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["name,colour", "Ada,red"], "There is no column “colour”. The columns are: slug, name"),
        (["slug", "ada"], "A column is missing: name"),
        (["name" + ",name" * 100, "Ada"], "The file has more than 100 columns"),
        (["name,name", "Ada,Ada"], "A column appears twice: name"),
        (["", ""], "first line must name the columns"),
    ],
)
def test_a_header_that_cannot_be_used(curator: str, lines: list[str], complaint: str) -> None:
    with pytest.raises(UnusableFileError, match=complaint):
        batch(curator, "people", *lines)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"name\nA\x00da", "Line 2 contains a NUL"),
        (b"  \n", "empty"),
        (b"x" * (csv_rows.MAX_BYTES + 1), "5,000,001 bytes; the limit is 5,000,000"),
    ],
)
def test_a_file_that_is_no_text(content: bytes, complaint: str) -> None:
    with pytest.raises(UnusableFileError, match=complaint):
        decode_csv(content)


def test_a_quotation_mark_that_is_missing(curator: str, db: None) -> None:
    made = batch(curator, "people", "name", "Ada Quist", '"Bo', "Cy")
    assert verdicts(made)[-1][:2] == (3, "refused")
    assert "perhaps a quotation mark is missing" in verdicts(made)[-1][2]


def test_too_many_rows(curator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_ROWS", 2)
    with pytest.raises(UnusableFileError, match="more than 2 rows"):
        batch(curator, "people", "name", "A", "B", "C")


def test_semicolons_and_marks_of_other_spreadsheets(curator: str, db: None) -> None:
    text = decode_csv("\ufeffname;disambiguation\r\nAda Quist;editor, mostly\r\n".encode())
    made = batch(curator, "people", *text.splitlines())
    assert verdicts(made) == [(2, "created", "")]


def test_a_file_of_an_old_spreadsheet_is_read_as_windows_1252(curator: str, db: None) -> None:
    assert decode_csv("name\tdisambiguation\n".encode("utf-16")) == "name\tdisambiguation\n"
    text = decode_csv("name;disambiguation\nJosé;“Pepe”\n".encode("cp1252"))
    made = batch(curator, "people", *text.splitlines())
    assert made.outcomes[0]["name"] == "José (“Pepe”)"


def test_columns_and_cells_that_are_empty_to_the_end_are_passed_over(curator: str, db: None) -> None:
    made = batch(curator, "films", "title,year,,", "Trail One,1999,,", "Trail Two,1999,,,,,")
    assert [verdict for _, verdict, _ in verdicts(made)] == ["created", "created"]
    made = batch(curator, "films", "title,,year", "Trail,one more,1999")
    assert "“one more” is in a column without a name" in verdicts(made)[0][2]


@pytest.mark.parametrize(
    ("cells", "latitude"),
    [("47,498;19,04", "47.49800"), ("-47,5;19", "-47.50000"), ("47.5;19.04", "47.50000")],
)
def test_a_decimal_comma_is_read_where_cells_have_one(curator: str, db: None, cells: str, latitude: str) -> None:
    import_batch(batch(curator, "locations", "name;kind;latitude;longitude", f"Pont;site;{cells}"), curator)
    assert str(Location.objects.get().latitude) == latitude


def test_a_line_may_name_the_separator(curator: str, db: None) -> None:
    made = batch(curator, "films", "sep=|", "title|year|synopsis", "Rain|1980|It rains; and rains, and rains.")
    assert verdicts(made) == [(3, "created", "")]


@pytest.mark.parametrize("written", ["1,500", "1.500,00"])
def test_signs_between_thousands_are_read(curator: str, facts: SimpleNamespace, written: str) -> None:
    lines = ("film,kind,amount,currency", f'the-tanuki-1977,budget,"{written}",USD')
    import_batch(batch(curator, "box_office", *lines), curator)
    assert BoxOffice.objects.get().amount == 1500


class Cells(list[str]):
    """Cells that count how often a part of them is copied."""

    copied = 0

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return super().__getitem__(place)
        Cells.copied += 1
        return Cells(super().__getitem__(place))


def test_a_row_of_nothing_but_commas_is_copied_once() -> None:
    assert trimmed(Cells(["Heat", *[""] * 500])) == ["Heat"]
    assert Cells.copied == 1
