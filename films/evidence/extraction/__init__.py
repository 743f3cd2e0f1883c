"""Extract facts from a document, each with the sentence that states it."""

from films.evidence.extraction.article import read_article
from films.evidence.extraction.cast import cast
from films.evidence.extraction.credits import crew
from films.evidence.extraction.film import film
from films.evidence.extraction.money import money
from films.evidence.extraction.places import places
from films.evidence.extraction.quotations import quotations
from films.evidence.extraction.relations import relations
from films.evidence.extraction.releases import releases
from films.evidence.extraction.scores import scores
from films.evidence.extraction.types import Proposed

__all__ = ["Proposed", "extract"]


def extract(text: str) -> list[Proposed]:
    """Return the facts that an article on a film seems to state, in the order of their sentences.

    Any text is read: one that is about no film yields few facts or none.
    """
    article = read_article(text)
    defined = film(article)
    year = defined[0].fields["year"] if defined else None
    countries = defined[0].fields["countries"] if defined else []
    found = [
        *defined,
        *crew(article),
        *cast(article),
        *releases(article, year, countries),
        *money(article),
        *scores(article),
        *places(article),
        *relations(article),
        *quotations(article),
    ]
    return sorted(found, key=lambda one: one.sentence)
