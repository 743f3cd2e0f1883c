"""A file is read line by line, plain or compressed, and a damaged one is refused."""

import gzip
from pathlib import Path

import pytest

from films.importing.line_files import MAX_LINE_BYTES, Line, UnreadableFileError, open_lines

TWO_LINES = b'{"id": 1}\n{"id": 2}\n'


def lines(path: Path, content: bytes) -> list[Line]:
    path.write_bytes(content)
    with open_lines(path) as source:
        return list(source)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return tmp_path / "films.jsonl"


@pytest.fixture
def compressed(tmp_path: Path) -> Path:
    return tmp_path / "films.jsonl.gz"


def test_plain_and_compressed_files_read_the_same(plain: Path, compressed: Path) -> None:
    expected = [Line(1, b'{"id": 1}\n'), Line(2, b'{"id": 2}\n')]
    assert lines(plain, TWO_LINES) == expected
    assert lines(compressed, gzip.compress(TWO_LINES)) == expected


def test_a_compressed_file_is_known_without_its_ending(plain: Path) -> None:
    assert len(lines(plain, gzip.compress(TWO_LINES))) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_line(plain: Path) -> None:
    marked = "\ufeff{}\n".encode()
    assert lines(plain, marked + marked) == [Line(1, b"{}\n"), Line(2, marked)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_read(plain: Path, compressed: Path, encoding: str) -> None:
    content = "\ufeffid\ttitle\n1\tŽofie\u2028\n".removeprefix("\ufeff" if encoding == "utf-16" else "")
    expected = [Line(1, b"id\ttitle\n"), Line(2, "1\tŽofie\u2028\n".encode())]
    assert lines(plain, content.encode(encoding)) == expected
    assert lines(compressed, gzip.compress(content.encode(encoding))) == expected


def test_a_line_beyond_measure_comes_without_its_content(plain: Path) -> None:
    content = b"a" * (3 * MAX_LINE_BYTES) + b"\n{}\n" + b"b" * (MAX_LINE_BYTES - 1) + b"\n"
    too_long, short, longest = lines(plain, content)
    assert too_long == Line(1, b"", is_too_long=True)
    assert short == Line(2, b"{}\n")
    assert (longest.number, len(longest.content), longest.is_too_long) == (3, MAX_LINE_BYTES, False)


def test_a_file_cut_short_is_refused_with_the_line_it_came_to(compressed: Path) -> None:
    whole = gzip.compress(b"{}\n" * 100_000)
    with pytest.raises(UnreadableFileError, match=r"cut short after line \d.*download it"):
        lines(compressed, whole[: len(whole) // 2])


def test_a_damaged_file_is_refused(compressed: Path) -> None:
    whole = bytearray(gzip.compress(TWO_LINES))
    whole[-6] ^= 0xFF
    with pytest.raises(UnreadableFileError, match="gzip"):
        lines(compressed, bytes(whole))


def test_a_plain_file_that_is_named_compressed_is_refused(compressed: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"not a complete gzip file.*drop “\.gz” if"):
        lines(compressed, TWO_LINES)


def test_the_share_read_grows_to_the_whole(compressed: Path) -> None:
    compressed.write_bytes(gzip.compress(TWO_LINES))
    with open_lines(compressed) as source:
        assert source.share_read < 1
        list(source)
        assert source.share_read == 1
