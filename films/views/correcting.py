"""Read what a visitor says is wrong with a fact, and keep out what programs send by themselves."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.core.validators import RegexValidator
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from films.curating.corrections import takes_corrections
from films.evidence.claims import field_label
from films.history.rows import kind_of
from films.kinds.addresses import fact_text, field_text
from films.kinds.registry import claims_of
from films.languages import translated
from films.models import Document, Fact, Film, Location, Person
from films.views.facts import film_facts, person_facts, place_facts

FACTS_OF: Mapping[type[Any], Callable[[Any], Iterable[Any]]] = {
    Film: lambda film: film_facts(film).own_facts,
    Person: lambda person: person_facts(person).own_facts,
    Location: lambda place: place_facts(place).own_facts,
    Document: lambda document: [document],
}
"""The records that have a page, and the facts on it that can be corrected, the record itself first."""

CORRECTABLE: Mapping[str, Any] = {kind_of(model): model for model in FACTS_OF}
"""The models whose records have a page, by kind."""

LONGEST_TEXT, LONGEST_SOURCE = 2000, 500
WORDS_SHOWN = 12
"""Of a longer value, in the list of what can be wrong."""
SECONDS_TO_WRITE = 3
"""What nobody needs less than to say what is wrong; programs do."""
SECONDS_TO_SEND = 24 * 3600
"""How long a form can be sent after it was opened."""

SAY_WHAT = _("Say what is wrong.")
TOO_EARLY = _(
    "That was sent faster than anybody writes. If you are not a program, send it again in a few seconds."
)
TOO_LATE = _("This page was opened too long ago. What you wrote is still here: send it again.")
LOOKS_FILLED_IN_BY_PROGRAM = _("A field that visitors do not see was filled in. It is empty again: send the rest.")
printable = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    _("There are control characters in the text, perhaps from another program. Type it in by hand."),
    inverse_match=True,
)

signer = TimestampSigner(salt="films.corrections")


def correction_address(record: Any) -> str:
    """Return the address of the form for a record's page, or an empty string if no corrections are taken."""
    return reverse("correction", args=[kind_of(type(record)), record.slug]) if takes_corrections() else ""


class Words(forms.CharField):
    """Take text that people write: line ends count once, as in browsers, and control characters are refused."""

    default_validators = [printable]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class CorrectionForm(forms.Form):
    fact = forms.ChoiceField(
        label=_("Which fact"),
        required=False,
        error_messages={"invalid_choice": _("That fact is not on the page any more. Choose again.")},
    )
    what = Words(
        label=_("What is wrong"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": SAY_WHAT},
    )
    why = Words(
        label=_("How you know"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = Words(
        label=_("Where it can be read"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=_("A book with its page, an article, or an address on the web."),
    )

    def __init__(self, record: Any, sent: Any = None, chosen: str = "") -> None:
        self.record = record
        is_listed = chosen in self.facts or chosen in self.record_fields
        super().__init__(sent, initial={"fact": chosen if is_listed else ""}, label_suffix="")
        self.choice.choices = [
            ("", translated("The whole page, or something that is missing")),
            *self.grouped_fields(),
            *self.grouped_facts(),
        ]

    @property
    def choice(self) -> Any:
        return self.fields["fact"]

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the facts on the page by what the form calls them."""
        return {f"{kind_of(type(fact))}-{fact.pk}": fact for fact in FACTS_OF[type(self.record)](self.record)}

    @cached_property
    def record_fields(self) -> dict[str, str]:
        """Map what the form calls the fields of the record itself, such as a film's year, to their names."""
        if not isinstance(self.record, Fact):
            return {}
        names = [claimable.name for claimable in claims_of(type(self.record))]
        prefix = f"{kind_of(type(self.record))}-{self.record.pk}"
        return {f"{prefix}.{name}": name for name in names if field_text(self.record, name)}

    def grouped_fields(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the fields of the record with their values, as a select shows them."""
        texts = [
            (key, f"{capfirst(translated(field_label(name)))}: {self.value_text(name)}")
            for key, name in self.record_fields.items()
        ]
        return [(str(self.record), texts)] if texts else []

    def value_text(self, name: str) -> str:
        """Return the value of a field of the record, cut if it is long."""
        return Truncator(field_text(self.record, name)).words(WORDS_SHOWN)

    def grouped_facts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the texts of the facts by kind, as a select shows them."""

        def heading(item: tuple[str, Any]) -> str:
            return translated(capfirst(item[1]._meta.verbose_name_plural))

        others = [(key, fact) for key, fact in self.facts.items() if fact != self.record]
        return [
            (kind, [(key, self.text_of(fact)) for key, fact in facts]) for kind, facts in groupby(others, heading)
        ]

    def text_of(self, fact: Any) -> str:
        """Return a fact in one line, with its film unless the page is about that."""
        film = getattr(fact, "film", None)
        return fact_text(fact) if film in (None, self.record) else f"{fact_text(fact)}, {film}"

    @property
    def chosen_fact(self) -> Any:
        """Return what the visitor says is wrong: a fact, or the record that the page is about."""
        return self.facts.get(self.cleaned_data["fact"], self.record)

    @property
    def chosen_field(self) -> str:
        """Return the name of the record's field that the visitor says is wrong, or '' for all of the fact."""
        return self.record_fields.get(self.cleaned_data["fact"], "")

    @property
    def stamp(self) -> str:
        """Return the time at which the form was opened, signed."""
        return signer.sign(kind_of(type(self.record)))

    def clean(self) -> None:
        """Refuse what a person does not do: fill in the hidden field, or send at once."""
        super().clean()
        if self.errors:
            return
        if self.data.get("website"):
            raise ValidationError(LOOKS_FILLED_IN_BY_PROGRAM)
        stamp = str(self.data.get("opened", ""))
        try:
            signer.unsign(stamp, max_age=SECONDS_TO_SEND)
        except BadSignature as unusable:
            raise ValidationError(TOO_LATE) from unusable
        try:
            signer.unsign(stamp, max_age=SECONDS_TO_WRITE)
        except SignatureExpired:
            return
        raise ValidationError(TOO_EARLY)
