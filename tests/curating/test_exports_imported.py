"""The CSV files of the exports come back in, edited or not."""

from datetime import date

from films.curating.csv_import.batches import try_out
from films.curating.csv_import.csv_rows import decode_csv
from films.curating.csv_import.days import begins_with_day, possible_days
from films.exporting.csv_files import spreadsheet_bytes
from films.exporting.tables import TABLES
from films.models import CsvBatch, Film, Release
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


def test_an_export_saved_by_a_spreadsheet_of_any_country_is_unchanged(curator: str, red_heat: Film) -> None:
    def verdicts_of(sheet: str, *lines: str) -> set[str]:
        return {verdict for _, verdict, _ in verdicts(batch(curator, sheet, *lines))}

    days = {"/".join(release.natural_key()): release.date for release in Release.objects.exclude(date=None)}
    for form in ("%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y-%m-%d 00:00:00"):
        lines = [f"{release},{day.strftime(form)}" for release, day in days.items() if day]
        assert verdicts_of("releases", "id,date", *lines) == {"unchanged"}, form
    assert verdicts_of("genres", "id,is_controlled", "comedy,WAHR") == {"unchanged"}
    assert verdicts_of("genres", "id,is_controlled", "comedy,FAUX") == {"refused"}


def test_the_other_days_of_a_file_show_which_number_is_the_month() -> None:
    for cells, expected in {
        ("4/5/1977", "31/5/1977"): [date(1977, 5, 4)],
        ("4/5/1977", "5/31/1977"): [date(1977, 4, 5)],
        ("4/5/1977", "6/7/1978"): [date(1977, 5, 4), date(1977, 4, 5)],
        ("31/13/1977",): [],
    }.items():
        assert possible_days(cells[0], day_first=begins_with_day(cells)) == expected
