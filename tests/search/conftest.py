"""A shelf of invented and famous names, among which questions have to be understood."""

import pytest

from films.models import Job
from films.models.places import LocationKind, LocationUse
from tests.cast import credit, film, filmed_at, person, place


@pytest.fixture
def shelf(db: None) -> None:
    """Put some films, people and places on the shelf, each told from the others by what is asked below."""
    splash = film("Splash", 1984, "Comedy", "Romance")
    apollo = film("Apollo 13", 1995, "Drama")
    taxi = film("Taxi Driver", 1976, "Crime")
    bronx = film("A Bronx Tale", 1993, "Crime")
    benjamin = film("Private Benjamin", 1980, "Comedy")
    alien = film("Alien", 1979, "Science fiction", "Horror")
    howard, hanks, hawn = person("Ron Howard"), person("Tom Hanks"), person("Goldie Hawn")
    niro, horner = person("Robert De Niro", "Bobby Milk"), person("James Horner")
    for made, who, job in (
        (splash, howard, Job.DIRECTOR),
        (splash, hanks, Job.ACTOR),
        (apollo, howard, Job.DIRECTOR),
        (apollo, hanks, Job.ACTOR),
        (apollo, horner, Job.COMPOSER),
        (taxi, niro, Job.ACTOR),
        (bronx, niro, Job.DIRECTOR),
        (benjamin, hawn, Job.ACTOR),
    ):
        credit(made, who, job=job)
    new_york = place("New York", place("United States", kind=LocationKind.COUNTRY), kind=LocationKind.CITY)
    filmed_at(taxi, new_york)
    filmed_at(alien, new_york, use=LocationUse.SET)
