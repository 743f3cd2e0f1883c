"""Questions for titles whose number is typed in another form, or with a year or a rare word alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.judged_sets.collection import (
    FilmRecord,
    Films,
    Line,
    drawn_films,
    folded,
    index,
    judged,
    typed,
)
from tests.judged_sets.numerals import CARDINALS, ROMANS, in_words, numerals, roman

SERIES = re.compile(
    r"(?P<stem>.*?\w.*?)(?P<before>(?:[\s:,–]+|\s-\s)(?:(?i:(?P<marker>part|vol\.?|volume|chapter|episode|number|no\.))\s+)?)"
    rf"(?P<number>\d{{1,2}}|[IVX]+|(?i:{'|'.join(in_words(number) for number in range(1, 14))}))"
    r"(?P<rest>(?:\s*:|\s+[–-]\s).+)?"
)
FRACTION_OR_REMARK = re.compile(r"[\[½¼¾]|\d/\d|\b(?:third|fourth|fifth|sixth|tenth)s?\s+of\b", re.IGNORECASE)
LITTLE_WORDS = set(
    "a an the it us i me we he him her she they them you who what when how be is are was up down in out on off "
    "at to of for with by go no not yes one so do did now then here there all any my his our if more that this "
    "some first last next only too and or but from into after before about over again once".split()
)
LONGEST_LITTLE_WORD = 3
SHORTEST_RARE_WORD = 5
HIGHEST_IN_SERIES = 20  # higher numbers are mostly ages and addresses
NUMBER_WORDS = 300
RARE_WORDS = 200
LITTLE_TITLES = 100


@dataclass(frozen=True)
class Installment:
    """A film whose title has its number in a series; `form` tells how the number is written."""

    film: FilmRecord
    stem: str
    before: str
    number: int
    rest: str
    form: str
    marker: str

    @property
    def is_part(self) -> bool:
        """Tell whether the title calls it a part of something, and not only numbers it."""
        return bool(self.marker) and self.marker not in ("number", "no.")

    @property
    def place(self) -> tuple[str, int]:
        return folded(self.stem), self.number


def installment(film: FilmRecord) -> Installment | None:
    """Return what a title says of its place in a series, if it says so."""
    match = SERIES.fullmatch(film.title)
    if match is None:
        return None
    written = match["number"]
    if written.isdigit():
        number, form = int(written), "digit"
    elif written in ROMANS:
        number, form = ROMANS[written], "roman"
    elif written.lower() in CARDINALS:
        number, form = CARDINALS[written.lower()], "word"
    else:
        return None
    place = Installment(
        film, match["stem"], match["before"], number, match["rest"] or "", form, (match["marker"] or "").lower()
    )
    return place if 1 <= number <= HIGHEST_IN_SERIES else None


def series_questions(films: Films) -> Iterator[Line]:
    """Ask for every film with a number in a series with the number in each other form, and by the short title.

    A number without a word such as “Part” counts where another film has the title without it, or with another
    number.
    """
    found = [place for film in films.records if (place := installment(film))]
    numbers = index((folded(place.stem), str(place.number)) for place in found)
    of_place = index((" ".join(map(str, place.place)), place.film.id) for place in found)
    rests = {place.film.id: folded(place.rest) for place in found}
    for place in found:
        stem = folded(place.stem)
        in_series = stem in films.by_title or len(numbers[stem]) > 1
        if not place.marker and (place.form == "word" or place.number < 2 or not in_series):
            continue
        same_place = of_place[f"{stem} {place.number}"]
        same_title = [one for one in same_place if rests[one] in (rests[place.film.id], "") or not place.rest]
        written = {"digit": str(place.number), "roman": roman(place.number), "word": in_words(place.number)}
        for form in written.keys() - {place.form}:
            title = typed(place.stem + place.before + written[form] + place.rest)
            yield judged(f"{place.form}_as_{form}", title, same_title, title=place.film.title)
        if (place.marker or place.rest) and (in_series or place.is_part):
            short = typed(f"{place.stem} {place.number}")
            yield judged("short_title", short, same_place, title=place.film.title)


def sequels(films: Films) -> list[Line]:
    """Ask for all films of a series by number."""
    return sorted(series_questions(films), key=lambda line: (line["kind"], line["query"]))


def number_key(title: str) -> str:
    """Return a title folded with its numbers in digits, by which forms of one title are the same."""
    for numeral in reversed(list(numerals(title))):
        digits = f"{numeral.value}{'th' if numeral.is_ordinal else ''}"
        title = f"{title[: numeral.start]}{digits}{title[numeral.end :]}"
    return folded(title)


def number_words(films: Films) -> Iterator[Line]:
    """Ask for titles with the number in words instead of digits, or in digits instead of words."""
    with_number = [
        film for film in films.records if any(numerals(film.title)) and not FRACTION_OR_REMARK.search(film.title)
    ]
    same_title = index((number_key(film.title), film.id) for film in with_number)
    for film in drawn_films(with_number, "number words")[:NUMBER_WORDS]:
        title = film.title
        for numeral in reversed(list(numerals(film.title))):
            title = title[: numeral.start] + numeral.other_form + title[numeral.end :]
        last = next(iter(numerals(film.title)))
        kind = "ordinal" if last.is_ordinal else "number"
        form = "word_as_digits" if last.is_in_words else "digits_as_word"
        yield judged(f"{kind}_{form}", typed(title), same_title[number_key(film.title)], title=film.title)


def rare_words(films: Films) -> Iterator[Line]:
    """Ask for a film by a word that stands in no other title."""
    words = {
        next(iter(ids)): word
        for word, ids in sorted(films.by_title_word.items())
        if len(ids) == 1 and len(word) >= SHORTEST_RARE_WORD and word.isalpha()
    }
    several = [film for film in films.records if film.id in words and len(folded(film.title).split()) > 1]
    for film in drawn_films(several, "rare words")[:RARE_WORDS]:
        yield judged("rare_word", words[film.id], [film.id], title=film.title)


def is_little(word: str) -> bool:
    """Tell whether a word is short, or one of those that stand everywhere."""
    return word in LITTLE_WORDS or (len(word) <= LONGEST_LITTLE_WORD and word.isalpha())


def little_titles(films: Films) -> Iterator[Line]:
    """Ask for titles of words that stand everywhere, with the year."""
    little = [film for film in films.records if all(map(is_little, folded(film.title).split()))]
    for film in drawn_films(little, "little titles")[:LITTLE_TITLES]:
        same = [one for one in films.by_title[folded(film.title)] if films.by_id[one].year == film.year]
        yield judged("title_and_year", f"{typed(film.title)} {film.year}", same, title=film.title)
