"""What schema.org calls what we know: the same on every page and in the graph of everything."""

from urllib.parse import quote

from films.models import Credit, Department, Identifier, Job
from films.models.places import LocationUse

CONTEXT = "https://schema.org"

JOB_PROPERTIES = {
    Job.DIRECTOR: "director",
    Job.STORY: "author",
    Job.SCREENPLAY: "author",
    Job.WRITER: "author",
    Job.PRODUCER: "producer",
    Job.EXECUTIVE_PRODUCER: "producer",
    Job.COMPOSER: "musicBy",
    Job.EDITOR: "editor",
}
"""The properties of a Movie for jobs behind the camera; whoever had another is a `contributor` in a Role."""

LOCATION_PROPERTIES: dict[str, str] = {LocationUse.FILMED: "locationCreated", LocationUse.SET: "contentLocation"}

DATES = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
"""ISO 8601, as precise as is known."""

PAGES_ELSEWHERE = {
    ("film", "imdb"): "https://www.imdb.com/title/{}/",
    ("person", "imdb"): "https://www.imdb.com/name/{}/",
    ("film", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("person", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("film", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
    ("person", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
}
"""The address of the same thing in another catalogue, by what it is and the identifier's scheme."""


def property_of(credit: Credit) -> str:
    """Return the property of a Movie that names whom a credit is given to."""
    return "actor" if credit.department == Department.CAST else JOB_PROPERTIES.get(Job(credit.job), "contributor")


def page_elsewhere(kind: str, identifier: Identifier) -> str:
    """Return the address of a film or person in the catalogue of an identifier, or nothing where it has none."""
    page = PAGES_ELSEWHERE.get((kind, identifier.scheme), "")
    return page.format(quote(identifier.value, safe="/:@!$&'()*+,;=~"))
