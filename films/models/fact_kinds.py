"""List the kinds of facts: what a citation can point to, and what can be taken from a sentence."""

import uuid
from typing import cast

from django.db import models

from films.models.awards import Award
from films.models.certificates import Certificate
from films.models.characters import Character, CharacterName
from films.models.companies import CompanyCredit
from films.models.credits import Credit
from films.models.facts import Fact, NaturallyKeyed
from films.models.films import Film, FilmRelation, OtherTitle
from films.models.identifiers import Identifier
from films.models.notes import Note
from films.models.people import Organization, OrganizationName, OtherName, Person
from films.models.places import FilmLocation, Location, LocationName
from films.models.reception import Review
from films.models.releases import BoxOffice, Release
from films.models.songs import Song


def link_to(model: type[Fact]) -> models.ForeignKey[Fact | None, Fact | None]:
    """Build the field of a citation that points to one kind of fact."""
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")


class FactLinks(NaturallyKeyed):
    """Point to one fact by the field for its kind. These fields are the only list of what can be cited."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    film = link_to(Film)
    other_title = link_to(OtherTitle)
    film_relation = link_to(FilmRelation)
    person = link_to(Person)
    other_name = link_to(OtherName)
    organization = link_to(Organization)
    credit = link_to(Credit)
    location = link_to(Location)
    location_name = link_to(LocationName)
    film_location = link_to(FilmLocation)
    review = link_to(Review)
    release = link_to(Release)
    box_office = link_to(BoxOffice)
    note = link_to(Note)
    identifier = link_to(Identifier)
    award = link_to(Award)
    company_credit = link_to(CompanyCredit)
    song = link_to(Song)
    certificate = link_to(Certificate)
    character = link_to(Character)
    character_name = link_to(CharacterName)
    organization_name = link_to(OrganizationName)

    class Meta:
        abstract = True


FACT_MODELS: dict[str, type[Fact]] = {
    field.name: cast("type[Fact]", field.remote_field.model)
    for field in FactLinks._meta.local_fields
    if field.remote_field
}
"""Every kind of fact, under the name of the citation field that points to it."""


class ProposalKind(models.TextChoices):
    """Name the kinds of facts that are taken from a sentence: extracted, as by `extract_facts`, or entered."""

    FILM = "film", "Film"
    CREDIT = "credit", "Credit"
    CHARACTER = "character", "Character"
    PAY = "pay", "Pay"
    LOCATION = "location", "Location"
    RELEASE = "release", "Release"
    BUDGET = "budget", "Budget"
    BOX_OFFICE = "box_office", "Box office"
    REVIEW = "review", "Review"
    RELATION = "relation", "Related film"
    NOTE = "note", "Note"
    AWARD = "award", "Award"
    COMPANY_CREDIT = "company_credit", "Company credit"
    SONG = "song", "Song"
    CERTIFICATE = "certificate", "Certificate"
