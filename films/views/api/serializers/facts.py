"""Facts as the API has them, each with its address and its citations."""

from dataclasses import dataclass
from typing import Any

from films.models import (
    BoxOffice,
    Credit,
    Fact,
    FilmLocation,
    FilmRelation,
    Identifier,
    LocationName,
    OtherName,
    OtherTitle,
    Release,
    Review,
)
from films.views.api.citing import Citations
from films.views.api.serializers.links import Linker, organization
from films.views.api.shapes import facts
from films.views.facts.addresses import address, anchor


@dataclass(frozen=True)
class Shaper:
    """Shapes facts whose relations and citations were fetched before."""

    linker: Linker
    citations: Citations

    def standing_at(self, fact: Fact) -> dict[str, Any]:
        """Return what every fact on a film's page has: its id, its address and its citations."""
        return {
            "id": anchor(fact),
            "url": self.linker.absolute(address(fact)),
            "citations": self.citations.of(fact),
        }

    def identifier(self, fact: Identifier) -> facts.Identifier:
        return facts.Identifier(fact.scheme, fact.value, self.citations.of(fact))

    def other_title(self, fact: OtherTitle) -> facts.OtherTitle:
        language = fact.language.tag if fact.language else None
        return facts.OtherTitle(fact.title, fact.kind, language, self.citations.of(fact))

    def other_name(self, fact: OtherName) -> facts.OtherName:
        return facts.OtherName(fact.name, fact.kind, self.citations.of(fact))

    def location_name(self, fact: LocationName) -> facts.LocationName:
        return facts.LocationName(fact.name, self.citations.of(fact))

    def credit(self, fact: Credit) -> facts.Credit:
        return facts.Credit(
            film=self.linker.film(fact.film),
            person=self.linker.person(fact.person),
            department=fact.department.value,
            job=fact.job,
            character=fact.character,
            credited_as=fact.credited_as,
            billing=fact.billing,
            uncredited=fact.uncredited,
            note=fact.note,
            pay=fact.pay,
            pay_currency=fact.pay_currency,
            **self.standing_at(fact),
        )

    def film_location(self, fact: FilmLocation) -> facts.FilmLocation:
        return facts.FilmLocation(
            film=self.linker.film(fact.film),
            location=self.linker.location(fact.location),
            use=fact.use,
            stands_in_for=self.linker.location_or_none(fact.stands_in_for),
            scene=fact.scene,
            reason=fact.reason,
            **self.standing_at(fact),
        )

    def review(self, fact: Review) -> facts.Review:
        return facts.Review(
            film=self.linker.film(fact.film),
            kind=fact.kind,
            outlet=organization(fact.outlet),
            author=self.linker.person_or_none(fact.author),
            measure=fact.measure,
            scale=fact.scale,
            score=fact.score,
            grade=fact.grade,
            score_text=fact.score_text,
            normalised=fact.normalised,
            sample_size=fact.sample_size,
            as_of=fact.as_of,
            summary=fact.summary,
            **self.standing_at(fact),
        )

    def release(self, fact: Release) -> facts.Release:
        return facts.Release(
            kind=fact.kind,
            date=fact.date,
            precision=fact.precision,
            place=self.linker.location_or_none(fact.place),
            distributor=organization(fact.distributor),
            note=fact.note,
            **self.standing_at(fact),
        )

    def box_office(self, fact: BoxOffice) -> facts.BoxOffice:
        return facts.BoxOffice(
            kind=fact.kind,
            amount=fact.amount,
            currency=fact.currency,
            territory=self.linker.location_or_none(fact.territory),
            rank=fact.rank,
            note=fact.note,
            **self.standing_at(fact),
        )

    def film_relation(self, fact: FilmRelation) -> facts.FilmRelation:
        return facts.FilmRelation(
            film=self.linker.film(fact.film),
            kind=fact.kind,
            related_film=self.linker.film(fact.related_film),
            note=fact.note,
            **self.standing_at(fact),
        )

    def note(self, fact: Any) -> facts.Note:
        """Shape a note that was fetched with its published subjects beside it."""
        return facts.Note(
            film=self.linker.film(fact.film),
            topic=fact.topic,
            heading=fact.heading,
            text=fact.text,
            speaker=self.linker.person_or_none(fact.speaker),
            unnamed_speaker=fact.unnamed_speaker,
            people=[self.linker.person(person) for person in fact.about_people],
            films=[self.linker.film(film) for film in fact.about_films],
            locations=[self.linker.location(place) for place in fact.about_locations],
            **self.standing_at(fact),
        )
