"""Collect what visitors read, and keep the catalogues of its translations.

Babel finds the messages of modules and templates. What is declared in English and translated where it is shown,
such as the labels of choices, is collected from the declarations.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.template.defaultfilters import capfirst
from django.utils.translation.template import templatize

from films.exporting import exports
from films.exporting.kinds import KINDS
from films.kinds.registry import DECLARATIONS, FACTS, claims_of
from films.models import Job, standard_genres, standard_jobs
from films.models.films import INVERSE_LABELS
from films.search import partial_plans, reasons, reporting, series, service
from films.search.understanding import film_relations, orders
from films.views import guide, quality, shelves
from films.views.maps import drawing, windows
from films.views.searching import context, facets
from redheat.errors import SENTENCES

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("translated", "translated_within", "gettext", "gettext_lazy", "_"), None),
    **dict.fromkeys(("ntranslated", "ngettext"), (1, 2)),
}
LOCALES = settings.BASE_DIR / "films" / "locale"
LANGUAGES = ("de",)
UNSEEN_CHOICES = {"state", "precision", "scale", "grade"}
"""Fields whose choices no public page names."""

DECLARED: tuple[Iterable[str], ...] = (
    INVERSE_LABELS.values(),
    (download.label for download in exports.PACKAGES.values()),
    (partial_plans.SOME_WORDS, partial_plans.OF_ANY_KIND),
    (series.RECORDED, *filter(None, series.BASES.values()), film_relations.LIKENESS),
    (sentence for sentence, _ in SENTENCES.values()),
    reasons.COLUMN_WORDS.values(),
    reasons.FACET_WORDS.values(),
    (reporting.UNIDENTIFIED, reporting.NOTHING_HAS_ALL, reporting.SOME_LACK, reporting.SHORTENED),
    service.UNORDERED.values(),
    (service.STOPPED,),
    film_relations.LABELS.values(),
    orders.LABELS.values(),
    (text for shown in quality.COLUMNS.values() for text in shown),
    shelves.VALUE_WORDS.values(),
    drawing.LEGEND.values(),
    drawing.VERBS.values(),
    (window.label for window in (windows.WORLD, *windows.REGIONS)),
    context.SORT_LABELS.values(),
    facets.FACET_LABELS.values(),
)
"""What modules declare of words that are translated where they are shown."""

WORDS = (
    *("added", "changed", "withdrawn", "moved"),  # of a release
    *("Soviet Union", "East Germany", "West Germany", "Czechoslovakia", "Yugoslavia"),  # which CLDR does not name
    *("the sentence", "All places", "Critics", "The filmmakers’ own view", "Series", "Organization", "Best known"),
    *("a question", "a title", "an exact phrase", "a person and a decade", "a name", "a misspelt name"),
    "a place and everything in it",
    *("This search as JSON", "This search as a table", "This search as a feed"),
)
"""What is written by several modules, or within a longer expression."""

Message = str | tuple[str, str]


def po_file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the content of the file that Django reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def messages() -> dict[Message, list[str]]:
    """Return everything that is to be translated, with the files where it is, or nothing if it is declared."""
    found: dict[Message, list[str]] = {label: [] for label in sorted(vocabulary())}
    for path in sorted(sources()):
        for message in messages_in(path):
            found.setdefault(message, []).append(path.relative_to(settings.BASE_DIR).as_posix())
    return found


def sources() -> Iterator[Path]:
    """Yield every file of which visitors read something; the admin and commands are not translated."""
    site = settings.BASE_DIR
    yield from (path for path in (site / "films").rglob("*.jinja"))
    yield from (site / "films" / "templates" / "films").rglob("*.html")
    yield from (site / "templates").glob("*.html")
    for package in ("films", "redheat"):
        yield from (path for path in (site / package).rglob("*.py") if "migrations" not in path.parts)


def messages_in(path: Path) -> Iterator[Message]:
    """Yield the messages of a module or a template."""
    content, method = path.read_bytes(), "python"
    if path.suffix == ".jinja":
        method = "jinja2.ext:babel_extract"
    elif path.suffix == ".html":
        content = templatize(content.decode()).encode()
    options = {"trimmed": "true", "silent": "false"} if path.suffix == ".jinja" else {}
    for _, message, _, _ in extract(method, BytesIO(content), KEYWORDS, options=options):
        yield message if isinstance(message, str) else (message[0], message[1])


def vocabulary() -> set[str]:
    """Return what models, kinds and views declare by name, and pages translate where they show it."""
    labels = {job.name for jobs in standard_jobs.STANDARD_JOBS.values() for job in jobs}
    labels |= {genre.name for genre in standard_genres.STANDARD_GENRES.values()}
    for declared in DECLARATIONS.values():
        labels |= {declared.words.singular, declared.words.plural, declared.words.singular.lower()}
        labels |= {question.name for question in declared.words.questions}
        labels |= {shown.heading for shown in getattr(declared.pages, "values", dict)() if shown.heading}
        labels |= {claimable.name.replace("_", " ") for claimable in claims_of(declared.model)}
    for section in (*guide.SECTIONS, guide.ADDRESSES):
        labels |= {section.heading, section.about, *(example.finds for example in section.examples)}
    labels |= {f"the {kind} %(name)s" for kind in (*reporting.FIELDS, "place")}
    labels |= {capfirst(str(declared.model._meta.verbose_name_plural)) for declared in FACTS.values()}
    labels |= {str(model._meta.verbose_name_plural).capitalize() for model in KINDS.values()}
    labels |= {name.replace("_", " ").capitalize() for name in exports.TABLES}
    models = [Job, *(declared.model for declared in DECLARATIONS.values())]
    return labels | set(choice_labels(models)) | set(WORDS) | {text for each in DECLARED for text in each}


def choice_labels(models: Iterable[Any]) -> Iterator[str]:
    for model in models:
        for field in model._meta.get_fields():
            if field.name not in UNSEEN_CHOICES:
                yield from (str(label) for _, label in getattr(field, "flatchoices", None) or ())


def update(language: str) -> None:
    """Add the messages that are new, drop those that are gone, and compile the catalogue."""
    before = read_catalogue(language) if po_file(language).exists() else Catalog(locale=language)
    catalogue = Catalog(locale=language, project="Red Heat", charset="utf-8", fuzzy=False)
    for message, files in messages().items():
        known = before.get(message if isinstance(message, str) else message[0])
        translation = known.string if known and known.id == message else ""
        catalogue.add(message, translation, [(file, 0) for file in dict.fromkeys(files)])
    po_file(language).parent.mkdir(parents=True, exist_ok=True)
    with po_file(language).open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    po_file(language).with_suffix(".mo").write_bytes(compiled(read_catalogue(language)))
