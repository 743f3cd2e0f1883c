"""Where each fact stands on the public pages, and what it is called there."""

from films.addresses import page_at
from films.models import (
    BoxOffice,
    Credit,
    Document,
    Fact,
    Film,
    FilmLocation,
    FilmRelation,
    Identifier,
    Location,
    LocationName,
    Note,
    OtherName,
    OtherTitle,
    Person,
    Release,
    Review,
)
from films.models.money import money_text

SENTENCES_SHOWN = 300
"""On one page of a document."""


def anchor(fact: Fact) -> str:
    """Return the fact's `id` on its film's page, or nothing for what a page is about as a whole."""
    match fact:
        case Credit():
            return f"credit-{fact.job}-{fact.person.slug}-{fact.part}"
        case FilmRelation():
            return f"film_relation-{fact.kind}-{fact.related_film.slug}"
        case FilmLocation():
            return f"film_location-{fact.key}"
        case Review():
            return f"review-{fact.key}"
        case Release():
            return f"release-{fact.key}"
        case BoxOffice():
            return f"box_office-{fact.key}"
        case Note():
            return f"note-{fact.key}"
    return ""


def address(fact: Fact) -> str:
    """Return the page and place where the fact is shown, or nothing where no page shows it by itself."""
    match fact:
        case Film() | Person() | Location():
            return page_address(fact)
        case OtherName():
            return page_address(fact.person)
        case LocationName():
            return page_address(fact.location)
        case OtherTitle():
            return page_address(fact.film)
        case Identifier(film=None, person=Person() as person):
            return page_address(person)
        case Identifier(film=Film() as film):
            return page_address(film)
        case Credit() | FilmRelation() | FilmLocation() | Review() | Release() | BoxOffice() | Note():
            return f"{page_address(fact.film)}#{anchor(fact)}"
    return ""


def page_address(subject: Film | Person | Location | Document) -> str:
    return page_at(subject._meta.model_name or "", subject.slug)


def sentence_address(document_slug: str, ordinal: int) -> str:
    """Return where a document's sentence is shown; past the first page, the address says which to open."""
    page = page_at("document", document_slug)
    asked = f"?sentence={ordinal}" if ordinal > SENTENCES_SHOWN else ""
    return f"{page}{asked}#s-{ordinal}"


def fact_text(fact: Fact) -> str:
    """Return what the fact says in one line, without the name of its film."""
    match fact:
        case Credit():
            role = f"as {fact.character}" if fact.character else fact.get_job_display().lower()
            return f"{fact.person.name}, {role}"
        case FilmLocation():
            double = f", in place of {fact.stands_in_for.name}" if fact.stands_in_for else ""
            return f"{fact.get_use_display()}: {fact.location.name}{double}"
        case Review():
            source = fact.outlet.name if fact.outlet else fact.author
            return f"{source}: {fact.score_text or fact.get_kind_display().lower()}"
        case Release():
            where = f", {fact.place.name}" if fact.place else ""
            return f"{fact.get_kind_display()} release{where}, {fact.date_text or 'undated'}"
        case BoxOffice():
            return f"{fact.get_kind_display()}: {money_text(fact.amount, fact.currency) or f'rank {fact.rank}'}"
        case FilmRelation():
            return f"{fact.get_kind_display()} {fact.related_film}"
        case Note():
            return fact.heading
        case OtherTitle():
            return f"{fact.get_kind_display()}: {fact.title}"
        case OtherName():
            return f"{fact.person.name}: {fact.get_kind_display().lower()} {fact.name}"
        case LocationName():
            return f"{fact.location.name}: also {fact.name}"
        case Identifier():
            return f"{fact.scheme} {fact.value}"
        case Location():
            return fact.name
    return str(fact)
