"""What anybody may type or ask for is remembered within bounds."""

import functools
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest
from django.test import Client
from pyroaring import BitMap

from films.search import records, retrieval
from films.search.expressions import Text
from films.search.sets import current, entry_sets
from films.search.sets.entry_sets import TextSets
from films.search.spelling import candidates
from films.search.word_forms import stem_of
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/?q={word}+2{word}+bob+{word}",
    "/?q=tanuki&person={word}&genre={word}",
    "/api/suggest?q={word}",
    "/api/search?q={word}&film={word}",
    "/films/{word}/",
    "/api/films/{word}",
    "/browse/genre/{word}/",
)


def sizes_of_unbounded_caches() -> Counter[str]:
    modules = [module for name, module in sys.modules.items() if name.startswith(("films.", "redheat."))]
    values = [value for module in modules for value in vars(module).values()]
    caches = [value for value in values if isinstance(value, functools._lru_cache_wrapper)]
    sizes = {f"{cache.__module__}.{cache.__qualname__}": cache.cache_info() for cache in caches}
    return Counter({name: info.currsize for name, info in sizes.items() if info.maxsize is None})


def ask(client: Client, words: str) -> None:
    for word in words.split():
        for address in ADDRESSES:
            client.get(address.format(word=word))


def test_no_cache_without_a_bound_grows_with_what_is_asked_for(client: Client) -> None:
    tanuki_film()
    ask(client, "plugh")
    before = sizes_of_unbounded_caches()
    ask(client, "xyzzy frotz")
    assert sizes_of_unbounded_caches() - before == Counter()


@pytest.mark.parametrize(
    ("module", "most", "name", "address"),
    [
        (records, "RECORDS_KEPT", "records by slug", "/?q=tanuki&person=nobody-{word}"),
        (candidates, "WORDS_KEPT", "similar spellings", "/?q=tanuky{word}"),
        (retrieval, "RETRIEVALS_KEPT", "retrievals", "/?q={word}"),
    ],
)
def test_what_was_asked_for_is_remembered_up_to_a_number(
    module: ModuleType, most: str, name: str, address: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, most, 3)
    tanuki_film()
    for letter in "qvwxyz":
        client.get(address.format(word=letter * 4))
    assert len(current().remembered[name]) <= 4


def test_threads_share_what_texts_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_sets, "TEXTS_KEPT", 3)
    kept = TextSets()

    def keep(number: int) -> None:
        for step in range(1500):
            text = Text(str((step * number) % 7))
            kept.get(text)
            kept.keep(text, BitMap([step]))

    in_threads(keep)
    assert kept.members == len(kept.found) == 3


def in_threads(work: Callable[[int], None]) -> None:
    """Do work in four threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, range(1, 5)))
    finally:
        sys.setswitchinterval(before)


def test_threads_find_stems_without_disturbing_each_other() -> None:
    words = "organizations relational hopefulness generalizations communism traditional".split()
    stems = [stem_of.__wrapped__(word) for word in words]

    def stem(number: int) -> None:
        for _ in range(60):
            assert [stem_of.__wrapped__(word) for word in words] == stems

    in_threads(stem)
