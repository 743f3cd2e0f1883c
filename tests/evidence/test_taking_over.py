"""What is read in a text can be accepted as it stands: its sentence says it in words that the reader knows."""

import pytest

from films.evidence.desk.actions import accept_all
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.evidence.extraction import extract
from films.evidence.proposing import propose
from films.models import BoxOffice, Credit, Film, FilmRelation, Location, Proposal, Release, Review
from films.models.places import LocationKind
from films.models.proposals import Decision, ProposalKind

pytestmark = pytest.mark.django_db

ARTICLE = """The Paper Fox

The Paper Fox is a 1994 Malayalam-language film, scripted by Bo Lind and adapted by Carl Ek. It was filmed \
by Lee Marsh.

Cast

  • Mia Roe ... Dr. Sorrel
  • Tim Dow … Radio Opr. #2

Screenwriters

  • Ann Poe – Lisbon

Sequel

It was followed by The Tin Hen in 1997.

Production

Filming took place in Portugal.

Release

It premiered on 9 August 1994 at the Locarno Film Festival. The film was distributed by Owl Pictures. It opened \
in France on 5 October 1994. It earned $3 million at the North American box office and $4 million in \
other countries.

Reception

Nell Fay of The Burrow Times gave it three-and-a-half stars out of four.

Accolades

Mia Roe won Best Actress at the 12th Genie Awards.
"""


def test_what_is_read_can_be_accepted_as_it_stands() -> None:
    document = store_text(read_text(ARTICLE.encode(), Description(title="The Paper Fox"))).document
    propose(document, extract(ARTICLE))
    waiting = document.proposals.filter(decision=Decision.WAITING).exclude(kind=ProposalKind.NOTE)
    taken, left = accept_all(document, waiting.order_by("passage__ordinal", "pk"), "curator")
    assert left == []
    assert len(taken) == len(Proposal.objects.exclude(kind=ProposalKind.NOTE)) >= 14
    assert {(credit.person.name, credit.character) for credit in Credit.objects.filter(job__code="actor")} == {
        ("Mia Roe", "Dr. Sorrel"),
        ("Tim Dow", "Radio Opr. #2"),
    }
    jobs = ("writer", "screenplay", "cinematographer")
    assert Credit.objects.filter(job__code__in=jobs).count() == 4
    assert Location.objects.get(name="Portugal").kind == LocationKind.COUNTRY
    assert [language.name for language in Film.objects.get(slug__startswith="the-paper-fox").languages.all()] == [
        "Malayalam"
    ]
    assert set(BoxOffice.objects.values_list("territory__name", flat=True)) == {"North America", "elsewhere"}
    assert not Release.objects.exclude(distributor=None).exists(), "its sentence names none"
    assert Review.objects.get().score == 3.5
    assert FilmRelation.objects.get().related_film.title == "The Paper Fox", "whose title the document has"
