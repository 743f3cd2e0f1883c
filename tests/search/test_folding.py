"""Letters as others type them: folding is the same wherever text is compared, and finds what it folds."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.identity.folding import aligned, has_unspaced, key, plain, spelled
from films.identity.letters import COMPATIBILITY_BLOCKS, SPELLED, UNSPELLED_CLASS
from films.kinds.sql import LETTERS_AT_ONCE
from films.models import Film
from films.search import SearchRequest, search
from tests.cast import film

SPELLINGS = {
    "Łódź": "lodz",
    "Smørrebrød": "smorrebrod",
    "Straße": "strasse",
    "STRAẞE": "strasse",
    "Ёлки": "elki",
    "Жмурки": "zhmurki",
    "Щука": "shchuka",
    "Ирония судьбы": "ironiya sudby",
    "Amélie": "amelie",
    "Śmierć": "smierc",
    "İstanbul": "istanbul",
    "Ilık": "ilik",
    "Æon Flux": "aeon flux",
    "Þór": "thor",
    "Đông": "dong",
    "Người Tình": "nguoi tinh",
    "Fast & Furious": "fast and furious",
    "WALL·E": "wall e",
    "Spider-Man": "spider man",
    "What’s Up, Doc?": "what s up doc",
    "(500) Days": "500 days",
    "M*A*S*H": "m a s h",
    "8½": "8 1 2",
    "Alien³": "alien 3",
    "[REC]²": "rec 2",
    "H₂O Revisited": "h2o revisited",
    "Ｆｕｌｌ Width Ⅲ": "full width iii",
    "ﬁle ﬂags": "file flags",
    "ﾄﾄﾛ": "トトロ",
    "Brick™ Movie": "brick movie",
    "Li\u00adon\u200b": "lion",
    "إسكندرية": "اسكندريه",
    "آخر أيام المدينة": "اخر ايام المدينه",
    "المومياء على ٱلباب": "المومياء علي الباب",
    "ســلام": "سلام",
    "مُحَمَّد": "محمد",
    "کودکی": "كودكي",
    "रोज़ा": "रोजा",
    "फ़िज़ा": "फिजा",
}
CJK = {
    "七人の侍": ["七人", "侍", "の侍", "七人の侍"],
    "千と千尋の神隠し": ["千尋", "神隠し", "千と千尋"],
    "기생충": ["기생", "생충", "기생충"],
    "霸王别姬": ["霸王", "别姬"],
    "ต้มยำกุ้ง": ["ต้มยำ", "กุ้ง"],
}


def titles(text: str) -> list[str]:
    return [result.title_text for result in search(SearchRequest(text)).results]


@pytest.mark.parametrize(("written", "typed"), SPELLINGS.items())
def test_the_plain_form_is_as_people_type_it(written: str, typed: str) -> None:
    assert plain(written) == typed
    assert key(written) == typed.replace(" ", "")


@pytest.mark.parametrize("written", ["Amélie", "Łódź", "İstanbul", "Người Tình", "Žofie"])
def test_letters_with_their_accents_apart_are_the_same_letters(written: str) -> None:
    assert plain(unicodedata.normalize("NFD", written)) == plain(written)


def test_capitals_and_white_space_do_not_matter() -> None:
    assert plain("  RED\t heat\u00a0\n") == "red heat"


@pytest.mark.parametrize("text", ["", " ", "…", "?!", "«»"])
def test_signs_alone_fold_to_nothing(text: str) -> None:
    assert plain(text) == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Łódź", "lódź"), ("Жук", "zhuk"), ("Amélie", "Amélie"), ("Straße 1", "Strasse 1"), ("Heat", "Heat")],
)
def test_only_letters_that_the_index_keeps_are_spelled_out(written: str, kept: str) -> None:
    assert spelled(written) == kept


def test_texts_are_not_searched_for_letters_to_spell_only_if_they_have_none() -> None:
    taken_for_others = [letter for letter in SPELLED if re.match(f"[{UNSPELLED_CLASS}]", letter)]
    assert taken_for_others == []


@pytest.mark.parametrize("text", ["Łódź", "Straße & Жук", "İstanbul", "Æon", "a\u0301b", "ΑΒΓ", "七人"])
def test_the_aligned_form_keeps_every_character_in_its_place(text: str) -> None:
    assert len(aligned(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "is_unspaced"), [("七人の侍", True), ("a 侍", True), ("Жук", False), ("é", False)]
)
def test_scripts_without_spaces_are_told_from_others(text: str, is_unspaced: bool) -> None:
    assert has_unspaced(text) is is_unspaced


@pytest.mark.exhaustive
@given(text=st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert len(aligned(text)) == len(text)


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "typed"), SPELLINGS.items())
def test_a_title_is_found_as_written_and_as_typed(written: str, typed: str) -> None:
    film(written)
    film(f"Other {written}")
    for text in (written, written.upper(), typed, typed.upper(), unicodedata.normalize("NFD", written)):
        assert titles(text) == [written, f"Other {written}"], text


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "typed"), SPELLINGS.items())
def test_a_title_typed_plain_is_taken_for_the_whole_title(written: str, typed: str) -> None:
    film(written)
    film("Another")
    first = search(SearchRequest(typed)).results[0]
    assert (first.title_text, first.partial) == (written, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Alien 3", "alien³"),
        ("9½ Weeks", "9 1/2 weeks"),
        ("9 1/2 Weeks", "9½ weeks"),
        ("The Naked Gun 2½: The Smell of Fear", "naked gun 2 1/2"),
        ("Full Width III", "ｆｕｌｌ ｗｉｄｔｈ Ⅲ"),
        ("File Flags", "\ufeffﬁ\u00adle\u200b ﬂags"),
    ],
)
def test_a_title_is_found_in_compatibility_characters_and_without_them(title: str, typed: str) -> None:
    film(title)
    film("Weeks of Summer, File 2, Gun 1")
    assert titles(typed)[0] == title


@pytest.mark.django_db
def test_a_word_of_a_text_is_found_in_compatibility_characters_and_without_them() -> None:
    made = film("Tanuki")
    Film.objects.update(synopsis="A ﬂag of ½ acre.")
    for typed in ("flag acre", "ﬂag ½", "flag 1/2"):
        assert titles(typed) == [made.title], typed


def test_folding_is_that_of_compatibility_equivalence() -> None:
    letters = [chr(code) for first, last in COMPATIBILITY_BLOCKS for code in range(first, last + 1)]
    apart = {letter for letter in letters if plain(letter) != plain(unicodedata.normalize("NFKC", letter))}
    assert apart == {"™", "℠"}


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "parts"), CJK.items())
def test_a_title_in_a_script_without_spaces_is_found_by_parts(written: str, parts: list[str]) -> None:
    film(written)
    film("Unrelated")
    for part in parts:
        assert titles(part) == [written], part


@pytest.mark.django_db
def test_letters_of_long_texts_are_spelled_and_parted_wherever_they_stand() -> None:
    made = film("Tanuki")
    for before in range(LETTERS_AT_ONCE - 8, LETTERS_AT_ONCE + 2):
        Film.objects.update(synopsis="x" * before + " Straße 尋千")
        for typed in ("strasse", "千"):
            assert titles(typed) == [made.title], (before, typed)


@pytest.mark.django_db
def test_characters_of_a_script_without_spaces_have_to_stand_together() -> None:
    film("千と千尋の神隠し")
    assert titles("尋千") == []
    assert titles("神し") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "marked"), [("lodz", "Łódź"), ("smorgasbord", "Smörgåsbord")])
def test_what_was_typed_plain_is_marked_as_written(typed: str, marked: str) -> None:
    film(marked)
    (result,) = search(SearchRequest(typed)).results
    assert [piece.text for piece in result.title if piece.matched] == [marked]
