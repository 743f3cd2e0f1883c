"""The samples kept here are what the modules beside them make."""

from pathlib import Path

import pytest
from django.conf import settings

from films.evaluation.judged_queries import read_queries
from tests.judged_sets.__main__ import OF_FILMS, OF_NUMBERS, SAMPLES, write_sets

REAL_DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


@pytest.mark.parametrize("name", [*OF_FILMS, *OF_NUMBERS])
def test_a_sample_is_of_judged_queries(name: str) -> None:
    assert 0 < len(read_queries(SAMPLES / f"{name}.jsonl")) <= 100


@pytest.mark.data_set
@pytest.mark.skipif(not REAL_DATA.exists(), reason=f"{REAL_DATA} is not here")
def test_the_samples_are_made_of_the_data_again(tmp_path: Path) -> None:
    write_sets(REAL_DATA / "films-wikipedia.jsonl.gz", REAL_DATA / "films-numbers.jsonl", tmp_path, sample=100)
    for path in tmp_path.iterdir():
        assert path.read_text("utf-8") == (SAMPLES / path.name).read_text("utf-8"), path.name
