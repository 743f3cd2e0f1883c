"""A small cast with something of every kind, and beside it what must never leave."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from films.models import (
    Action,
    Change,
    Citation,
    Document,
    Film,
    FilmLocation,
    FormerAddress,
    Identifier,
    Language,
    Location,
    Note,
    OtherTitle,
    Passage,
    Person,
    Proposal,
    Review,
    State,
)
from films.models.evidence import Basis
from films.models.places import LocationKind
from tests.cast import credit, director, filmed_at, note, place, tanuki_film

SECRET = "whisper"
"""Is part of everything that must not leave."""
SENTENCE = "The tanuki has stolen the drum of the abbot."
OTHER_SENTENCE = "Nobody hears it before the moon is up."


@pytest.fixture
def tanuki(db: None) -> Film:
    """Give a film with facts of many kinds: awkward texts, places in places, a cited document."""
    film = tanuki_film(synopsis="=drum & <moon>\n\tпоёт “tanuki” \u2028 end", runtime=91)
    film.genres.create(slug="folk-tale", name="Folk tale")
    film.languages.add(Language.objects.create(tag="ja", name="Japanese"))
    japan = place("Zipangu", kind=LocationKind.COUNTRY)
    film.countries.add(japan)
    temple = place("Abbey", place("Moon Hill", japan), latitude="35.5", longitude="-134.25")
    filmed_at(film, temple, scene="The drum is stolen.")
    someone = director()
    made = credit(film, someone, note="+1 for the drum")
    OtherTitle.objects.create(film=film, title="-Bunbuku-", state=State.PUBLISHED)
    FormerAddress.objects.create(kind="film", slug="the-badger-1977", film=film)
    FormerAddress.objects.create(kind="person", slug="zofie", person=someone)
    Identifier.objects.create(film=film, scheme="tales", value="@t1", state=State.PUBLISHED)
    Review.objects.create(
        film=film,
        key="zofie",
        kind="makers_verdict",
        author=someone,
        scale="ten",
        score="7.5",
        state=State.PUBLISHED,
    )
    told = note(film, "The drum", speaker=someone)
    told.people.add(someone)
    told.locations.add(temple)
    document = Document.objects.create(
        title="On drums", slug="on-drums", sha256="a" * 64, text=f"{SECRET} {SENTENCE}"
    )
    document.about_films.add(film)
    document.about_people.add(someone)
    document.about_locations.add(temple, japan)
    cited = passage(document, 1)
    Citation.objects.create(credit=made, passage=cited)
    Citation.objects.create(note=told, basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows it.")
    return film


def passage(document: Document, ordinal: int) -> Passage:
    return Passage.objects.create(
        document=document,
        ordinal=ordinal,
        section="Lead",
        paragraph=1,
        sentence=ordinal,
        start=ordinal,
        end=ordinal + 10,
        sha256="b" * 64,
        first_words="The tanuki",
        last_words="the abbot.",
    )


@pytest.fixture
def secrets(tanuki: Film) -> None:
    """Put beside the film what must not leave: drafts and what hangs on them, a proposal, a curator's traces."""
    curator = get_user_model().objects.create_user("whisper-curator", "whisper@example.org", "whisper-password")
    Client().force_login(curator)
    change = Change.objects.create(curator="whisper-curator", action=Action.EDIT, summary=SECRET, reason=SECRET)
    change.alterations.create(kind="film", record_id=tanuki.pk, name=SECRET, before={"title": SECRET})
    draft = State.DRAFT
    hidden_film = tanuki_film(title="Whisper", slug="whisper-film", state=draft)
    hidden_person = director(name="Whisper", slug="whisper-person", state=draft)
    hidden_place = place("Whisper place", state=draft)
    credit(hidden_film, director(name="Ada Quill", slug="ada-quill"), note=SECRET)
    credit(tanuki, hidden_person, note=SECRET)
    FormerAddress.objects.create(kind="film", slug=f"{SECRET}-once", film=hidden_film)
    filmed_at(tanuki, hidden_place, scene=SECRET)
    FilmLocation.objects.create(
        film=tanuki, key="whisper", location=hidden_place, use="filmed", scene=SECRET, state=State.PUBLISHED
    )
    told = note(tanuki, "A whisper", state=draft)
    Note.objects.get(key="the-drum").people.add(hidden_person)
    Note.objects.get(key="the-drum").films.add(hidden_film)
    about = Document.objects.get(slug="on-drums")
    about.about_films.add(hidden_film)
    about.about_people.add(hidden_person)
    about.about_locations.add(hidden_place)
    Location.objects.filter(slug="zipangu").update(part_of=hidden_place)
    document = Document.objects.create(title="Whisper", slug="whisper-document", sha256="c" * 64, text=SECRET)
    Citation.objects.create(note=told, passage=passage(document, 1), reason=SECRET)
    Citation.objects.create(person=hidden_person, basis=Basis.GENERAL_KNOWLEDGE, reason=SECRET)
    Proposal.objects.create(
        document=document, passage=passage(document, 2), kind="credit", content={"note": SECRET}, confidence=0.5
    )
    assert Person.objects.filter(state=draft).exists()
