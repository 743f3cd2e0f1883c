"""A person in schema.org's terms, with the films that name them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from films.exporting.schema_org import property_of
from films.models import Credit
from films.views.facts import PersonFacts
from films.views.facts.addresses import page_address
from films.views.structured.films import role
from films.views.structured.metadata import Absolute, Face, document, node, one_or_all
from films.views.structured.naming import film_node, names_elsewhere

FILMS_NAMED = 200  # the latest: a head that is longer than its page serves nobody


def person_face(facts: PersonFacts, absolute: Absolute) -> Face:
    person = facts.person
    page = absolute(page_address(person))
    itself = node(
        "Person",
        id=page,
        url=page,
        name=person.name,
        alternateName=[other.name for other in facts.other_names],
        disambiguatingDescription=person.disambiguation,
        hasOccupation=[node("Occupation", name=job) for job in jobs(facts.credits)],
        **names_elsewhere("person", facts.identifiers),
    )
    return Face(
        address=page,
        title=str(person),
        description=work(facts.credits),
        kind="profile",
        data=document(itself, *films(facts.credits, page, absolute)),
        api=absolute(reverse("api-person", args=[person.slug])),
    )


def jobs(held: Sequence[Credit]) -> list[str]:
    return list(dict.fromkeys(credit.get_job_display() for credit in held))


def work(held: Sequence[Credit]) -> str:
    """Say what somebody does in films, and in which of late."""
    titles = list(dict.fromkeys(str(credit.film) for credit in held))[:3]
    return f"{', '.join(jobs(held))}: {', '.join(titles)}." if held else ""


def films(held: Sequence[Credit], person: str, absolute: Absolute) -> list[dict[str, Any]]:
    """Return each film with what the person did on it, the person by their address alone."""
    by_film: dict[int, list[Credit]] = {}
    for credit in held:
        by_film.setdefault(credit.film_id, []).append(credit)
    return [film(own, person, absolute) for own in list(by_film.values())[:FILMS_NAMED]]


def film(held: Sequence[Credit], person: str, absolute: Absolute) -> dict[str, Any]:
    done: dict[str, list[dict[str, Any]]] = {}
    for credit in held:
        name = property_of(credit)
        value = role(credit, name, {"@id": person})
        if value not in done.setdefault(name, []):
            done[name].append(value)
    return film_node(held[0].film, absolute, **{name: one_or_all(values) for name, values in done.items()})
