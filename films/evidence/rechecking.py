"""Compare claims that came from elsewhere with the text of their document, once that is held."""

from typing import Any

from films.evidence.cited_words import cited_sentence, heading_of, support_for
from films.evidence.claims import claim_of
from films.kinds.claims import claimable_value
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Citation, Document, Support


def recheck_words(document: Document) -> int:
    """Withdraw the support of values that the words of their sentences do not say, and return how many.

    A fixture states which words say a value, but anybody can write a fixture.
    """
    cited = Citation.objects.filter(passage__document=document, passage__lost_sentence="", reading="")
    withdrawn = 0
    for citation in cited.select_related("passage__document", *FACT_MODELS):
        citation.passage.document = document
        if unsaid := withdraw_unsaid(citation):
            citation.save(update_fields=["claims"])
            withdrawn += unsaid
    return withdrawn


def withdraw_unsaid(citation: Citation) -> int:
    """Withdraw the support that a citation claims from its words and does not have; it is not saved."""
    fact: Any = citation.fact
    sentence, unsaid = cited_sentence(citation), 0
    for claimable in claims_of(type(fact)) if sentence else ():
        claim = citation.claims.get(claimable.name, {})
        if claim.get("support") != Support.WORDS or claim["value"] != claimable_value(fact, claimable):
            continue
        if support_for(fact, claimable, sentence, heading_of(citation))["support"] != Support.WORDS:
            citation.claims[claimable.name] = claim_of(citation, claim["value"])
            unsaid += 1
    return unsaid
