"""Names are sorted by family, and slugs tell everything apart."""

import pytest

from films.models import Person
from films.names import MAX_SORT_NAME, Slugs, slug_base, sort_name
from tests.cast import director


@pytest.mark.parametrize(
    ("name", "sorted_name"),
    [
        ("Ada Quill", "Quill, Ada"),
        ("Ada Maria Quill", "Quill, Ada Maria"),
        ("Quill", "Quill"),
        ("Bruno Tarn Jr.", "Tarn, Bruno, Jr."),
        ("Bruno Tarn, Jr.", "Tarn, Bruno, Jr."),
        ("Bruno Tarn III", "Tarn, Bruno, III"),
        ("Bruno Jr.", "Bruno Jr."),
        ("Jr.", "Jr."),
        ("Pal (the dog)", "Pal (the dog)"),
        ("狸 太郎", "太郎, 狸"),
        ("狸太郎", "狸太郎"),
        ("A " + "B" * 198, "A " + "B" * 198),
    ],
)
def test_the_family_name_comes_first(name: str, sorted_name: str) -> None:
    assert sort_name(name) == sorted_name
    assert len(sorted_name) <= MAX_SORT_NAME


@pytest.mark.parametrize(
    ("text", "ending", "base"),
    [
        ("The Tanuki's Drum!", "-1977", "the-tanuki-s-drum-1977"),
        ("Žofie Quill", "", "zofie-quill"),
        ("狸", "-1977", "li-1977"),
        ("七人の侍", "-1954", "qi-renno-shi-1954"),
        ("Броненосец «Потёмкин»", "", "bronenosets-potemkin"),
        ("기생충 2", "", "gi-saeng-chung-2"),
        ("…", "-1977", "film-b4935894-1977"),
        ("T" * 300, "-1977", "t" * 145 + "-1977"),
        ("T" * 144 + " T", "-1977", "t" * 144 + "-1977"),
    ],
)
def test_a_slug_holds_the_letters_and_digits_of_a_text(text: str, ending: str, base: str) -> None:
    assert slug_base(text, "film", ending) == base


@pytest.mark.django_db
def test_slugs_that_are_taken_get_a_number() -> None:
    director(slug="ada-quill")
    slugs = Slugs(Person)
    assert slugs.give(["ada-quill", "bruno-tarn", "ada-quill", "bruno-tarn"]) == [
        "ada-quill-2",
        "bruno-tarn",
        "ada-quill-3",
        "bruno-tarn-2",
    ]


@pytest.mark.django_db
def test_numbers_go_on_after_those_that_are_stored() -> None:
    for slug in ("ada-quill", "ada-quill-2", "ada-quill-9", "ada-quill-the-elder"):
        director(slug=slug)
    assert Slugs(Person).give(["ada-quill"]) == ["ada-quill-10"]


@pytest.mark.django_db
def test_a_number_is_passed_over_where_a_name_ends_in_it() -> None:
    assert Slugs(Person).give(["ada-quill", "ada-quill-2", "ada-quill"]) == [
        "ada-quill",
        "ada-quill-2",
        "ada-quill-3",
    ]
