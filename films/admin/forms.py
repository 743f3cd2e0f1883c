"""Build forms that query less and check more than Django's, so that no broken rule ends in an error page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from films.admin.locking import DELETED_UNSEEN, OUTDATED, WatchedForm
from films.admin.rendering import QuickRenderer
from films.evidence.claims import NOT_SAID, confirm_cited, shown_value
from films.evidence.gaps import Gap, evidence_gaps, list_gaps
from films.evidence.readings import reading_trouble
from films.models import Fact, Job, State
from films.models.jobs import job_choices

REFUSED = (
    "The database refused this, perhaps because somebody saved the same record at the same time. "
    "Nothing was saved. It said: {}"
)
NO_KEY = "0"  # the key of no record, since keys begin at 1
LONGEST_KEY = 18  # digits; more may not fit an integer of the database
NEW_ROWS = 50  # new rows of one kind in a submission
RENDERER = QuickRenderer()


class PossibleKeys(AutocompleteMixin):
    """Query only keys that are possible: the database raises an error for some others."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [key for key in value if is_key(key)], attr)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if isinstance(value, list):
            return [key if is_key(key) else NO_KEY for key in value]
        return value if not value or is_key(value) else NO_KEY

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Render with the forms' renderer, which Django's wrapper around a search box does not pass on."""
        return super().render(name, value, attrs, renderer or RENDERER)  # type: ignore[misc]


def is_key(text: Any) -> bool:
    return len(str(text)) <= LONGEST_KEY and str(text).isascii() and str(text).isdecimal()


class RelatedSelectMultiple(PossibleKeys, AutocompleteSelectMultiple):
    pass


class RelatedSelect(PossibleKeys, AutocompleteSelect):
    """Take the chosen record from the row already loaded, where Django would query once per row."""

    chosen: models.Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        if any(value):
            if self.chosen is None or list(value) != [str(self.chosen.pk)]:
                return super().optgroups(name, value, attr)
            options.append(self.create_option(name, self.chosen.pk, str(self.chosen), True, len(options)))
        return [(None, options, 0)]


class JobSelect(forms.Select):
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Render with the forms' renderer, which Django's wrapper around a choice of a record does not pass on."""
        return super().render(name, value, attrs, renderer or RENDERER)


class JobField(forms.TypedChoiceField):
    """Offer all jobs, by department; they are read once for all rows of a page."""

    widget: Any = JobSelect

    def __init__(self, **kwargs: Any) -> None:
        choices = job_choices()
        if not kwargs.get("required", True):
            choices = [("", [("", "—")]), *choices]
        super().__init__(choices=choices, coerce=lambda code: Job.objects.get(pk=code), empty_value=None, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


class CuratedForm(WatchedForm):
    refusal = ""
    """Why these very values were refused when they were saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "renderer": RENDERER})
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RelatedSelect):
                widget.chosen = self.instance._state.fields_cache.get(name)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True
        self.watch()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        if self.outdated:
            raise ValidationError(OUTDATED, code="outdated")
        return cleaned or self.cleaned_data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.instance.is_touched = self.has_changed()
        links = self.instance._meta.many_to_many
        cleaned = getattr(self, "cleaned_data", {})
        self.instance.links_to_save = {link.name: cleaned[link.name] for link in links if link.name in cleaned}

    def validate_unique(self) -> None:
        """Check rules that involve the parent too, which Django leaves out of an inline row's checks.

        Once the parent is saved and the row's own fields are good, every value is known, so no rule is skipped.
        """
        super().validate_unique()
        if self.has_saved_parent() and self.has_changed() and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as broken:
                self.add_error(None, broken)

    def has_saved_parent(self) -> bool:
        return any(
            isinstance(field, InlineForeignKeyField) and field.parent_instance.pk is not None
            for field in self.fields.values()
        )


UNSUPPORTED = (
    "A published fact needs evidence: cite a sentence of a document, or choose “general knowledge” or “no source "
    "held” and say why. Or keep it as a draft. Nothing was saved. What is lacking: %(gaps)s."
)


def unsupported(gaps: list[Gap]) -> ValidationError:
    return ValidationError(UNSUPPORTED, params={"gaps": list_gaps(gaps)}, code="unsupported")


class CuratedFormSet(BaseInlineFormSet):
    deleted_forms: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Limit the rows to the stored ones and a day's work: each takes time, even if empty."""
        super().__init__(*args, **kwargs)
        self.max_num = self.absolute_max = len(self.get_queryset()) + NEW_ROWS

    @cached_property
    def empty_form(self) -> Any:
        """Return the form for a row to add, made once: the page asks for it at six places."""
        return super().empty_form

    def clean(self) -> None:
        super().clean()
        if any(form.entry_changed for form in self.deleted_forms):
            raise ValidationError(DELETED_UNSEEN, code="outdated")
        if self.model is not None and issubclass(self.model, Fact):
            self.check_evidence()

    def check_evidence(self) -> None:
        """Refuse changed rows that are published without evidence; unchanged rows are left alone."""
        for form in self.forms:
            if form in self.deleted_forms or not form.has_changed():
                continue
            fact = form.instance
            if getattr(form, "cleaned_data", {}).get("state") != State.PUBLISHED:
                continue
            if gaps := evidence_gaps(fact):
                form.add_error("state", unsupported(gaps))

    def get_queryset(self) -> Any:
        """Return the rows with their parent already loaded, so that naming a row takes no query."""
        if not hasattr(self, "_rows"):
            self._rows = super().get_queryset()
            for row in self._rows:
                setattr(row, self.fk.name, self.instance)
        return self._rows


class CitationRowForm(CuratedForm):
    confirm = forms.BooleanField(
        label="Confirm anew", required=False, help_text="The source says what the record says now."
    )


class CitationFormSet(CuratedFormSet):
    def clean(self) -> None:
        """Compare what is cited, and refuse repeated citations and a published fact without evidence."""
        super().clean()
        self.check_repeated()
        kept = [form for form in self.forms if form not in self.deleted_forms and not form.errors]
        rows = [form for form in kept if form.has_changed() or form.instance.pk]
        self.instance.citations_to_save = [form.instance for form in rows]
        self.confirm_rows([form for form in rows if form.has_changed()])
        is_touched = getattr(self.instance, "is_touched", True) or self.has_changed()
        if is_touched and self.instance.state == State.PUBLISHED and (gaps := evidence_gaps(self.instance)):
            raise unsupported(gaps)

    def confirm_rows(self, rows: list[Any]) -> None:
        """Let changed rows confirm the record as it is; a cited field that the words do not say needs a reason."""
        taken = {citation.field for citation in self.instance.citations_to_save if not citation.reading}
        for form in rows:
            missing = confirm_cited(form.instance, self.instance, taken)
            if trouble := reading_trouble(form.instance, self.instance):
                form.add_error("reading", trouble)
            if missing and form.instance.field:
                form.add_error("reason", NOT_SAID.format(shown_value(self.instance, form.instance.field)))

    def check_repeated(self) -> None:
        """Refuse a citation that is repeated within the submission, where the database cannot see it yet."""
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", {})
            if not values or form in self.deleted_forms:
                continue
            citation = (values.get("field"), values.get("reading"), values.get("passage"))
            if citation in seen:
                form.add_error(None, "This citation already exists.")
            seen.add(citation)
