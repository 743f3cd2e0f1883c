"""Lock optimistically: notice when a record has changed since its form was shown, so that no change is lost.

Every form carries a fingerprint of what it showed. Django by itself would compare the submission with the stored
record, and take every value that somebody else has changed since for one that the curator typed.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

OUTDATED = (
    "Somebody changed this record after you opened it. Nothing was saved, and what you typed is still here. "
    "Reload the record in another tab to compare, then save again: that replaces what they changed."
)
DELETED_UNSEEN = (
    "Somebody changed a row that you marked for deletion after you opened this page. Nothing was saved. "
    "Look at the row again: saving once more deletes it."
)
Sent = Mapping[str, list[str]]
"""What a browser sends for each input; nothing for a box that is not ticked."""


class Fingerprint(forms.Field):
    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return the present fingerprint: a curator who was warned has seen the change."""
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class WatchedForm(forms.ModelForm):
    seen = Fingerprint(required=False)
    entry_changed = False
    """Whether the record is no longer what the form showed."""
    outdated = False
    """Whether, besides, saving the form would undo that."""

    def watch(self) -> None:
        """Compare the submission with what was shown and with what is stored; keep untouched fields as stored.

        Call this once it is known which fields can be edited.
        """
        if self.instance.pk is None:
            return
        names = [name for name, field in self.fields.items() if not field.disabled and name != "seen"]
        present = {name: browser_values(self[name]) for name in names}
        self.initial["seen"] = form_fingerprint(present)
        if not self.is_bound:
            return
        data: Any = self.data
        seen = data.get(self.add_prefix("seen"))
        self.entry_changed = seen != self.initial["seen"]
        if not self.entry_changed:
            return
        typed = form_fingerprint({name: data.getlist(self.add_prefix(name)) for name in names})
        if typed == seen:
            self.data = data = data.copy()
            for name, values in present.items():
                data.setlist(self.add_prefix(name), values)
        else:
            self.outdated = typed != self.initial["seen"]


def browser_values(field: BoundField) -> list[str]:
    """Return what a browser would send if the field showed the record as it is and nobody touched it."""
    widget: Any = getattr(field.field.widget, "widget", field.field.widget)
    value = field.field.prepare_value(field.initial)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    value = widget.format_value(value)
    return [str(item) for item in (value if isinstance(value, list) else [value]) if item is not None]


def form_fingerprint(sent: Sent) -> str:
    """Return a hash that is equal for equal input, however a browser ends lines or orders choices."""
    tidy = {
        name: sorted(text for value in values if (text := value.replace("\r\n", "\n").strip()))
        for name, values in sent.items()
    }
    return sha256(json.dumps(tidy, sort_keys=True).encode()).hexdigest()[:16]
