"""Map the labels that data sets, documents and files use for genres to the genre list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

FILM_NOUNS = frozenset("feature features film films flick flicks movie movies picture pictures".split())
"""Words at the end of a label that only say what it is of: “Horror Movies”."""

BETWEEN_PARTS = (re.compile(r"[/&,;+|]|\band\b", re.IGNORECASE), re.compile(r"[\s-]+"))
"""What may stand between the genres of a compound label, tried one after the other: “Action & Adventure”."""


def label_key(label: str) -> str:
    """Reduce a label to lower-case letters and digits without accents, so that “Sci-Fi” and “sci fi” are equal."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", label.casefold())))


def label_keys(label: str) -> Iterator[str]:
    """Yield the keys by which a label can match a genre: as it is, in the singular, and without “films”."""
    words = label.split()
    labels = [label]
    if len(words) > 1 and words[-1].casefold() in FILM_NOUNS:
        labels.append(" ".join(words[:-1]))
    for key in map(label_key, labels):
        yield key
        yield key.removesuffix("s")
        if key.endswith("ies"):
            yield f"{key[:-3]}y"


class GenreLabels:
    """Look genres up by slug, name and other names; a genre's own name wins over another's other name."""

    def __init__(self, genres: Iterable[tuple[int, str, str]], other_names: Iterable[tuple[int, str]]) -> None:
        self.by_key: dict[str, int] = {}
        for genre_id, slug, name in genres:
            self.add(genre_id, slug, name)
        for genre_id, name in other_names:
            self.add(genre_id, name)

    def add(self, genre_id: int, *names: str) -> None:
        for name in names:
            self.by_key.setdefault(label_key(name), genre_id)

    def genre_of(self, label: str) -> int | None:
        """Return the genre that a label names as a whole, or None."""
        return next((self.by_key[key] for key in label_keys(label) if key in self.by_key), None)

    def genres_of(self, label: str) -> list[int]:
        """Return the genres that a label names: one, or those of all its parts, or none if any part is unknown.

        “Thriller/Suspense” names two; so does “Crime Drama”, unless that is a genre itself.
        """
        whole = self.genre_of(label)
        if whole is not None:
            return [whole]
        for between in BETWEEN_PARTS:
            parts = [part for part in between.split(label) if label_key(part)]
            found = [self.genres_of(part) for part in parts] if len(parts) > 1 else []
            if found and all(found):
                return list(dict.fromkeys(genre_id for some in found for genre_id in some))
        return []
