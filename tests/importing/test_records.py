"""A line says something about a film, or cannot be used for a reason that is told."""

import json
from typing import Any

import pytest

from films.importing.field_names import film_field_names
from films.importing.field_reader import LeftOut
from films.importing.line_files import MAX_LINE_BYTES, Line
from films.importing.records import FilmRecord, parse_film, wikipedia_article
from films.importing.tables import Row, UnusableLineError, parse_json_line
from films.models import JobCode
from tests.importing.conftest import DRUM, TANUKI


def parsed(**said: Any) -> FilmRecord:
    return parse_film(parse_json_line(Line(7, json.dumps(said).encode())), film_field_names())


def reasons(record: FilmRecord) -> list[str]:
    return [dropped.reason for dropped in record.left_out]


def test_a_whole_line_is_read() -> None:
    assert parsed(**TANUKI) == FilmRecord(
        line=7,
        id="t1",
        title="The Tanuki",
        year=1977,
        synopsis="A tanuki steals a drum.",
        credits={JobCode.DIRECTOR: ("Žofie Ørsted",), JobCode.ACTOR: ("Ada Quill", "Bruno Tarn")},
        genres=("Comedy", "Folk Tale"),
        origin="Japanese",
        article="The_Tanuki_(1977_film)",
        left_out=(),
    )


def test_what_a_line_leaves_out_differs_from_what_it_says_is_none() -> None:
    silent = parsed(id="t2", title="The Drum", cast=None)
    assert (silent.year, silent.synopsis, silent.credits, silent.genres) == (None, None, {}, None)
    empty = parsed(id="t2", title="The Drum", directors=[], cast=[], genres=[], plot="")
    assert (empty.synopsis, empty.credits, empty.genres) == ("", {JobCode.DIRECTOR: (), JobCode.ACTOR: ()}, ())


@pytest.mark.parametrize(
    ("said", "synopsis"),
    [
        ({"extract": "A fox.", "plot": "A hound."}, "A fox."),
        ({"extract": "", "plot": "A hound."}, "A hound."),
        ({"extract": None, "plot": ""}, ""),
        ({"extract": "", "plot": None}, ""),
        ({"plot": " A fox.\r\nA hound.\r"}, "A fox.\nA hound."),
    ],
)
def test_the_synopsis_is_the_extract_or_else_the_plot(said: dict[str, Any], synopsis: str) -> None:
    assert parsed(**DRUM, **said).synopsis == synopsis


def test_a_number_serves_as_id() -> None:
    assert parsed(id=12, title="The Drum").id == "12"


def test_names_are_kept_once_in_order_in_one_form_of_unicode() -> None:
    cast = [" Ada  Quill", "Zoe\u0301 Tarn", "", "Ada Quill", "Zoé Tarn", " "]
    assert parsed(id="t2", title="The Drum", cast=cast).credits[JobCode.ACTOR] == ("Ada Quill", "Zoé Tarn")


def test_names_beyond_measure_are_left_out_and_told() -> None:
    record = parsed(id="t2", title="The Drum", cast=["A" * 201, "Ada Quill"], genres=["B" * 61, "C" * 60])
    assert record.credits[JobCode.ACTOR] == ("Ada Quill",)
    assert record.genres == ("C" * 60,)
    assert reasons(record) == ["actor: an item over 200 characters", "genres: an item over 60 characters"]


def test_what_is_no_name_is_left_out_and_told() -> None:
    record = parsed(id="t2", title="The Drum", cast=["(narrator)", "&", "[2]", '"Mad" Ada (the dog)'])
    assert record.credits[JobCode.ACTOR] == ('"Mad" Ada',)
    no_name, remark = "cast: a symbol, label or remark in place of a name", "cast: a remark beside a name"
    assert record.left_out == (
        LeftOut(no_name, "“(narrator)”"),
        LeftOut(no_name, "“&”"),
        LeftOut(no_name, "“[2]”"),
        LeftOut(remark, '“"Mad" Ada (the dog)”'),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not JSON"),
        (b"t1,The Tanuki,1977", "not JSON"),
        (b'{"id": "t1", "title": "The Tanuk\xed"}', "not UTF-8"),
        (rb'{"id": "t1", "title": "The Tanuki \ud83d"}', "half a character"),
        (rb'{"id": "t1", "title": "The Tanuki", "note": {"a": ["\u0000"]}}', "NUL"),
        (b"[" * 100_000, "too deep"),
        (b'{"id": ' + b"1" * 5_000 + b"}", "too long"),
        (b'["The Tanuki"]', "not an object"),
        (b"null", "not an object"),
        (b'{"title": "The Tanuki"}', "no id"),
        (b'{"id": "", "title": "The Tanuki"}', "no id"),
        (b'{"id": true, "title": "The Tanuki"}', "id: not a text"),
        (b'{"id": "t1"}', "no title"),
        (b'{"id": "t1", "title": "  "}', "no title"),
        (b'{"id": "t1", "title": [1977]}', "title: not a text"),
    ],
)
def test_a_line_that_is_no_film_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnusableLineError, match=reason):
        parse_film(parse_json_line(Line(1, content)), film_field_names())


@pytest.mark.parametrize(
    ("said", "reason"),
    [({"id": "t" * 201}, "id: over 200 characters"), ({"title": "T" * 301}, "title: over 300 characters")],
)
def test_a_film_with_an_impossible_id_or_title_is_refused(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnusableLineError, match=f"^{reason}$"):
        parsed(**(DRUM | said))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"year": 1873}, "year: outside 1874 to 2100"),
        ({"year": "about 1977"}, "year: not a whole number"),
        ({"year": 1977.5}, "year: not a whole number"),
        ({"year": True}, "year: not a text"),
        ({"runtime": 0}, "runtime: implausible"),
        ({"year": "1977-1979"}, "year: not a whole number"),
        ({"year": "1977-78"}, "year: not a whole number"),
        ({"imdb_id": "nm0000001"}, "imdb: not the key of a film"),
        ({"year": "1977?"}, "year: not a whole number"),
        ({"cast": ["Ada Quill", None]}, "cast: not a text"),
        ({"cast": [{"name": "Ada Quill", "character": "Kit"}]}, "cast: the key “character” of its items"),
        (
            {"cast": [{"name": "Ada Quill", "job": "Gaffer"}]},
            "cast: somebody whose job is none of those that are imported",
        ),
        ({"directors": 7}, "directors: not a list"),
        ({"cast": [f"Extra {number}" for number in range(1_001)]}, "actor: what follows the first 1,000 items"),
        ({"genres": ["N/A"]}, "genres: a placeholder"),
        ({"synopsis": "-"}, "synopsis: a placeholder"),
        ({"extract": ["A fox."]}, "synopsis: not a text"),
        ({"url": []}, "url: not a text"),
        ({"original_title": "x" * 301}, "original_title: over 300 characters"),
        ({"other_titles": ["x" * 301]}, "other_titles: an item over 300 characters"),
        ({"genres": ["x" * 61]}, "genres: an item over 60 characters"),
        ({"origin": 7}, "origin: not a list"),
        ({"languages": [[]]}, "languages: not a text"),
    ],
)
def test_an_impossible_value_is_left_out_and_told_and_the_film_is_kept(said: dict[str, Any], reason: str) -> None:
    record = parsed(**(DRUM | said))
    assert record.title == "The Drum"
    assert reasons(record) == [reason]


@pytest.mark.parametrize(
    "year",
    [
        *(
            1999,
            1999.0,
            "1999",
            " 1999 ",
            "1999.0",
            "1999,0",
            "1999-05-03",
            "(1999)",
            "3 May 1999",
            "May 3rd, 1999",
        ),
        *("03/05/1999", "3. Mai 1999", "Sept. 1999", "3 May 1999 (USA)"),
    ],
)
def test_a_year_is_read_in_any_form(year: Any) -> None:
    assert parsed(**(DRUM | {"year": year})).year == 1999


@pytest.mark.parametrize(
    "runtime",
    [
        *(97, "97", "97 min", "97 mins.", "97 minutes", "97'", "1h 37m", "1 hr 37 min", "1:37", "1h37", "PT97M"),
        *("01:37:20", "97 mn", "1 hour and 37 minutes"),
    ],
)
def test_a_runtime_is_read_in_any_form(runtime: Any) -> None:
    assert parsed(**(DRUM | {"runtime": runtime})).runtime == 97


@pytest.mark.parametrize("runtime", ["", "min", "h", "1,000", "about 97", "0 min", "97:20"])
def test_what_is_no_runtime_is_left_out(runtime: str) -> None:
    assert parsed(**(DRUM | {"runtime": runtime})).runtime is None


@pytest.mark.parametrize(
    "cast",
    [
        "Ada Quill, Bruno Tarn, Jr.",
        "Ada Quill; Bruno Tarn, Jr.",
        "Ada Quill / Bruno Tarn, Jr.",
        '["Ada Quill", "Bruno Tarn, Jr."]',
        [{"name": "Ada Quill"}, "Bruno Tarn, Jr."],
        '[{"actor": "Ada Quill"}, {"person": {"name": "Bruno Tarn, Jr."}}]',
        ["Ada Quill as Mara", "Bruno Tarn, Jr. ... Max"],
    ],
)
def test_names_are_read_from_lists_of_any_form(cast: Any) -> None:
    assert parsed(**(DRUM | {"cast": cast})).credits[JobCode.ACTOR] == ("Ada Quill", "Bruno Tarn, Jr.")


def test_a_name_loses_labels_and_remarks_and_keeps_what_tells_its_bearer_apart() -> None:
    debris = ["Voices of", "nominee)", "Cast:", "drag queens", "Music By", "and his Orchestra"]
    cast = [*debris, "Ada Quill (actor)", "Vincent D&#39;Ormo", "with Bo Tarn", "Jo An"]
    names = ("Ada Quill (actor)", "Vincent D'Ormo", "Bo Tarn", "Jo An")
    assert parsed(**(DRUM | {"cast": cast})).credits[JobCode.ACTOR] == names


def test_two_whole_names_are_two_people_and_bands_and_siblings_are_not_taken_apart() -> None:
    cast = ["with Ada Quill and Bo Tarn", "Zoé Ann Žižek & Øle Lund"]
    names = ("Ada Quill", "Bo Tarn", "Zoé Ann Žižek", "Øle Lund")
    assert parsed(**(DRUM | {"cast": cast})).credits[JobCode.ACTOR] == names
    cast = ["Penn & Teller", "Billy and Bobby Mauch", "Ada Quill & the Pips", "Bo Tarn and His Band"]
    assert parsed(**(DRUM | {"cast": cast})).credits[JobCode.ACTOR] == tuple(cast)


def test_somebody_in_a_list_with_another_job_has_that_one() -> None:
    crew = [{"name": "Ada Quill", "job": "Director"}, {"name": "Bo Tarn", "job": "Director of Photography"}]
    assert parsed(**(DRUM | {"directors": crew, "cast": []})).credits == {
        JobCode.DIRECTOR: ("Ada Quill",),
        JobCode.CINEMATOGRAPHER: ("Bo Tarn",),
        JobCode.ACTOR: (),
    }


def test_an_object_in_the_place_of_a_list_is_its_item() -> None:
    row = {"id": "t2", "title": "The Drum", "regie": {"name": "Ada Quill"}, "genre": {"id": 3, "label": "Drama"}}
    names = film_field_names({"directors": ["regie"]})
    record = parse_film(Row(1, row), names)
    assert (record.credits[JobCode.DIRECTOR], record.genres) == (("Ada Quill",), ("Drama",))
    assert [dropped.reason for dropped in record.left_out] == ["genres: the key “id” of its items"]
    assert names.unused(row) == []


def test_a_film_may_be_called_like_a_placeholder() -> None:
    record = parsed(**(DRUM | {"title": "Unknown", "original_title": "None"}))
    assert (record.title, record.original_title, record.left_out) == ("Unknown", "None", ())


def test_what_objects_have_can_be_mapped_and_is_told() -> None:
    row = {"id": {"key": "t2"}, "name": {"en": "The Drum", "de": "Die Trommel"}, "date": "1979-05-03"}
    names = film_field_names({"id": ["id.key"], "title": ["name.en"], "year": ["date"]})
    record = parse_film(parse_json_line(Line(7, json.dumps(row).encode())), names)
    assert (record.id, record.title, record.year) == ("t2", "The Drum", 1979)
    assert names.unused(row) == ["name.de"]


def test_people_shown_from_archive_footage_are_not_of_the_cast() -> None:
    cast = ["Ada Quill", "Bo Tarn (archive footage)", "Cleo Marsh (archival audio, uncredited)"]
    record = parsed(**(DRUM | {"cast": cast}))
    assert record.credits == {
        JobCode.ACTOR: ("Ada Quill",),
        JobCode.ARCHIVE_FOOTAGE: ("Bo Tarn",),
        JobCode.ARCHIVE_SOUND: ("Cleo Marsh",),
    }
    assert record.left_out == ()


def test_a_line_beyond_measure_is_refused() -> None:
    with pytest.raises(UnusableLineError, match=f"longer than {MAX_LINE_BYTES:,} bytes"):
        parse_json_line(Line(1, b"", is_too_long=True))


@pytest.mark.parametrize(
    ("url", "article"),
    [
        ("https://en.wikipedia.org/wiki/The_Tanuki%27s_Drum", "The_Tanuki's_Drum"),
        ("http://en.m.wikipedia.org/wiki/The Tanuki?action=view#Cast", "The_Tanuki"),
        ("https://de.wikipedia.org/wiki/Der_Tanuki", ""),
        ("https://en.wikipedia.org/w/index.php?title=The_Tanuki", ""),
        ("https://en.wikipedia.org.example/wiki/The_Tanuki", ""),
        ("https://en.wikipedia.org/wiki/" + "T" * 201, ""),
        ("https://en.wikipedia.org/wiki/The%00Tanuki", ""),
        ("http://[en.wikipedia.org/wiki/The_Tanuki", ""),
        ("The_Tanuki", ""),
        ("", ""),
    ],
)
def test_the_title_is_read_in_an_article_s_address(url: str, article: str) -> None:
    assert wikipedia_article(url) == article
