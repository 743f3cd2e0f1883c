"""A shelf of invented and famous names, among which questions have to be understood."""

import pytest

from films.models import JobCode
from films.models.places import LocationKind, LocationUse
from tests.cast import credit, film, filmed_at, person, place


@pytest.fixture(scope="module")
def shelf(module_transaction: None) -> None:
    """Put some films, people and places on the shelf, each told from the others by what is asked below."""
    splash = film("Splash", 1984, "Comedy", "Romance")
    apollo = film("Apollo 13", 1995, "Drama")
    taxi = film("Taxi Driver", 1976, "Crime")
    bronx = film("A Bronx Tale", 1993, "Gangster")
    benjamin = film("Private Benjamin", 1980, "Comedy")
    alien = film("Alien", 1979, "Science Fiction", "Horror")
    howard, hanks, hawn = person("Ron Howard"), person("Tom Hanks"), person("Goldie Hawn")
    niro, horner = person("Robert De Niro", "Bobby Milk"), person("James Horner")
    for made, who, job in (
        (splash, howard, JobCode.DIRECTOR),
        (splash, hanks, JobCode.ACTOR),
        (apollo, howard, JobCode.DIRECTOR),
        (apollo, hanks, JobCode.ACTOR),
        (apollo, horner, JobCode.COMPOSER),
        (taxi, niro, JobCode.ACTOR),
        (bronx, niro, JobCode.DIRECTOR),
        (benjamin, hawn, JobCode.ACTOR),
    ):
        credit(made, who, job=job)
    new_york = place("New York", place("United States", kind=LocationKind.COUNTRY), kind=LocationKind.CITY)
    filmed_at(taxi, new_york)
    filmed_at(alien, new_york, use=LocationUse.SET)
