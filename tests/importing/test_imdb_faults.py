"""IMDb's tables with something wrong: lines are skipped and told, files that are none are refused."""

import gzip
from pathlib import Path

import pytest

from films.importing import StoppedError, UnreadableFileError
from films.importing.imdb import import_imdb
from films.models import Film
from tests.importing.tables import TABLES, folder_of

pytestmark = pytest.mark.django_db


def test_tables_may_lack_and_lines_may_be_wrong(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "imdb", {"title.basics": TABLES["title.basics"]})
    with (folder / "title.basics.tsv").open("ab") as file:
        file.write(b"tt0000010\tmovie\n")
        file.write(b"tt0000011\tmovie\t\xff\tx\t0\t1990\t\\N\t\\N\t\\N\n")
        file.write(b"x1\tmovie\tA\tA\t0\t1990\t\\N\t\\N\t\\N\n")
        file.write(b"tt0000012\tmovie\tA\tA\t0\tsoon\t\\N\t\\N\t\\N\n")
        file.write(b"tt0000013\tmovie\tA\tA\t0\t1990\t\\N\t0\t\\N\n")
        file.write(b"tt0000001\tmovie\tB\tB\t0\t1990\t\\N\t\\N\t\\N\n")
    report = import_imdb(folder)
    assert (report.created, report.updated, report.unchanged) == (4, 0, 0)
    assert set(report.skipped.sentences()) == {
        "title.basics: not a film but tvSeries: 1 (line 3)",
        "title.basics: 2 columns instead of 9: 1 (line 5)",
        "title.basics: not UTF-8: 1 (line 6)",
        "title.basics: “x1” is not a key: 1 (line 7)",
        "an id or a film that an earlier line already has: 1 (line 10)",
    }
    assert list(report.left_out.sentences()) == [
        "startYear: not a whole number: 1 (line 8; “soon”)",
        "runtimeMinutes: implausible: 1 (line 9; “0”)",
    ]
    with pytest.raises(StoppedError, match="line 5 cannot be used"):
        import_imdb(folder, stop_on_error=True)


def test_a_table_of_which_no_row_can_be_used_is_reported(tmp_path: Path) -> None:
    report = import_imdb(folder_of(tmp_path / "imdb", {"title.basics": ["tt0000010|movie"]}))
    assert list(report.skipped.sentences()) == ["title.basics: 2 columns instead of 9: 1 (line 2)"]


def test_no_more_credits_of_a_film_are_read_than_a_film_has(tmp_path: Path) -> None:
    directors = ",".join(f"nm{key:07}" for key in range(1, 1_003))
    basics = r"tt0000009|movie|The Drum|The Drum|0|1979|\N|\N|\N"
    folder = folder_of(
        tmp_path / "imdb",
        {
            "title.basics": [basics],
            "title.crew": [rf"tt0000009|{directors}|\N"],
            "name.basics": [r"nm0000001|Ada Quill|\N|\N|\N|\N"],
        },
    )
    report = import_imdb(folder)
    assert "more than 1,000 credits of one film: 1 (line 2)" in report.left_out.sentences()


BAD_VALUES = {
    "title.basics": [
        "tt0000101|movie|The Drum|{long}|0|1979|\\N|95|Comedy",
        "tt0000102|movie|The Drum|The Drum|x|1980|\\N|95|Comedy",
        "tt0000103|movie|The Drum|The Drum|0|soon|\\N|95|Comedy",
        "tt0000104|movie|The Drum|The Drum|0|1982|x|95|Comedy",
        "tt0000105|movie|The Drum|The Drum|0|1983|\\N|many|Comedy",
        "tt0000106|movie|The Drum|The Drum|0|1984|\\N|95|{long}",
        *(f"tt0000{key}|movie|Tale {key}|Tale {key}|0|1979|\\N|95|Comedy" for key in range(107, 121)),
    ],
    "title.akas": [
        "tt0000107|x|Tambour|FR|fr|\\N|\\N|0",
        "tt0000108|1|{long}|FR|fr|\\N|\\N|0",
        "tt0000109|1|Tambour|{long}|fr|\\N|\\N|0",
        "tt0000110|1|Tambour|FR|{long}|\\N|\\N|0",
    ],
    "title.principals": [
        "tt0000111|x|nm0000001|actor|\\N|\\N",
        "tt0000112|1|{long}|actor|\\N|\\N",
        "tt0000113|1|nm0000001|{long}|\\N|\\N",
        "tt0000114|1|nm0000001|actor|{long}|\\N",
        'tt0000115|1|nm0000001|actor|\\N|"{long}"',
        "tt0000116|1|nm0000002|actor|\\N|\\N",
    ],
    "title.crew": ["tt0000117|{long}|nm0000001", "tt0000118|nm0000001|x"],
    "title.ratings": ["tt0000119|good|1", "tt0000120|1.0|many"],
    "name.basics": ["nm0000001|Ada Quill|soon|x|\\N|\\N", "nm0000002|{long}|\\N|\\N|\\N|\\N"],
}
"""A film for each column, with a value there that cannot be used; “{long}” stands for 400 characters."""


def test_a_bad_value_in_any_column_is_told_and_costs_no_film(tmp_path: Path) -> None:
    lines = {table: [line.replace("{long}", "x" * 400) for line in some] for table, some in BAD_VALUES.items()}
    report = import_imdb(folder_of(tmp_path / "imdb", lines))
    assert (report.created, report.skipped.total) == (20, 0)
    assert set(report.left_out.sentences()) == {
        "originalTitle: over 300 characters: 1 (line 2)",
        "isAdult: not a whole number: 1 (line 3; “x”)",
        "startYear: not a whole number: 1 (line 4; “soon”)",
        "runtimeMinutes: not a whole number: 1 (line 6; “many”)",
        "genres: an item over 60 characters: 1 (line 7)",
        "title.akas: a title over 300 characters: 1 (line 3)",
        "other titles: more regions than fit: 1 (line 10)",
        f"an unknown language, “{'x' * 40}”: 1 (line 11)",
        f"title.principals: {'x' * 40}: 1 (line 4)",
        "title.principals: characters that are not a JSON list of strings: 1 (line 6)",
        "a credit of somebody who is missing from name.basics: 4 (lines 13, 17, 18, 19)",
        "name.basics: birthYear: not a whole number: 1 (line 2)",
        "name.basics: deathYear: not a whole number: 1 (line 2)",
        "title.ratings: no score from 0 to 10 with a number of votes: 2 (lines 2, 3)",
    }


def test_files_that_are_no_such_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="not a folder"):
        import_imdb(tmp_path / "nowhere")
    folder = folder_of(tmp_path / "imdb", {})
    with pytest.raises(UnreadableFileError, match=r"no title\.basics\.tsv"):
        import_imdb(folder)
    folder_of(folder, TABLES)
    (folder / "name.basics.tsv").unlink()
    with pytest.raises(UnreadableFileError, match=r"credits but no name\.basics"):
        import_imdb(folder)
    folder_of(folder, TABLES, compressed=True)
    for content, complaint in (
        (b"", "name.basics.tsv.gz: It is not a complete gzip file|name.basics.tsv.gz: It is empty"),
        (gzip.compress(b"nconst\tname\n"), "name.basics.tsv.gz: It has no column primaryName"),
        (gzip.compress(b"x" * 100_000)[:50], "damaged or cut short|not a complete gzip file"),
    ):
        (folder / "name.basics.tsv.gz").write_bytes(content)
        for table in folder.glob("*.tsv"):
            table.unlink()
        with pytest.raises(UnreadableFileError, match=complaint):
            import_imdb(folder)
    assert not Film.objects.exists()
