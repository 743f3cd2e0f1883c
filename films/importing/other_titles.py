"""Compare the other titles of films with those that a data set gives them."""

import re

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language_info

from films.importing.film_matching import Match
from films.importing.policy import Hold
from films.importing.records import Title
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Language, OtherTitle, State

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
NAMES = {"cmn": "Mandarin", "yue": "Cantonese"}  # languages that Django has no names for
MAX_REGIONS = OtherTitle._meta.get_field("regions").max_length or 0


class LanguageLookup:
    """Find languages by tag, and create the missing ones."""

    def __init__(self, writer: ImportWriter) -> None:
        self.writer = writer
        self.ids: dict[str, int] = dict(Language.objects.values_list("tag", "pk"))

    def get(self, tag: str) -> int | None:
        """Return the language with a tag; None if it is not a valid tag."""
        if tag not in self.ids and TAG.fullmatch(tag):
            self.ids[tag] = self.writer.create(Language, tag=tag, name=language_name(tag)).pk
        return self.ids.get(tag)


def language_name(tag: str) -> str:
    try:
        return str(NAMES.get(tag) or get_language_info(tag)["name"])
    except KeyError:
        return tag


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
