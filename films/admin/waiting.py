"""List the values that changed since they were cited, and confirm them anew."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from films.admin.base import change_address, foreign_keys
from films.admin.changes import report
from films.admin.forms import is_key
from films.evidence.cited_words import cited_sentence
from films.evidence.claims import WaitingClaim, confirm_anew, waiting_claims
from films.evidence.gaps import waiting_facts
from films.kinds.registry import FACTS
from films.models import Citation

ON_A_PAGE = 20
GONE = "Somebody else has already dealt with this. Nothing was changed."


@dataclass(frozen=True)
class WaitingCitation:
    """Hold a citation with a value that its fact no longer has, for the page."""

    citation: Citation
    claim: WaitingClaim
    fact: Any
    address: str
    sentence: str


def waiting_citations(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show the values that wait to be confirmed, or confirm one of them."""
    if not request.user.has_perm("films.change_citation"):
        raise PermissionDenied
    refused, trouble = 0, ""
    if request.method == "POST":
        trouble = confirm_chosen(request)
        if not trouble:
            return HttpResponseRedirect(f"{reverse('admin:films_citation_waiting')}?{request.GET.urlencode()}")
        refused = int(request.POST["citation"])
    facts = [
        fact
        for declared in FACTS.values()
        for fact in waiting_facts(declared.model).select_related(*foreign_keys(declared.model)).order_by("pk")
    ]
    page = Paginator(facts, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": "Citations to confirm",
        "page": page,
        "waiting": [citation for fact in page for citation in waiting_of(fact)],
        "opts": Citation._meta,
        "refused": refused,
        "trouble": trouble,
        "field": request.POST.get("field", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "admin/films/waiting.html", context)


def waiting_of(fact: Any) -> list[WaitingCitation]:
    """Return the values of a fact that wait, each with the first citation that confirmed another value."""
    cited = list(fact.citations.filter(reading="").select_related("passage__document").order_by("pk"))
    found = []
    for claim in waiting_claims([citation.claims for citation in cited], fact):
        citation = next(citation for citation in cited if claim.field in citation.claims)
        sentence = cited_sentence(citation)
        found.append(WaitingCitation(citation, claim, fact, change_address(fact), sentence))
    return found


def confirm_chosen(request: HttpRequest) -> str:
    """Confirm the chosen value; return what is in the way, if that is something the curator can say more about."""
    sent = {name: request.POST.get(name, "") for name in ("citation", "field", "present", "reason")}
    citation = Citation.objects.filter(pk=sent["citation"]).first() if is_key(sent["citation"]) else None
    fact: Any = citation.fact if citation else None
    if citation is None or sent["field"] not in citation.claims:
        messages.warning(request, GONE)
        return ""
    try:
        confirm_anew(citation, sent["field"], sent["present"], sent["reason"], request.user.get_username())
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    report(request, f"Confirmed the {sent['field'].replace('_', ' ')} of {fact}.")
    return ""
