"""Take a CSV file in a form, and try it out. Loading this takes a while, so that it is done when first needed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from films.admin.forms import RENDERER, RelatedSelect
from films.curating.csv_import.batches import try_out
from films.curating.csv_import.csv_rows import MAX_BYTES, MAX_ROWS, UnusableFileError, decode_csv, size_message
from films.curating.csv_import.sheets import SHEETS
from films.models import Citation, CsvBatch, Passage
from films.models.evidence import Basis


class FileForm(forms.Form):
    sheet = forms.ChoiceField(
        label="Kind of record", choices=[(name, sheet.title) for name, sheet in SHEETS.items()]
    )
    file = forms.FileField(
        label="CSV file", help_text=f"At most {MAX_ROWS:,} rows and {MAX_BYTES // 1_000_000} MB."
    )
    basis = forms.ChoiceField(label="Basis", choices=Basis.choices, initial=Basis.GENERAL_KNOWLEDGE)
    passage = forms.ModelChoiceField(
        Passage.objects.all(), required=False, help_text="The sentence that states this, if there is one."
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Why you trust this without a document. The history keeps it either way.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "renderer": RENDERER})
        self.fields["passage"].widget = RelatedSelect(
            Citation._meta.get_field("passage"), admin.site, choices=self.fields["passage"].widget.choices
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise UnusableFileError(size_message(file.size))
            self.content = decode_csv(file.read())
        except UnusableFileError as error:
            raise ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("basis") == Basis.DOCUMENT and not cleaned.get("passage") and "passage" not in self.errors:
            self.add_error("passage", "Choose the passage that states this, or general knowledge.")
        if cleaned.get("basis") == Basis.GENERAL_KNOWLEDGE:
            cleaned["passage"] = None
            if not cleaned.get("reason"):
                self.add_error("reason", "Say why you trust this without a document.")
        return cleaned

    def build_batch(self, curator: str) -> CsvBatch:
        """Build the batch, unsaved, and try it out.

        Raises UnusableFileError.
        """
        given = {name: self.cleaned_data[name] for name in ("sheet", "basis", "passage", "reason")}
        name = self.cleaned_data["file"].name[:200]
        batch = CsvBatch(curator=curator, file_name=name, content=self.content, **given)
        batch.outcomes = outcomes_as_json(try_out(batch))
        return batch


def outcomes_as_json(outcomes: list[Any]) -> list[dict[str, Any]]:
    return [vars(outcome) for outcome in outcomes]
