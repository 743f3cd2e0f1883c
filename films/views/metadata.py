"""Build the metadata in the head of a page: canonical address, sharing card, and JSON-LD."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from films import linked_data
from films.kinds.addresses import page_address
from films.languages import translated
from films.linked_data import DataSets
from films.models import Credit, Fact, Film, Location, Person
from films.views.facts import DocumentFacts, FilmFacts, PageCitations, PersonFacts, PlaceFacts
from films.views.facts.lists import ByKind
from films.views.pictures.fonts import is_drawable

Absolute = Callable[[str], str]
"""Makes an address absolute, with the host of the request."""

DESCRIPTION_LENGTH = 200  # characters that sharing cards and web search engines show
ESCAPES = {character.encode(): f"\\u{ord(character):04X}".encode() for character in "<>&\u2028\u2029"}
"""JSON escapes of the characters that could end a script element, or a line of a script."""
LEADS_NAMED = 3  # in the sentence that replaces a missing synopsis
FILMS_NAMED = 3  # in the sentence about a person
FILMS_LISTED = 200  # in the JSON-LD of a person, the latest first, so that the head does not outgrow the page


@dataclass(frozen=True)
class PageMetadata:
    """Describe a page to programs that link, share or index it.

    `address` is canonical. `kind` is an Open Graph type, and `data` a JSON-LD document, if there is one, in which
    addresses of the site may be relative to it. `indexed` says whether web search engines should list the page.
    `api` is the address of the same record as JSON, and `image` that of a picture of it.
    """

    address: str
    title: str
    description: str = ""
    kind: str = "website"
    data: Mapping[str, Any] | None = None
    indexed: bool = True
    api: str = ""
    image: str = ""

    @property
    def short_description(self) -> str:
        return Truncator(self.description).chars(DESCRIPTION_LENGTH)

    @property
    def script(self) -> SafeString:
        """Return the JSON-LD as the content of a script element, escaped so that it cannot end the element."""
        script = msgspec.json.encode(self.data)
        page = urlsplit(self.address)
        for name in ("@id", "url"):  # cannot be meant by a text, in which quotes are escaped
            relative = f'"{name}":"'.encode()
            script = script.replace(relative + b"/", relative + f"{page.scheme}://{page.netloc}/".encode())
        for character, escaped in ESCAPES.items():
            script = script.replace(character, escaped)
        return mark_safe(script.decode())  # noqa: S308 (escaped above)


def film_metadata(
    facts: FilmFacts, citations: PageCitations, data_sets: DataSets, absolute: Absolute
) -> PageMetadata:
    """Describe the page of a film."""
    film = facts.film
    about = facts_about(film, facts.facts_by_kind)
    return PageMetadata(
        address=absolute(page_address(film)),
        title=str(film) if film.year else film.title,
        description=film.synopsis or credits_sentence(facts),
        kind="video.movie",
        data=linked_data.json_ld_document(linked_data.describe_film(film, about, citations.by_fact, data_sets)),
        api=absolute(reverse("api-film", args=[film.slug])),
        image=image_address("film", film.slug, film.title, absolute),
    )


def image_address(page: str, slug: str, title: str, absolute: Absolute) -> str:
    """Return the address of a page's picture, or '' if its title is in a script that pictures cannot show."""
    return absolute(reverse(f"{page}-image", args=[slug])) if is_drawable(title) else ""


def credits_sentence(facts: FilmFacts) -> str:
    """Say who directed the film and who is in it, in place of a synopsis."""
    directors, leads = person_names(facts.directors), person_names(facts.cast[:LEADS_NAMED])
    if directors and leads:
        sentence = translated("A film directed by %(directors)s, with %(leads)s.")
    elif directors:
        sentence = translated("A film directed by %(directors)s.")
    else:
        sentence = translated("A film with %(leads)s.") if leads else ""
    return sentence % {"directors": directors, "leads": leads}


def person_names(credits_named: Iterable[Credit]) -> str:
    return ", ".join(dict.fromkeys(credit.person.name for credit in credits_named))


def person_metadata(
    facts: PersonFacts, citations: PageCitations, data_sets: DataSets, absolute: Absolute
) -> PageMetadata:
    """Describe the page of a person, with their work on each film."""
    person = facts.person
    about = facts_about(person, facts.facts_by_kind)
    jobs = {credit.job for credit in facts.credits}
    itself = linked_data.describe_person(person, about, jobs, citations.by_fact, data_sets)
    return PageMetadata(
        address=absolute(page_address(person)),
        title=str(person),
        description=work_sentence(facts.credits),
        kind="profile",
        data=linked_data.json_ld_document(itself, *film_parts(facts.credits)),
        api=absolute(reverse("api-person", args=[person.slug])),
        image=image_address("person", person.slug, person.name, absolute),
    )


def work_sentence(credits_held: Sequence[Credit]) -> str:
    """List somebody's jobs and latest films."""
    jobs = dict.fromkeys(translated(credit.job.name) for credit in credits_held)
    titles = list(dict.fromkeys(str(credit.film) for credit in credits_held))[:FILMS_NAMED]
    return f"{', '.join(jobs)}: {', '.join(titles)}." if credits_held else ""


def location_metadata(
    facts: PlaceFacts, citations: PageCitations, data_sets: DataSets, absolute: Absolute
) -> PageMetadata:
    """Describe the page of a location, with the places within it and the films shot or set there."""
    place = facts.place
    about = facts_about(place, facts.facts_by_kind)
    itself = linked_data.describe_place(place, about, citations.by_fact, data_sets)
    parts = [linked_data.reference(part) for part in facts.parts]
    return PageMetadata(
        address=absolute(page_address(place)),
        title=", ".join([place.name, *(above.name for above in place.ancestors())]),
        description=place.note or uses_sentence(facts),
        data=linked_data.json_ld_document(itself, *parts, *film_parts(facts.uses)),
        api=absolute(reverse("api-location", args=[place.slug])),
        image=image_address("location", place.slug, place.name, absolute),
    )


def uses_sentence(facts: PlaceFacts) -> str:
    """List the films that were shot or set in a place."""
    sentences = [
        f"{heading}: {', '.join(dict.fromkeys(used.film.title for used in uses))}."
        for heading, uses in ((translated("Filmed here"), facts.filmed), (translated("Set here"), facts.set_here))
        if uses
    ]
    return " ".join(sentences)


def document_metadata(facts: DocumentFacts, absolute: Absolute) -> PageMetadata:
    """Describe the page of a document, with the records that its sentences on this page are about."""
    source = facts.document
    pages = dict.fromkeys(
        fact.url.partition("#")[0] for passage in facts.passages for fact in passage.facts if fact.url
    )
    mentions = linked_data.node("CreativeWork", mentions=[{"@id": page} for page in pages])
    return PageMetadata(
        address=absolute(page_address(source)),
        title=str(source),
        description=translated(
            "%(some)s of %(all)s sentences have facts on this desk.",
            some=facts.with_facts,
            all=len(facts.passages),
        ),
        kind="article",
        data=linked_data.json_ld_document(linked_data.describe_document(source) | mentions),
        api=absolute(reverse("api-document", args=[source.slug])),
    )


def facts_about(record: Film | Person | Location, facts: ByKind) -> list[Fact]:
    """Select the facts on a record's page that are about the record itself."""
    kinds = [declared.kind for declared, _ in linked_data.facts_about(type(record))]
    return [fact for kind in dict.fromkeys(kinds) for fact in facts.get(kind, ())]


def film_parts(facts: Iterable[Any]) -> list[linked_data.Node]:
    """Return a JSON-LD node for each film that facts are about, with these facts only."""
    facts_by_film: dict[Film, list[Fact]] = {}
    for fact in facts:
        facts_by_film.setdefault(fact.film, []).append(fact)
    return [linked_data.part_of_film(film, own) for film, own in list(facts_by_film.items())[:FILMS_LISTED]]
