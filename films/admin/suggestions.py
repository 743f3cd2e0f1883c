"""Review suggestions: each beside what it changes, with its evidence, accepted, amended or declined by one key."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import capfirst
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from films.admin.base import change_address
from films.admin.changes import RecordedAdmin
from films.admin.forms import RENDERER, is_key
from films.admin.readonly import ReadOnlyAdmin
from films.curating.suggestions import (
    DecidedAlreadyError,
    accept,
    amend_correction,
    amendable_values,
    decline,
    find_record,
    suggested_citations,
    waiting_suggestions,
)
from films.evidence.cited_words import cited_sentence
from films.evidence.claims import field_label
from films.evidence.desk.reserving import count_by_readers, free_for, reserve
from films.history.describing import DescribedRecord, describe
from films.history.plan import CannotUndoError, Obstacle
from films.history.planning import plan_suggestion
from films.history.publication import MAY_PUBLISH
from films.kinds.addresses import field_text
from films.models import Citation, Suggestion

ON_A_PAGE = 20
VISITOR = "a visitor"
DECIDED = {"decline": "Declined", "amend": "Amended"}
GONE = "That suggestion is not there any more. Nothing was changed."


@dataclass(frozen=True)
class Evidence:
    """Hold a citation that a suggestion brings, its sentence, and the words in it that say the values."""

    citation: Citation
    sentence: str

    @property
    def words(self) -> list[str]:
        if not self.sentence:
            return []
        spans = {(claim["start"], claim["end"]) for claim in self.citation.claims.values() if "start" in claim}
        return [self.sentence[start:end] for start, end in sorted(spans)]


class SuggestionCard:
    """Hold a suggestion for the page, with the form by which an editor decides on it."""

    def __init__(self, suggestion: Suggestion, sent: Any = None) -> None:
        self.suggestion = suggestion
        self.record = find_record(suggestion)
        self.form = decision_form(suggestion, self.record, sent)
        self.trouble = ""

    @property
    def address(self) -> str:
        return change_address(self.record) if self.record is not None else ""

    @cached_property
    def citations(self) -> list[Citation]:
        """Return the citations that it brings."""
        return suggested_citations(self.suggestion)

    @property
    def described(self) -> list[DescribedRecord]:
        """Describe what it changes; citations that it brings are shown as evidence."""
        brought = {("citation", citation.pk) for citation in self.citations}
        altered = self.suggestion.suggested_alterations()
        return list(describe([row for row in altered if (row.kind, row.record_id) not in brought]))

    @property
    def field(self) -> str:
        """Return the field that a visitor says is wrong, with its present value."""
        name = self.suggestion.field
        value = field_text(self.record, name) if self.record is not None else ""
        return f"{capfirst(field_label(name))}: {value}" if name else ""

    @property
    def evidence(self) -> list[Evidence]:
        return [Evidence(citation, cited_sentence(citation)) for citation in self.citations]

    @property
    def obstacles(self) -> list[Obstacle]:
        """Return what has changed since it was made."""
        return plan_suggestion(self.suggestion).obstacles if self.suggestion.alterations else []


def decision_form(suggestion: Suggestion, record: Any, sent: Any) -> forms.Form:
    """Return the form for a decision on a record: an input for each value to be amended, and the remark."""
    form = forms.Form(sent, prefix=str(suggestion.pk), renderer=RENDERER)
    for name, value in amendable_values(suggestion).items() if record is not None else ():
        form.fields[name] = record._meta.get_field(name).formfield(initial=value)
    form.fields["remark"] = forms.CharField(
        required=False,
        label="A word on it" if suggestion.is_correction else "A word to its author",
        max_length=1000,
        widget=forms.TextInput(attrs={"size": 60}),
    )
    return form


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin, RecordedAdmin):
    list_display = ["name", "state", "who", "made_at", "decided_by", "remark"]
    list_filter = ["state", "made_at"]
    search_fields = ["name", "what", "why", "made_by"]
    fields = [*"name who made_at field what why source suggested state remark decided_by".split()]
    readonly_fields = ["who", "suggested"]
    change_list_template = "admin/films/suggestion_list.html"

    @admin.display(description="Who", ordering="made_by")
    def who(self, suggestion: Suggestion) -> str:
        return suggestion.made_by or VISITOR

    @admin.display(description="Suggested")
    def suggested(self, suggestion: Suggestion) -> SafeString:
        context = {"described": describe(suggestion.suggested_alterations())}
        return render_to_string("admin/films/_described.html", context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.review_view)
        return [path("review/", view, name="films_suggestion_review"), *super().get_urls()]

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """Show the suggestions that wait, and decide on one of them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        refused = None
        if request.method == "POST":
            refused = decide(request)
            if refused is None:
                return HttpResponseRedirect(request.get_full_path())
        curator, waiting = request.user.get_username(), waiting_suggestions()
        page = Paginator(free_for(curator, waiting), ON_A_PAGE).get_page(request.GET.get("p"))
        may_decide = request.user.has_perm(MAY_PUBLISH)
        if may_decide:
            reserve(curator, list(page), Suggestion)
        context = {
            **self.admin_site.each_context(request),
            "title": "Suggestions to decide",
            "opts": self.opts,
            "page": page,
            "cards": [
                refused if refused and refused.suggestion == suggestion else SuggestionCard(suggestion)
                for suggestion in page
            ],
            "with_others": count_by_readers(curator, waiting),
            "may_decide": may_decide,
        }
        return TemplateResponse(request, "admin/films/suggestions.html", context)


def decide(request: HttpRequest) -> SuggestionCard | None:
    """Carry out the decision that was sent; return the card with what is wrong, if the editor can mend it."""
    key = request.POST.get("suggestion", "")
    suggestion = Suggestion.objects.filter(pk=key).first() if is_key(key) else None
    if suggestion is None:
        messages.warning(request, GONE)
        return None
    card = SuggestionCard(suggestion, request.POST)
    remark, editor = request.POST.get(f"{suggestion.pk}-remark", ""), request.user.get_username()
    decision = request.POST.get("decision", "")
    if decision != "decline" and not card.form.is_valid():
        return card
    try:
        if decision == "decline":
            decline(suggestion, remark, editor)
        elif decision == "amend" and suggestion.is_correction:
            amend_correction(suggestion, remark, editor)
        else:
            values = {name: value for name, value in card.form.cleaned_data.items() if name != "remark"}
            accept(suggestion, values, remark, editor)
    except ValidationError as refusal:
        card.trouble = " ".join(refusal.messages)
        return card
    except CannotUndoError as stale:
        card.trouble = str(stale)
        return card
    except DecidedAlreadyError as meanwhile:
        messages.warning(request, str(meanwhile))
        return None
    messages.success(request, f"{DECIDED.get(decision, 'Accepted')}: {suggestion.name}.")
    return None
