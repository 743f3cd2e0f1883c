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
        "startYear: not a whole number: 1 (line 8)",
        "runtimeMinutes: implausible: 1 (line 9)",
    ]
    with pytest.raises(StoppedError, match="line 5 cannot be used"):
        import_imdb(folder, stop_on_error=True)


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
