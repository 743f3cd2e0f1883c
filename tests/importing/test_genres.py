"""An import maps a data set's words for genres to the genre list, and says what it could not map."""

import pytest

from films.importing.undoing import undo_import
from films.models import Film, Genre, ImportBatch
from tests.importing.conftest import DRUM, TANUKI, Import

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    return set(Film.objects.get().genres.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Horror Movies"], {"Horror"}),
        (["Thriller/Suspense"], {"Thriller", "Suspense"}),
        (["Comedies", "Comedy", "Funny"], {"Comedy"}),
        (["Action & Adventure", "Sci-Fi"], {"Action", "Adventure", "Science Fiction"}),
    ],
)
def test_words_become_genres_of_the_list(imported: Import, labels: list[str], expected: set[str]) -> None:
    report = imported(TANUKI | {"genres": labels})
    assert names() == expected
    assert not report.unmapped_genres.total
    assert not Genre.objects.filter(is_controlled=False).exists()


def test_what_cannot_be_mapped_is_kept_outside_the_list_and_reported(imported: Import) -> None:
    report = imported(TANUKI, DRUM | {"genres": ["Folk tales", "Action & Puppetry"]})
    assert set(Genre.objects.filter(is_controlled=False).values_list("name", flat=True)) == {
        "Folk Tale",
        "Action & Puppetry",
    }
    assert [line for line in report.sentences() if line.startswith("Could not")] == [
        "Could not be mapped to the genre list, “Folk Tale”: 1 (line 1)",
        "Could not be mapped to the genre list, “Folk tales”: 1 (line 2)",
        "Could not be mapped to the genre list, “Action & Puppetry”: 1 (line 2)",
    ]
    assert "Could not be mapped to the genre list, “Folk Tale”" in ImportBatch.objects.get().summary


def test_it_is_reported_again_until_it_is_in_the_list(imported: Import) -> None:
    imported(TANUKI)
    assert imported(TANUKI).unmapped_genres.total == 1
    Genre.objects.update(is_controlled=True)
    assert imported(TANUKI).unmapped_genres.total == 0


def test_a_word_that_was_mapped_since_moves_the_film(imported: Import) -> None:
    imported(TANUKI)
    Genre.objects.get(name="Folk Tale").delete()
    Genre.objects.get(name="Fairy Tale").other_names.create(name="Folk Tale")
    imported(TANUKI)
    assert names() == {"Comedy", "Fairy Tale"}


@pytest.mark.parametrize("label", ["七人の侍", "x" * 60, "Ünïcödé Täle"])
def test_any_word_can_be_kept(imported: Import, label: str) -> None:
    imported(TANUKI | {"genres": [label]}, DRUM | {"genres": [label, label[:-1] + "!"]})
    assert set(Film.objects.get(title="The Tanuki").genres.values_list("name", flat=True)) == {label}


def test_undoing_takes_genres_outside_the_list_away_and_leaves_the_list(imported: Import) -> None:
    before = Genre.objects.count()
    imported(TANUKI)
    undo_import(ImportBatch.objects.get().pk)
    assert Genre.objects.count() == before
