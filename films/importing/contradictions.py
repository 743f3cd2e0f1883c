"""Keep and report what a data set says otherwise than a film, where the film's own value stays."""

from films.identity.keys import name_key, title_key
from films.importing.film_matching import Match
from films.importing.policy import Hold
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Credit, DatasetValue, Film, JobCode
from films.models.dataset_values import ContestedField

MAX_VALUE = DatasetValue._meta.get_field("value").max_length


class Contradictions:
    """Compare a batch of films' values with those of a data set film by film, and store the contradictions.

    What other comparisons find is noted before the film is compared here, so this comes last.
    A synopsis in other words contradicts nothing, and neither does a title in another spelling.
    """

    def __init__(self, writer: ImportWriter, dataset: str, film_ids: list[int], report: Report) -> None:
        self.writer = writer
        self.dataset = dataset
        self.report = report
        self.added: list[tuple[int, str, str]] = []
        self.changes: list[RowChange] = []
        self.dropped: list[int] = []
        self.known: dict[int, dict[str, DatasetValue]] = {}
        for known in DatasetValue.objects.filter(film__in=film_ids, dataset=dataset):
            self.known.setdefault(known.film_id, {})[known.field] = known
        self.noted: dict[int, dict[str, tuple[str, str]]] = {}
        self.directors: dict[int, list[str]] = {}
        directing = Credit.objects.filter(film__in=film_ids, job=JobCode.DIRECTOR).order_by("billing", "pk")
        for film_id, name in directing.values_list("film_id", "person__name"):
            self.directors.setdefault(film_id, []).append(name)

    def note(self, match: Match, field: str, value: str) -> None:
        """Note that a list of a film stays as it is cited, although the data set has more."""
        own = ", ".join(map(str, getattr(match.stored, field).all()))
        self.noted.setdefault(match.film_id, {})[field] = value, own

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the contradictions that are new, others or gone; return False, since the film is not changed."""
        if match.stored is None:
            return False
        known = self.known.get(match.film_id, {})
        found = self.contradicting(match, match.stored, hold) | self.noted.pop(match.film_id, {})
        if (others := known.get(ContestedField.DIRECTORS)) and match.record.credits.get(JobCode.DIRECTOR):
            # Its directors were added to the film's own by the import that found them to be others.
            found.setdefault(ContestedField.DIRECTORS, (others.value, ""))
        for field, (value, own) in found.items():
            value = value[:MAX_VALUE]
            if own:
                sides = f"“{match.stored.title}”: {own} here, {value} in {self.dataset}"
                self.report.contradictions.add(ContestedField(field).label.lower(), match.record.line, sides)
            if field not in known:
                self.added.append((match.film_id, field, value))
            elif known[field].value != value:
                before = {"value": known[field].value, "is_settled": known[field].is_settled}
                self.changes.append(RowChange(known[field].pk, before, {"value": value, "is_settled": False}))
        self.dropped += [row.pk for field, row in known.items() if field not in found]
        return False

    def contradicting(self, match: Match, film: Film, hold: Hold) -> dict[str, tuple[str, str]]:
        """Map fields to the record's value and the film's, where both have one and the film keeps its own."""
        record, found = match.record, {}
        own_titles = {title_key(title) for title in (film.title, film.original_title) if title}
        for field in (ContestedField.TITLE, ContestedField.ORIGINAL_TITLE):
            value, own = getattr(record, field), getattr(film, field)
            if value and own and hold.keeps(field) and title_key(value) not in own_titles:
                found[field.value] = value, own
        for field in (ContestedField.YEAR, ContestedField.RUNTIME):
            value, own = getattr(record, field), getattr(film, field)
            if value and own and hold.keeps(field) and value != own:
                found[field.value] = str(value), str(own)
        theirs, ours = record.credits.get(JobCode.DIRECTOR, ()), self.directors.get(match.film_id, [])
        if theirs and ours and hold.only_adds("credits") and not {*map(name_key, theirs)} & {*map(name_key, ours)}:
            found[ContestedField.DIRECTORS.value] = ", ".join(theirs), ", ".join(ours)
        return found

    def write(self) -> None:
        self.writer.delete(DatasetValue, self.dropped)
        self.writer.update(DatasetValue, self.changes)
        self.writer.insert(DatasetValue, ("film_id", "field", "value"), self.added, dataset=self.dataset)
