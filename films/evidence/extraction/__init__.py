"""Extract facts from a document, each with the sentence that states it."""

from films.evidence.extraction.article import read_article
from films.evidence.extraction.awards import extract_awards
from films.evidence.extraction.cast import extract_cast
from films.evidence.extraction.certificates import extract_certificates
from films.evidence.extraction.companies import extract_companies
from films.evidence.extraction.credits import extract_crew
from films.evidence.extraction.critics import extract_critics
from films.evidence.extraction.film import extract_film
from films.evidence.extraction.film_details import extract_film_details
from films.evidence.extraction.money import extract_money
from films.evidence.extraction.places import extract_places
from films.evidence.extraction.quotations import extract_quotations
from films.evidence.extraction.relations import extract_relations
from films.evidence.extraction.releases import extract_releases
from films.evidence.extraction.scores import extract_scores
from films.evidence.extraction.songs import extract_songs
from films.evidence.extraction.types import ExtractedFact

__all__ = ["ExtractedFact", "extract"]


def extract(text: str) -> list[ExtractedFact]:
    """Return the facts that an article on a film seems to state, in the order of their sentences.

    Any text is read: one that is about no film yields few facts or none.
    """
    article = read_article(text)
    defined = extract_film(article)
    year = defined[0].fields["year"] if defined else None
    countries = defined[0].fields["countries"] if defined else []
    found = [
        *defined,
        *extract_crew(article),
        *extract_cast(article),
        *extract_releases(article, year, countries),
        *extract_money(article),
        *extract_scores(article),
        *extract_awards(article),
        *extract_critics(article),
        *extract_companies(article),
        *extract_songs(article),
        *extract_certificates(article),
        *extract_film_details(article),
        *extract_places(article),
        *extract_relations(article),
        *extract_quotations(article),
    ]
    return sorted(found, key=lambda fact: fact.sentence)
