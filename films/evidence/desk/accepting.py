"""From a proposal that a curator accepts to the fact itself, linked, with its citation: one function a kind."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from films.evidence.desk.context import COPIED_WORDS, RefusedError, Taking, copies
from films.evidence.desk.forms import BACKWARDS, Content
from films.evidence.undoing import Record
from films.models import (
    BoxOffice,
    Credit,
    Document,
    Fact,
    FilmLocation,
    FilmRelation,
    Location,
    Note,
    Organization,
    Passage,
    Person,
    ProposalKind,
    Release,
    Review,
)
from films.models.people import OrganizationKind
from films.models.places import LocationKind, LocationUse
from films.models.reception import ReviewKind, Scale
from films.models.releases import BoxOfficeKind

REVIEWS: dict[str, ReviewKind] = {
    OrganizationKind.AUDIENCE_POLL: ReviewKind.AUDIENCE_GRADE,
    OrganizationKind.PUBLICATION: ReviewKind.CRITIC,
}
"""What outlets give: those that are neither polls nor papers gather what critics say."""
EVERYWHERE = {"world", "worldwide"}  # no territory of its own: the whole


def accept(kind: str, content: Content, document: Document, passage: Passage) -> tuple[Fact, Record]:
    """Make or find the fact that a content of this kind says, and cite the passage for it.

    To be called within a transaction, to be rolled back on RefusedError: where the content does not hold
    together, names somebody who could be several people, or breaks a rule.
    """
    if not content.is_valid():
        raise RefusedError(content)
    taking = Taking(content, document, passage)
    try:
        return TAKERS[kind](taking), taking.record
    except ValidationError as broken:
        raise taking.refused(NON_FIELD_ERRORS, " ".join(broken.messages)) from broken


def film(taking: Taking) -> Fact:
    said = taking.said
    about = taking.document.film or taking.other_film()
    taking.agree(about, "title", "title", said["title"])
    taking.agree(about, "year", "year", said["year"])
    taking.record.link(about, "genres", [taking.genre(one) for one in said["genres"]])
    taking.record.link(about, "countries", [taking.country(one) for one in said["countries"]])
    if taking.document.film is None:
        taking.record.change(taking.document, film=about)
    taking.cite(about)
    return about


def credit(taking: Taking) -> Fact:
    """Take a credit: of a person's several parts in one job, each has its own."""
    said = taking.said
    person = taking.person("person")
    held = list(Credit.objects.filter(film=taking.film, person=person, job=said["job"]).order_by("part"))
    same = [one for one in held if one.character == said["character"] or not said["character"]]
    unnamed = [one for one in held if not one.character]
    if same or unnamed:
        found = (same or unnamed)[0]
        for name in ("character", "billing"):
            if said[name] and not getattr(found, name):
                taking.record.change(found, **{name: said[name]})
        if said["uncredited"] and not found.uncredited:
            taking.record.change(found, uncredited=True)
    else:
        found = taking.record.make(
            Credit(
                film=taking.film,
                person=person,
                job=said["job"],
                part=max((one.part for one in held), default=0) + 1,
                character=said["character"],
                uncredited=said["uncredited"],
                billing=said["billing"],
            )
        )
    taking.cite(found)
    return found


def pay(taking: Taking) -> Fact:
    """Take what somebody was paid: it belongs to their first credit on the film."""
    said = taking.said
    person = taking.chosen("person", Person)
    held = Credit.objects.filter(film=taking.film, person=person).order_by("billing", "pk").first()
    if held is None:
        raise taking.refused("person", f"{said['person']} has no credit on this film yet: accept that first.")
    if held.pay is None:
        taking.record.change(held, pay=said["amount"], pay_currency=said["currency"])
    else:
        taking.agree(held, "pay", "amount", said["amount"])
    taking.cite(held, "pay")
    return held


def budget(taking: Taking) -> Fact:
    return money(taking, BoxOfficeKind.BUDGET, None)


def box_office(taking: Taking) -> Fact:
    is_whole = taking.said["territory"].casefold() in EVERYWHERE
    has_territory = taking.said["territory"] and not is_whole
    territory = taking.place("territory", LocationKind.COUNTRY) if has_territory else None
    return money(taking, taking.said["measure"], territory)


def money(taking: Taking, kind: str, territory: Location | None) -> Fact:
    said = taking.said
    held = BoxOffice.objects.filter(film=taking.film, kind=kind, territory=territory).first()
    if held is not None:
        taking.agree(held, "amount", "amount", said["amount"])
        taking.agree(held, "rank", "rank", said.get("rank"))
    else:
        held = taking.record.make(
            BoxOffice(
                film=taking.film,
                key=taking.key(BoxOffice, f"{kind} {territory.name if territory else ''}"),
                kind=kind,
                amount=said["amount"],
                currency=said["currency"],
                territory=territory,
                rank=said.get("rank"),
            )
        )
    taking.cite(held)
    return held


def location(taking: Taking) -> Fact:
    said = taking.said
    place = taking.place("name", said["kind"])
    double = taking.place("stands_in_for", said["kind"]) if said["stands_in_for"] else None
    held = FilmLocation.objects.filter(film=taking.film, location=place, use=said["use"])
    held = held.filter(stands_in_for=double) if double else held
    found = held.order_by("pk").first() or taking.record.make(
        FilmLocation(
            film=taking.film,
            key=taking.key(FilmLocation, f"{place.name} {said['use']}"),
            location=place,
            use=said["use"],
            stands_in_for=double if said["use"] == LocationUse.FILMED else None,
        )
    )
    taking.cite(found)
    return found


def release(taking: Taking) -> Fact:
    said = taking.said
    place = taking.place("place", LocationKind.COUNTRY) if said["place"] else None
    distributor = None
    if said["distributor"]:
        distributor = taking.organization("distributor", OrganizationKind.DISTRIBUTOR)
    held = Release.objects.filter(film=taking.film, kind=said["release_kind"], place=place)
    same = held.filter(date=said["date"]) | held.filter(date=None)
    found = same.order_by("pk").first()
    if found is not None:
        taking.agree(found, "distributor", "distributor", distributor)
    else:
        found = taking.record.make(
            Release(
                film=taking.film,
                key=taking.key(Release, f"{said['release_kind']} {place.name if place else ''}"),
                kind=said["release_kind"],
                date=said["date"],
                precision=said["precision"],
                place=place,
                distributor=distributor,
            )
        )
    taking.cite(found)
    return found


def review(taking: Taking) -> Fact:
    """Take what an outlet made of the film; where it gives a score and an average, each is an entry."""
    said = taking.said
    outlet = taking.organization("outlet", OrganizationKind.REVIEW_AGGREGATOR)
    scores = [(said["scale"], said["score"])] if said["scale"] else []
    if said["average"] is not None:
        scores.append((Scale.TEN, said["average"]))
    taken = [one_review(taking, outlet, scale, score) for scale, score in scores]
    return taken[0]


def one_review(taking: Taking, outlet: Organization, scale: str, score: Any) -> Review:
    name = "grade" if scale == Scale.LETTER else "score"
    held = Review.objects.filter(film=taking.film, outlet=outlet, scale=scale).first()
    if held is not None:
        taking.agree(held, name, "score" if scale == taking.said["scale"] else "average", score)
        taking.agree(held, "sample_size", "sample_size", taking.said["sample_size"])
    else:
        held = taking.record.make(
            Review(
                film=taking.film,
                key=taking.key(Review, f"{outlet.name} {scale}"),
                kind=REVIEWS.get(outlet.kind, ReviewKind.AGGREGATE),
                outlet=outlet,
                scale=scale,
                sample_size=taking.said["sample_size"],
                **{name: score},
            )
        )
    taking.cite(held)
    return held


def relation(taking: Taking) -> Fact:
    said = taking.said
    other = taking.other_film()
    taking.cite(other)
    one, two = (other, taking.film) if said["relation"] in BACKWARDS else (taking.film, other)
    kind = BACKWARDS.get(said["relation"], said["relation"])
    found = FilmRelation.objects.filter(film=one, related_film=two, kind=kind).first()
    found = found or taking.record.make(FilmRelation(film=one, related_film=two, kind=kind))
    taking.cite(found)
    return found


def note(taking: Taking) -> Fact:
    """Take what no other kind of entry holds, in words that are not the document's."""
    said = taking.said
    if copies(said["text"], taking.document.text):
        raise taking.refused("text", f"{COPIED_WORDS} words in a row are the document’s: say it in our own words.")
    made = taking.record.make(
        Note(
            film=taking.film,
            key=taking.key(Note, said["heading"]),
            topic=said["topic"],
            heading=said["heading"],
            text=said["text"],
            speaker=taking.person("speaker") if said["speaker"] else None,
        )
    )
    taking.cite(made)
    return made


TAKERS: dict[str, Callable[[Taking], Fact]] = {
    ProposalKind.FILM: film,
    ProposalKind.CREDIT: credit,
    ProposalKind.PAY: pay,
    ProposalKind.LOCATION: location,
    ProposalKind.RELEASE: release,
    ProposalKind.BUDGET: budget,
    ProposalKind.BOX_OFFICE: box_office,
    ProposalKind.REVIEW: review,
    ProposalKind.RELATION: relation,
    ProposalKind.NOTE: note,
}
