"""The CSV files of the exports come back in, edited or not."""

from films.curating.csv_import.batches import try_out
from films.curating.csv_import.csv_rows import decode_csv
from films.exporting.csv_files import spreadsheet_bytes
from films.exporting.tables import TABLES
from films.models import CsvBatch, Film
from tests.curating.csv_files import batch, verdicts


def test_every_export_comes_back_unchanged(curator: str, red_heat: Film) -> None:
    for table in TABLES:
        content = decode_csv(b"".join(spreadsheet_bytes(table)))
        made = CsvBatch(
            curator=curator,
            sheet=table.name,
            content=content,
            basis="general_knowledge",
            reason="From the exports.",
        )
        outcomes = try_out(made)
        assert [outcome for outcome in outcomes if outcome.verdict != "unchanged"] == [], table.name
        assert len(outcomes) == sum(1 for _ in table.rows()), table.name


def test_an_export_edited_in_a_spreadsheet_changes_its_records(curator: str, red_heat: Film) -> None:
    edited = {
        "films": ("id,runtime", "red-heat-1988,103"),
        "other_titles": ("id,film,title", "48-hrs-1982/48 Hours,48-hrs-1982,Forty-Eight Hours"),
        "film_genres": ("film,genre", "red-heat-1988,buddy-film"),
    }
    for sheet, lines in edited.items():
        ((_, verdict, _),) = verdicts(batch(curator, sheet, *lines))
        assert verdict == "changed", sheet
    ((_, verdict, message),) = verdicts(batch(curator, "languages", "id,name", "xx,Klingon"))
    assert verdict == "refused"
    assert "No file adds Languages" in message
