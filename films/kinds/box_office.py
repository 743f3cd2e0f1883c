"""Declare box office: what a film cost or earned, or its place in a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import F

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    DeskForm,
    FilmQuestion,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Statement,
    Words,
    build_statement,
    key_rule,
)
from films.kinds.forms import AMOUNT, MoneyForm, choice_field, name_field
from films.kinds.index import Dependency, Entry, depends_on_film, depends_on_place, film_facet, place_facets
from films.kinds.marked_words import amount_in, decimal_or_none
from films.kinds.names import Kind
from films.kinds.sql import (
    and_published_sql,
    day_sql,
    film_line_sql,
    labels_sql,
    money_sql,
    money_words_sql,
    other_names_sql,
    words_sql,
)
from films.languages import translated
from films.models import BoxOffice, Location, ProposalKind
from films.models.money import money_text
from films.models.places import LocationKind
from films.models.releases import BoxOfficeKind, BoxOfficePeriod

EARNING = "box office gross grossed earn earned earnings make made take took money takings much"
BOX_OFFICE_WORDS = {
    BoxOfficeKind.BUDGET: "budget cost costs money spent much expensive",
    BoxOfficeKind.GROSS: EARNING,
    BoxOfficeKind.OPENING_GROSS: f"opening weekend {EARNING}",
    BoxOfficeKind.OPENING_RANK: "box office rank ranking opening opened number one first top spot chart",
}
BOX_OFFICE_TERMS = BOX_OFFICE_WORDS | {
    kind: f"{BOX_OFFICE_WORDS[kind]} grossing earning making revenue revenues"
    for kind in (BoxOfficeKind.GROSS, BoxOfficeKind.OPENING_GROSS)
}
"""Words by which a sentence, or its heading, says what a sum is."""

PERIOD_WORDS = {
    BoxOfficePeriod.DAY: "day daily",
    BoxOfficePeriod.WEEKEND: "weekend",
    BoxOfficePeriod.WEEK: "week weekly",
    BoxOfficePeriod.CUMULATIVE: "cumulative total altogether",
}
PERIOD_LABEL = f"lower({labels_sql('money.period', BoxOfficePeriod.choices)})"
PERIOD = (
    f"CASE money.period WHEN '' THEN '' ELSE ', ' || {PERIOD_LABEL} END"
    f" || CASE WHEN money.first_day IS NULL THEN '' ELSE ', ' || {day_sql('money.first_day')} END"
    f" || CASE WHEN money.last_day IS NULL THEN '' ELSE ' – ' || {day_sql('money.last_day')} END"
    f" || CASE WHEN money.as_of IS NULL THEN '' ELSE ', as of ' || {day_sql('money.as_of')} END"
)

ENTRY = Entry(
    kind=Kind.BOX_OFFICE,
    number=8,
    select=f"""
        SELECT money.id AS object_id, film.slug AS slug,
            'box_office-' || money.key AS anchor, film.year AS year,
            {labels_sql("money.kind", BoxOfficeKind.choices)} || coalesce(', ' || place.name, '') || {PERIOD}
                || ': ' || CASE WHEN money.amount IS NULL THEN 'number ' || money.rank
                ELSE {money_sql("money.amount", "money.currency")} END AS title,
            {other_names_sql("films_locationname", "location_id", "place.id")} AS names,
            film.title AS related,
            money.note AS body,
            {words_sql("money.kind", BOX_OFFICE_WORDS)} || ' ' || {words_sql("money.period", PERIOD_WORDS)}
                || CASE WHEN money.amount IS NULL THEN ''
                ELSE ' ' || {money_words_sql("money.amount", "money.currency")} END AS keywords,
            {film_line_sql()} AS context
        FROM films_boxoffice money
        JOIN films_film film ON film.id = money.film_id AND film.state = 'published'
        LEFT JOIN films_location place ON place.id = money.territory_id
        WHERE money.state = 'published' {and_published_sql(place="money.territory_id")}
    """,
    facets=(
        film_facet("films_boxoffice"),
        *place_facets("fact.id", "fact.territory_id", "films_boxoffice fact"),
    ),
    dependencies=(
        Dependency("films_boxoffice", "{row}.id"),
        depends_on_film("films_boxoffice"),
        depends_on_place("films_boxoffice", "territory_id"),
        Dependency("films_locationname", "SELECT id FROM films_boxoffice WHERE territory_id = {row}.location_id"),
    ),
)

DAYS = ("first_day", "last_day", "as_of")
WHEN = ("period", *DAYS)
EVERYWHERE = {"world", "worldwide"}  # not a territory


class BoxOfficeForm(MoneyForm):
    names = {"territory": Location}
    measure = choice_field("What", [pair for pair in BoxOfficeKind.choices if pair[0] != BoxOfficeKind.BUDGET])
    amount = forms.DecimalField(label="Amount", required=False, **AMOUNT)
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label="Currency", required=False, help_text="ISO 4217 code, such as USD."
    )
    rank = forms.IntegerField(label="Rank", required=False, min_value=1, max_value=999)
    territory = name_field("Territory", required=False)
    period = choice_field("Period", BoxOfficePeriod.choices, required=False)
    first_day = forms.DateField(label="First day", required=False)
    last_day = forms.DateField(label="Last day", required=False)
    as_of = forms.DateField(label="As of", required=False, help_text="The date of a cumulative figure.")

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


def accept_budget(context: AcceptContext) -> BoxOffice:
    """Find or create the film's cost."""
    return accept_figure(context, BoxOfficeKind.BUDGET, None, {})


def accept(context: AcceptContext) -> BoxOffice:
    """Find or create a film's earnings, or its place in a ranking."""
    named = context.cleaned_data["territory"]
    has_territory = named and named.casefold() not in EVERYWHERE
    territory = context.get_or_create_place("territory", LocationKind.COUNTRY) if has_territory else None
    when = {name: context.cleaned_data[name] for name in WHEN if context.cleaned_data[name]}
    return accept_figure(context, context.cleaned_data["measure"], territory, when)


def accept_figure(
    context: AcceptContext, kind: str, territory: Location | None, when: Mapping[str, Any]
) -> BoxOffice:
    """Find or create a figure. One without a period is the same as a cumulative one without a date."""
    values = context.cleaned_data
    periods = [when["period"]] if "period" in when else ["", BoxOfficePeriod.CUMULATIVE]
    days = {name: when.get(name) for name in DAYS}
    same = BoxOffice.objects.filter(film=context.film, kind=kind, territory=territory, period__in=periods, **days)
    fact: BoxOffice | None = same.first()
    where = territory.name if territory else ""
    if fact is not None:
        context.reconcile(fact, "amount", "amount", values["amount"])
        context.reconcile(fact, "rank", "rank", values.get("rank"))
    else:
        fact = context.writer.create(
            BoxOffice(
                film=context.film,
                key=context.free_key(BoxOffice, f"{kind} {where} {' '.join(map(str, when.values()))}"),
                kind=kind,
                amount=values["amount"],
                currency=values["currency"],
                territory=territory,
                rank=values.get("rank"),
                **when,
            )
        )
    context.cite(fact)
    return fact


def line(figure: BoxOffice) -> str:
    what = ", ".join(filter(None, [translated(figure.get_kind_display()), figure.period_text]))
    rank = translated("rank %(rank)s", rank=figure.rank)
    return f"{what}: {money_text(figure.amount, figure.currency) or rank}"


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    figures = decimal_or_none(fields["amount"]), fields["currency"], fields["territory"]
    yield build_statement("box office", *figures, decimal_or_none(fields.get("rank")))


def statements(figure: BoxOffice) -> Iterator[Sequence[Statement]]:
    territory = figure.territory.name if figure.territory else ""
    rank = figure.rank if figure.kind == BoxOfficeKind.OPENING_RANK else ""
    yield [build_statement("box office", figure.amount, figure.currency, territory, rank)]


DECLARATION = Declaration(
    kind=Kind.BOX_OFFICE,
    model=BoxOffice,
    words=Words(
        "Box office",
        "Box office",
        questions=(
            FilmQuestion("budget", ("budget", "how much cost", "what cost", "how expensive"), word="budget"),
            FilmQuestion(
                "box office",
                ("box office", "how much make", "how much made", "how much gross", "how much earn", "gross"),
                word="gross",
            ),
        ),
    ),
    claims=(
        ClaimableField("kind", ValueType.TERM, BOX_OFFICE_TERMS),
        ClaimableField("amount", ValueType.MONEY),
        ClaimableField("currency", ValueType.CURRENCY),
        ClaimableField("territory", ValueType.PLACE),
        ClaimableField("rank", ValueType.NUMBER),
        ClaimableField("period", ValueType.TERM, PERIOD_WORDS),
        ClaimableField("first_day", ValueType.DATE),
        ClaimableField("last_day", ValueType.DATE),
        ClaimableField("as_of", ValueType.DATE),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=line,
    same=("film", "kind", "amount", "currency", "territory", "rank", "period", "first_day", "last_day", "as_of"),
    page=ShownOn(("film",), lambda figure: f"box_office-{figure.key}"),
    published_with=("film", "territory"),
    pages={"film": PageList(order=("kind", F("first_day").asc(nulls_last=True), "pk"))},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.BUDGET,
            MoneyForm,
            accept_budget,
            reads=amount_in,
            shortcut="q",
            states=proposed_statements,
        ),
        DeskForm(
            ProposalKind.BOX_OFFICE,
            BoxOfficeForm,
            accept,
            main_field="territory",
            reads=amount_in,
            shortcut="z",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film key kind amount currency territory rank period first_day last_day as_of note".split()),
        key=("film", "key"),
        completed={"key": key_rule("kind", "territory", "period", "first_day", "as_of")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "kind", "amount", "currency", "rank", "territory", "period", "first_day", "key"],
        list_filter=["kind", "period", "currency"],
        search_fields=["film__title", "territory__name", "note", "key"],
        fieldsets=[
            (None, [("film", "key"), "kind", ("amount", "currency"), ("territory", "rank"), "note", "state"]),
            ("When", ["period", ("first_day", "last_day"), "as_of"]),
        ],
    ),
    rows=(
        AdminRows(
            6,
            "film",
            ["key", "kind", "amount", "currency"],
            ["territory", "rank", "period", "first_day", "last_day", "as_of"],
        ),
    ),
    listings=(AdminListing("film", "box-office figures"), AdminListing("territory", "box-office figures")),
    api=ApiShape(
        "BoxOffice",
        "What a film cost or earned, or its rank in a chart.",
        (
            ApiField("kind"),
            ApiField("amount"),
            ApiField("currency", "ISO 4217, or empty."),
            ApiField("territory"),
            ApiField("rank"),
            ApiField("period", "What the figure covers; empty where that is not known."),
            ApiField("first_day", "The first day of the period."),
            ApiField("last_day", "The last day of the period."),
            ApiField("as_of", "The date of a cumulative figure."),
            ApiField("note"),
        ),
        on={Kind.FILM: "box_office"},
    ),
    states=statements,
    linked_data=Omitted("schema.org has no property of a film for it"),
)
