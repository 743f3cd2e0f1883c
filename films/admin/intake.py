"""Bring a document in: a file or pasted text, with its description. A revision waits until it is accepted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget, AdminTextInputWidget
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from films.admin.forms import is_key
from films.evidence.converting import MAX_BYTES, DocumentFormat, UnreadableDocumentError, check_size
from films.evidence.documents.incoming import DESCRIBED, Description, IncomingText, read_text
from films.evidence.documents.store import StoredDocument, find_document
from films.evidence.importing import import_document, propose_revision
from films.history.publication import MayOnlyDraftError
from films.models import Document

PASTED = "pasted.txt"


def text_field(name: str) -> forms.CharField:
    field: Any = Document._meta.get_field(name)
    return forms.CharField(max_length=field.max_length, required=False, widget=AdminTextInputWidget)


class IntakeForm(forms.Form):
    """Hold a document to import: its file or its text, and its description."""

    file = forms.FileField(required=False, help_text="Plain text, Markdown or HTML, in UTF-8.")
    text = forms.CharField(required=False, strip=False, label="Or paste its text", widget=AdminTextareaWidget)
    written_as = forms.ChoiceField(
        required=False,
        label="Format",
        choices=[
            ("", "detected from its name or first words"),
            *((file_format.value, file_format.value) for file_format in DocumentFormat),
        ],
    )
    title = text_field("title")
    publisher = text_field("publisher")
    url = forms.URLField(
        max_length=500, required=False, label="Address", assume_scheme="https", widget=AdminTextInputWidget
    )
    revision = text_field("revision")
    licence = text_field("licence")
    retrieved = forms.DateField(required=False, label="Retrieved on", widget=AdminDateWidget)

    def clean(self) -> dict[str, Any]:
        """Take the document's bytes from where they were given. An upload that is too large is not read."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text")
        if bool(file) == bool(text) and not self.errors:
            self.add_error("file", "Choose a file or paste its text, not both.")
        elif file:
            try:
                check_size(file.size)
            except UnreadableDocumentError as refusal:
                self.add_error("file", str(refusal))
            else:
                cleaned["content"], cleaned["name"] = file.read(), file.name
        elif text:
            cleaned["content"], cleaned["name"] = text.encode(), PASTED
        return cleaned

    def read(self) -> IncomingText:
        """Read what was given. Raises UnreadableDocumentError."""
        given = self.cleaned_data
        return read_text(
            given["content"],
            Description(**{name: given[name] for name in DESCRIBED}),
            name=given["name"],
            document_format=DocumentFormat(given["written_as"]) if given["written_as"] else None,
        )


def import_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show the form for a document, or import it and go to its desk, or to the preview of a new revision."""
    number = request.GET.get("revises", "")
    revises = Document.objects.defer("text").filter(pk=number).first() if is_key(number) else None
    is_sent = request.method == "POST"
    form = IntakeForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial_description(revises)
    )
    if form.is_valid():
        try:
            return HttpResponseRedirect(bring_in(request, form.read(), revises))
        except (UnreadableDocumentError, MayOnlyDraftError) as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(refusal))
    context = {
        **site.each_context(request),
        "title": f"New revision of {revises}" if revises else "Import a document",
        "form": form,
        "opts": Document._meta,
        "limit": MAX_BYTES,
        "media": form.media,
    }
    return render(request, "admin/films/intake.html", context)


def bring_in(request: HttpRequest, incoming: IncomingText, revises: Document | None) -> str:
    """Import a text, or keep it as a revision to be looked at; return the address of what comes next."""
    curator = request.user.get_username()
    document = find_document(incoming, revises)
    if document is not None and document.sha256 != incoming.sha256 and document.text != incoming.text:
        revision = propose_revision(incoming, document, curator)
        return reverse("admin:films_documentrevision_preview", args=[revision.pk])
    stored, waiting = import_document(incoming, revises=revises, curator=curator)
    report_outcome(request, stored, waiting)
    return reverse("admin:films_document_desk", args=[stored.document.pk])


def initial_description(document: Document | None) -> dict[str, Any]:
    if document is None:
        return {}
    return {name: getattr(document, name) for name in ("title", "publisher", "url", "licence")}


def report_outcome(request: HttpRequest, stored: StoredDocument, waiting: int) -> None:
    """Report the outcome to the curator."""
    said = f"{stored.outcome} {stored.document}: {stored.sentences} sentences, {waiting} proposed facts."
    messages.success(request, said)
    if stored.comparison is not None:
        messages.info(request, str(stored.comparison))
    if stored.unsaid:
        said = f"{stored.unsaid} values are not in the words cited for them: confirm them anew."
        messages.warning(request, said)
