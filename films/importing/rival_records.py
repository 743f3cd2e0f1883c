"""Hold back the records of which several may be about one stored film, to compare them with each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from films.identity.keys import title_key
from films.importing.film_recognition import FilmRecognition
from films.importing.records import FilmRecord

GivenFilm = TypeVar("GivenFilm")
"""What a data set has of a film."""


class RivalRecords:
    """Find the records that may be about one stored film: first `count` all records, then import as told.

    Memory holds a number for each stored film that a record may be about, and the records of those films that
    several are about.
    """

    def __init__(self, recognition: FilmRecognition) -> None:
        self.recognition = recognition
        self.claims: Counter[int] = Counter()

    def count(self, records: Iterable[FilmRecord]) -> None:
        """Count the records that may be about each stored film."""
        for record in records:
            self.claims.update(film.film_id for film in self.recognition.near(record))

    def has_rivals(self, record: FilmRecord) -> bool:
        return any(self.claims[film.film_id] > 1 for film in self.recognition.near(record))

    def rivals_last(
        self,
        batches: Iterable[list[GivenFilm]],
        most: int,
        record_of: Callable[[GivenFilm], FilmRecord],
    ) -> Iterator[list[GivenFilm]]:
        """Yield the records of each batch that have no rivals, then the others, those of one title together.

        A batch of these has `most` records, unless one title has more.
        """
        waiting: list[tuple[str, GivenFilm]] = []
        for batch in batches:
            alone = []
            for given in batch:
                record = record_of(given)
                if self.has_rivals(record):
                    waiting.append((title_key(record.title), given))
                else:
                    alone.append(given)
            yield alone
        together: list[GivenFilm] = []
        for _, of_a_title in groupby(sorted(waiting, key=itemgetter(0)), key=itemgetter(0)):
            together += [given for _, given in of_a_title]
            if len(together) >= most:
                yield together
                together = []
        if together:
            yield together
