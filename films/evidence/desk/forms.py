"""What a proposed fact of each kind says, as a form: checked alike whether read out of a text or typed."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from films.models import Film, Job, Location, Organization, Person, ProposalKind
from films.models.credits import JOB_CHOICES
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR, RelationKind
from films.models.notes import Topic
from films.models.places import LocationKind, LocationUse
from films.models.reception import LETTER_GRADES, SCALE_TOPS, Scale
from films.models.releases import DATE_FORMATS, BoxOfficeKind, DatePrecision, ReleaseKind

LONGEST_NAME = 200
AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2, "min_value": 0}
BACKWARDS = {"followed_by": RelationKind.SEQUEL, "remade_as": RelationKind.REMAKE}
"""Relations as sentences also put them: what the other film is to this one."""
RELATIONS = [*RelationKind.choices, ("followed_by", "Followed by"), ("remade_as", "Remade as")]
NEW = "new"
"""What chooses nobody known, but somebody new, of a name."""


def name(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_NAME, label=label, required=required)


def choice(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices if required else [("", "—"), *choices], label=label, required=required
    )


class Content(forms.Form):
    """The fields of a kind of fact. Those in `names` name records; `<name>_is` says which."""

    names: ClassVar[dict[str, type[Model]]] = {}
    use_required_attribute = False

    reason = forms.CharField(
        label="Why the entry’s own value is preferred",
        required=False,
        widget=forms.HiddenInput,
        help_text="Where the sentence differs from the entry: both stay on record, with this reason.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for named in self.names:
            self.fields[f"{named}_is"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.order_fields([part for field in self.fields for part in (field, f"{field}_is") if part != "reason"])

    def ask_why(self) -> None:
        """Show the input for a reason: there is something to explain."""
        self.fields["reason"].widget = forms.TextInput()

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the form would be sent for what was read out of a sentence."""
        return {field: value for field, value in content.items() if value is not None}

    @classmethod
    def told(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was read out of a sentence as it is shown to be decided on."""
        return cls.from_proposal(content)


class FilmContent(Content):
    names = {"title": Film}
    title = name("Title")
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR)
    genres = forms.CharField(label="Genres", required=False, help_text="With commas between.")
    countries = forms.CharField(label="Countries", required=False, help_text="With commas between.")

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        listed = {key: ", ".join(content.get(key) or ()) for key in ("genres", "countries")}
        return super().from_proposal({**content, **listed})

    def clean_genres(self) -> list[str]:
        return parts(self.cleaned_data["genres"])

    def clean_countries(self) -> list[str]:
        return parts(self.cleaned_data["countries"])


class CreditContent(Content):
    names = {"person": Person}
    person = name("Person")
    job = choice("Job", JOB_CHOICES)
    character = name("Character", required=False)
    uncredited = forms.BooleanField(label="Uncredited", required=False)
    billing = forms.IntegerField(label="Billing", required=False, min_value=1, max_value=9999)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        job = Job.VOICE if content.get("voice") and content.get("job") == Job.ACTOR else content.get("job")
        return super().from_proposal({**content, "job": job})


class MoneyContent(Content):
    amount = forms.DecimalField(label="Amount", **AMOUNT)
    currency = forms.RegexField(r"^[A-Z]{3}$", label="Currency", help_text="ISO 4217 code, such as USD.")

    @classmethod
    def told(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Show the amount with its thousands apart."""
        said = cls.from_proposal(content)
        with suppress(KeyError, InvalidOperation):
            said["amount"] = f"{Decimal(str(said['amount'])):,}"
        return said


class PayContent(MoneyContent):
    names = {"person": Person}
    person = name("Person")
    field_order = ["person", "amount", "currency"]


class BudgetContent(MoneyContent):
    pass


class BoxOfficeContent(MoneyContent):
    names = {"territory": Location}
    measure = choice("What", [pair for pair in BoxOfficeKind.choices if pair[0] != BoxOfficeKind.BUDGET])
    amount = forms.DecimalField(label="Amount", required=False, **AMOUNT)
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label="Currency", required=False, help_text="ISO 4217 code, such as USD."
    )
    rank = forms.IntegerField(label="Rank", required=False, min_value=1, max_value=999)
    territory = name("Territory", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        measure = {"opening": BoxOfficeKind.OPENING_GROSS, "opening_rank": BoxOfficeKind.OPENING_RANK}
        kind = measure.get(str(content.get("measure")), BoxOfficeKind.GROSS)
        return super().from_proposal({**content, "measure": kind})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("amount") is None and not cleaned.get("rank"):
            self.add_error("amount", "Give an amount, or a rank.")
        if (cleaned.get("amount") is None) == bool(cleaned.get("currency")):
            self.add_error("currency", "An amount has a currency, and a currency an amount.")
        return cleaned


class LocationContent(Content):
    names = {"name": Location, "stands_in_for": Location}
    use = choice("Use", LocationUse.choices)
    name = name("Place")
    kind = choice("If new, a", LocationKind.choices)
    stands_in_for = forms.CharField(max_length=LONGEST_NAME, label="Stands in for", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        return super().from_proposal({"kind": LocationKind.SITE, **content})


class ReleaseContent(Content):
    names = {"place": Location, "distributor": Organization}
    release_kind = choice("Kind", ReleaseKind.choices)
    date = forms.DateField(
        label="Date", required=False, help_text="The first day of the month or year if less is known."
    )
    precision = choice("As precise as the", DatePrecision.choices, required=False)
    place = name("Place", required=False)
    distributor = name("Distributor", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        given = str(content.get("date") or "")
        whole = (given + "-01-01")[:10] if len(given) == 4 else (given + "-01")[:10] if len(given) == 7 else given
        return super().from_proposal({"release_kind": ReleaseKind.THEATRICAL, **content, "date": whole})

    @classmethod
    def told(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        """Show the date alone: how much of it is known is seen by that."""
        said = cls.from_proposal(content)
        with suppress(KeyError, ValueError):
            day = date.fromisoformat(str(said["date"]))
            said["date"] = day.strftime(DATE_FORMATS[said.pop("precision")])
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "date" in cleaned and bool(cleaned["date"]) != bool(cleaned.get("precision")):
            self.add_error("precision", "Say how precise the date is, or give none.")
        return cleaned


class ReviewContent(Content):
    names = {"outlet": Organization}
    outlet = name("Outlet")
    scale = choice("Scale", Scale.choices, required=False)
    score = forms.CharField(label="Score", max_length=8, required=False)
    average = forms.DecimalField(
        label="Average of ten", required=False, min_value=0, max_value=10, max_digits=4, decimal_places=2
    )
    sample_size = forms.IntegerField(label="Reviews or voters", required=False, min_value=1, max_value=10**9)

    def clean(self) -> dict[str, Any]:
        """Check the score against its scale: a letter of the letter scale, or a number up to the scale's top."""
        cleaned = super().clean() or self.cleaned_data
        score, scale = cleaned.get("score", ""), cleaned.get("scale", "")
        if scale == Scale.LETTER:
            if score not in LETTER_GRADES:
                self.add_error("score", "Give a letter from A+ to F.")
        elif scale in SCALE_TOPS:
            try:
                cleaned["score"] = forms.DecimalField(
                    min_value=0, max_value=SCALE_TOPS[scale], max_digits=6, decimal_places=2
                ).clean(score)
            except ValidationError as refusal:
                self.add_error("score", refusal)
        elif score:
            self.add_error("scale", "Choose the scale of the score.")
        if not score and cleaned.get("average") is None and "average" in cleaned:
            self.add_error("score", "Give a score or an average.")
        return cleaned


class RelationContent(Content):
    names = {"title": Film}
    relation = choice("This film is", RELATIONS)
    title = name("Film")
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR)


class NoteContent(Content):
    names = {"speaker": Person}
    topic = choice("Topic", Topic.choices)
    heading = forms.CharField(max_length=120, label="Heading", help_text="A few words that name the fact.")
    text = forms.CharField(
        label="In our own words",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in our own words what the sentence says."},
    )
    speaker = name("Who says so", required=False)


CONTENTS: dict[str, type[Content]] = {
    ProposalKind.FILM: FilmContent,
    ProposalKind.CREDIT: CreditContent,
    ProposalKind.PAY: PayContent,
    ProposalKind.LOCATION: LocationContent,
    ProposalKind.RELEASE: ReleaseContent,
    ProposalKind.BUDGET: BudgetContent,
    ProposalKind.BOX_OFFICE: BoxOfficeContent,
    ProposalKind.REVIEW: ReviewContent,
    ProposalKind.RELATION: RelationContent,
    ProposalKind.NOTE: NoteContent,
}


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def as_text(value: Any) -> str:
    """Return a content's value as a line of text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
