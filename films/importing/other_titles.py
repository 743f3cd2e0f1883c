"""Compare the other titles of films with those that a data set gives them."""

from django.db.models import Exists, OuterRef

from films.importing.film_matching import Match
from films.importing.policy import Hold
from films.importing.records import Title
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.importing.vocabulary import LanguageLookup, report_unknown
from films.models import Citation, OtherTitle, State

MAX_REGIONS = OtherTitle._meta.get_field("regions").max_length or 0


class OtherTitles:
    """Compare a batch of films' other titles film by film, and write the differences at once. None is dropped."""

    def __init__(
        self,
        writer: ImportWriter,
        languages: LanguageLookup,
        film_ids: list[int],
        report: Report,
    ) -> None:
        self.writer = writer
        self.languages = languages
        self.report = report
        self.added: list[tuple[int, str, str, int | None, str]] = []
        self.changes: list[RowChange] = []
        citations = Citation.objects.filter(other_title=OuterRef("pk"))
        known = OtherTitle.objects.filter(film__in=film_ids).annotate(is_cited=Exists(citations))
        self.known = {(title.film_id, title.title): title for title in known}

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the titles that a film lacks, and regions and languages that its titles lack."""
        before = len(self.added) + len(self.changes)
        for title in match.record.other_titles:
            known = self.known.get((match.film_id, title.title))
            regions = self.fitting_regions(title, match)
            language_id = self.languages.get(title.language)
            if title.language and language_id is None:
                report_unknown("language", [title.language], match.record.line, self.report)
            if known is None:
                self.added.append((match.film_id, title.title, title.kind.value, language_id, regions))
            elif not known.is_cited:
                here = {"language_id": known.language_id, "regions": known.regions}
                values = {"language_id": language_id, "regions": regions}
                keeps = hold.only_adds("other_titles")
                after = {
                    name: value
                    for name, value in values.items()
                    if value and value != here[name] and not (keeps and here[name])
                }
                if after:
                    self.changes.append(RowChange(known.pk, {name: here[name] for name in after}, after))
        return len(self.added) + len(self.changes) > before

    def fitting_regions(self, title: Title, match: Match) -> str:
        regions = " ".join(sorted(title.regions))
        if len(regions) <= MAX_REGIONS:
            return regions
        self.report.left_out.add("other titles: more regions than fit", match.record.line)
        return ""

    def write(self) -> None:
        self.writer.update(OtherTitle, self.changes)
        columns = ("film_id", "title", "kind", "language_id", "regions")
        self.writer.insert(OtherTitle, columns, self.added, state=State.PUBLISHED)
