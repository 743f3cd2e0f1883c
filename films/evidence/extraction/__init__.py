"""Extract facts from a document, each with the sentence that states it."""

from dataclasses import replace

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
from films.evidence.rules import IN_LISTS, Rule

__all__ = ["ExtractedFact", "extract"]


def extract(text: str) -> list[ExtractedFact]:
    """Return the facts that an article on a film seems to state, in the order of their sentences.

    Any text is read: one that is about no film yields few facts or none.
    """
    article = read_article(text)
    defined = extract_film(article)
    year = defined[0].fields["year"] if defined else None
    found = {
        Rule.FILM: defined,
        Rule.CREW: extract_crew(article),
        Rule.CAST: extract_cast(article),
        Rule.RELEASES: extract_releases(article, year),
        Rule.MONEY: extract_money(article),
        Rule.SCORES: extract_scores(article),
        Rule.AWARDS: extract_awards(article),
        Rule.CRITICS: extract_critics(article),
        Rule.COMPANIES: extract_companies(article),
        Rule.SONGS: extract_songs(article),
        Rule.CERTIFICATES: extract_certificates(article),
        Rule.FILM_DETAILS: extract_film_details(article),
        Rule.PLACES: extract_places(article),
        Rule.RELATIONS: extract_relations(article),
        Rule.QUOTATIONS: extract_quotations(article),
    }
    lists = {statement.start for statement in article.statements if statement.in_list}
    by_rule = (
        replace(fact, rule=IN_LISTS.get(rule, rule) if fact.sentence[0] in lists else rule)
        for rule, facts in found.items()
        for fact in facts
    )
    return sorted(by_rule, key=lambda fact: fact.sentence)
