"""Keep and report values of a data set that contradict a film's, where the film's own value stays."""

from typing import NamedTuple

from django.db.models import F

from films.identity.keys import name_key, title_key
from films.importing.diff import LinkDiff
from films.importing.film_matching import Match
from films.importing.policy import Hold
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Credit, DatasetValue, Film, JobCode
from films.models.dataset_values import LONGEST_VALUE, ContestedField

COMPLETE_LISTS = (ContestedField.COUNTRIES, ContestedField.LANGUAGES)
"""Lists that contradict each other if they have nothing in common. Genres only add to one another."""


class GivenValue(NamedTuple):
    """Hold what a data set gives for a field, and the film's own, if that is another."""

    value: str
    own: str = ""
    fills_blank: bool = False


class Contradictions:
    """Compare a batch of films' values with those of a data set film by film, and store the contradictions.

    What other comparisons find is noted before the film is compared here, so this comes last.
    A synopsis in other words contradicts nothing, and neither does a title in another spelling.
    """

    def __init__(self, writer: ImportWriter, dataset: str, film_ids: list[int], report: Report) -> None:
        self.writer = writer
        self.dataset = dataset
        self.report = report
        self.added: list[tuple[int, str, str, bool]] = []
        self.changes: list[RowChange] = []
        self.dropped: list[int] = []
        self.known: dict[int, dict[str, DatasetValue]] = {}
        for known in DatasetValue.objects.filter(film__in=film_ids, dataset=dataset):
            self.known.setdefault(known.film_id, {})[known.field] = known
        self.noted: dict[int, dict[str, GivenValue]] = {}
        self.directors: dict[int, list[str]] = {}
        directing = Credit.objects.filter(film__in=film_ids, job=JobCode.DIRECTOR).order_by(
            F("billing").asc(nulls_first=True), "pk"
        )
        for film_id, name in directing.values_list("film_id", "person__name"):
            self.directors.setdefault(film_id, []).append(name)

    def note_filled(self, match: Match, field: str, value: str) -> None:
        """Note the value that the data set gives to a field that was blank before it; “” leaves it blank again."""
        self.noted.setdefault(match.film_id, {})[field] = GivenValue(value, fills_blank=True)

    def keeps_list(self, links: LinkDiff, match: Match, hold: Hold, wanted: list[int], words: str) -> bool:
        """Tell whether a film's list stays as it is, and note what the data set has instead, in its `words`.

        A cited list stays, and so does one from elsewhere that contradicts the data set's.
        """
        field, is_cited = links.field_name, hold.is_confirmed(links.field_name)
        if is_cited:
            contradicts = links.lacks(match.film_id, wanted)
        else:
            is_contested = field in COMPLETE_LISTS and hold.only_adds(field)
            contradicts = is_contested and links.has_others_alone(match.film_id, wanted)
        if contradicts:
            own = ", ".join(map(str, getattr(match.stored, field).all()))
            self.noted.setdefault(match.film_id, {})[field] = GivenValue(words, own)
        return is_cited or contradicts

    def are_other_directors(self, match: Match, hold: Hold) -> bool:
        """Tell whether a record names directors, but none of those that the film keeps."""
        theirs, ours = match.record.credits.get(JobCode.DIRECTOR, ()), self.directors.get(match.film_id, ())
        has_both = bool(theirs and ours) and hold.only_adds("credits")
        return has_both and {*map(name_key, theirs)}.isdisjoint(map(name_key, ours))

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the contradictions that are new, others or gone; return False, since the film is not changed."""
        if match.stored is None:
            return False
        known = self.known.get(match.film_id, {})
        filled = {
            field: GivenValue(row.value, fills_blank=True) for field, row in known.items() if row.fills_blank
        }
        found = filled | self.contradicting(match, match.stored, hold) | self.noted.pop(match.film_id, {})
        for field, given in found.items():
            if given.own:
                sides = f"“{match.stored.title}”: {given.own} here, {given.value} in {self.dataset}"
                self.report.contradictions.add(ContestedField(field).label.lower(), match.record.line, sides)
        self.compare_stored(match.film_id, known, {field: given for field, given in found.items() if given.value})
        return False

    def compare_stored(self, film_id: int, known: dict[str, DatasetValue], found: dict[str, GivenValue]) -> None:
        for field, (value, _, fills_blank) in found.items():
            value = value[:LONGEST_VALUE]
            row = known.get(field)
            if row is None:
                self.added.append((film_id, field, value, fills_blank))
            elif (row.value, row.fills_blank) != (value, fills_blank):
                after = {"value": value, "is_settled": False, "fills_blank": fills_blank}
                self.changes.append(RowChange(row.pk, {name: getattr(row, name) for name in after}, after))
        self.dropped += [row.pk for field, row in known.items() if field not in found]

    def contradicting(self, match: Match, film: Film, hold: Hold) -> dict[str, GivenValue]:
        """Map fields to the record's value and the film's, where both have one and the film keeps its own."""
        record = match.record
        found: dict[str, GivenValue] = {}
        own_titles = {title_key(title) for title in (film.title, film.original_title) if title}
        for field in (ContestedField.TITLE, ContestedField.ORIGINAL_TITLE):
            value, own = getattr(record, field), getattr(film, field)
            if value and own and hold.keeps(field) and title_key(value) not in own_titles:
                found[field.value] = GivenValue(value, own)
        for field in (ContestedField.YEAR, ContestedField.RUNTIME):
            value, own = getattr(record, field), getattr(film, field)
            if value and own and hold.keeps(field) and value != own:
                found[field.value] = GivenValue(str(value), str(own))
        if self.are_other_directors(match, hold):
            theirs, ours = record.credits[JobCode.DIRECTOR], self.directors[match.film_id]
            found[ContestedField.DIRECTORS.value] = GivenValue(", ".join(theirs), ", ".join(ours))
        return found

    def write(self) -> None:
        self.writer.delete(DatasetValue, self.dropped)
        self.writer.update(DatasetValue, self.changes)
        self.writer.insert(
            DatasetValue, ("film_id", "field", "value", "fills_blank"), self.added, dataset=self.dataset
        )
