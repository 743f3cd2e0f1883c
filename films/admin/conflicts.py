"""Show where sources disagree: both values side by side, one of them the record's own, with the reason."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.admin.base import NOTHING, change_address
from films.admin.changes import report
from films.admin.evidence import place_of
from films.evidence.conflicts import own_value, prefer_citation
from films.models import Citation, Fact


def conflicts_table(fact: Fact) -> SafeString | str:
    """Return a table of the fields in which sources disagree: the record's own value, then the others."""
    if fact._state.adding:
        return NOTHING
    said = [citation for citation in fact.citations.all() if citation.field]  # type: ignore[attr-defined]
    rows = []
    for field in dict.fromkeys(citation.field for citation in said if citation.reading):
        own = [citation for citation in said if citation.field == field and not citation.reading]
        places = [place_of(citation.passage) if citation.passage else "general knowledge" for citation in own]
        label = field.replace("_", " ")
        rows.append((label, own_value(fact, field), "preferred", ", ".join(places) or NOTHING, ""))
        for citation in said:
            if citation.field == field and citation.reading:
                rows.append(
                    (
                        label,
                        citation.reading,
                        f"not preferred: {citation.reason}",
                        place_of(citation.passage),
                        way_to_prefer(citation, fact),
                    )
                )
    if not rows:
        return NOTHING
    head = "<tr><th>Field</th><th>Value</th><th>Standing</th><th>Source</th><th></th></tr>"
    cells = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    return format_html('<table class="conflicts">{}{}</table>', SafeString(head), cells)


def way_to_prefer(citation: Citation, fact: Fact) -> SafeString | str:
    """Link to the page that prefers a value; a linked record has to be chosen in the form of the fact."""
    if fact._meta.get_field(citation.field).is_relation:
        return "To prefer this, choose it in this form."
    return format_html('<a href="{}">Prefer this</a>', f"{change_address(citation)}prefer/")


def prefer_value(request: HttpRequest, number: int, *, site: Any) -> HttpResponse:
    """Ask for the reason, then make another value the record's own; the present one is kept next to it."""
    citation = get_object_or_404(Citation.objects.select_related("passage").exclude(reading=""), pk=number)
    fact: Any = citation.fact
    if not request.user.has_perm(f"films.change_{fact._meta.model_name}"):
        raise PermissionDenied
    trouble, own = "", own_value(fact, citation.field)
    if request.method == "POST":
        reading, why = citation.reading, request.POST.get("reason", "")
        try:
            prefer_citation(citation, request.POST.get("own", ""), why, request.user.get_username())
        except ValidationError as refusal:
            trouble = " ".join(refusal.messages)
        else:
            report(request, f"“{reading}” is now preferred; “{own}” stays listed beside it.")
            return HttpResponseRedirect(change_address(fact))
    context = {
        **site.each_context(request),
        "title": f"Prefer “{citation.reading}” to “{own}”",
        "citation": citation,
        "fact": fact,
        "own": own,
        "trouble": trouble,
        "reason": request.POST.get("reason", ""),
        "back": change_address(fact),
    }
    return render(request, "admin/films/prefer.html", context)
