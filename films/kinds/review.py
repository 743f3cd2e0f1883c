"""Declare reviews: what critics, audiences or makers thought of a film, each on its own scale."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from films.kinds.accept_context import AcceptContext
from films.kinds.cards import SCORE_FIELD
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    DeskForm,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Statement,
    Words,
    build_statement,
    key_rule,
)
from films.kinds.forms import FactForm, choice_field, name_field
from films.kinds.index import (
    NAME_COLUMNS,
    Dependency,
    Entry,
    Facet,
    depends_on_film,
    depends_on_organization,
    film_facet,
)
from films.kinds.marked_words import decimal_or_none, score_in
from films.kinds.names import FacetName, Kind
from films.kinds.scores import (
    NORMALISED,
    SCORE,
    SCORE_QUESTIONS,
    SCORED,
    SOURCE,
    rating_or_review,
)
from films.kinds.sql import (
    and_published_sql,
    comma_list_sql,
    film_line_sql,
    labels_sql,
    other_names_sql,
    words_sql,
)
from films.languages import translated_within
from films.models import Organization, Person, ProposalKind, Review
from films.models.people import OrganizationKind
from films.models.reception import LETTER_GRADES, SCALE_TOPS, ReviewKind, Scale

REVIEW_WORDS = {
    ReviewKind.CRITIC: "review critic critics rating score reception opinion",
    ReviewKind.AGGREGATE: "reviews critics critical rating rated score reception aggregate consensus average",
    ReviewKind.AUDIENCE_GRADE: "audience audiences viewers public poll polled grade rating score reception",
    ReviewKind.MAKERS_VERDICT: "verdict opinion thought said think view success failure",
}

NAMES = comma_list_sql("coalesce(author.name, '')", other_names_sql("films_othername", "person_id", "author.id"))

ENTRY = Entry(
    kind=Kind.REVIEW,
    number=6,
    select=f"""
        SELECT review.id AS object_id, film.slug AS slug,
            'review-' || review.key AS anchor, film.year AS year,
            {SOURCE} || ': '
                || coalesce(nullif({SCORE}, ''), lower({labels_sql("review.kind", ReviewKind.choices)})) AS title,
            {NAMES} AS names,
            film.title AS related,
            trim(review.summary || ' ' || review.measure
                || coalesce(' Sample: ' || review.sample_size || '.', '')) AS body,
            {words_sql("review.kind", REVIEW_WORDS)} AS keywords,
            {labels_sql("review.kind", ReviewKind.choices)} || ', ' || {film_line_sql()} AS context
        FROM films_review review
        JOIN films_film film ON film.id = review.film_id AND film.state = 'published'
        LEFT JOIN films_organization outlet ON outlet.id = review.outlet_id
        LEFT JOIN films_person author ON author.id = review.author_id
        WHERE review.state = 'published' {and_published_sql(outlet="review.outlet_id", author="review.author_id")}
    """,
    facets=(
        film_facet("films_review"),
        Facet(FacetName.SCORE, "review.id", NORMALISED, "films_review review", SCORED),
        Facet(FacetName.OUTLET, "fact.id", "fact.outlet_id", "films_review fact"),
        Facet(FacetName.PERSON, "fact.id", "fact.author_id", "films_review fact"),
    ),
    dependencies=(
        Dependency("films_review", "{row}.id"),
        depends_on_film("films_review"),
        depends_on_organization("films_review", "outlet_id"),
        Dependency("films_person", "SELECT id FROM films_review WHERE author_id = {row}.id", NAME_COLUMNS),
        Dependency("films_othername", "SELECT id FROM films_review WHERE author_id = {row}.person_id"),
    ),
    card=(SCORE_FIELD,),
)

KIND_BY_OUTLET: dict[str, ReviewKind] = {
    OrganizationKind.AUDIENCE_POLL: ReviewKind.AUDIENCE_GRADE,
    OrganizationKind.PUBLICATION: ReviewKind.CRITIC,
}
"""The kind of review by the kind of its outlet; any other outlet aggregates reviews."""


class ReviewForm(FactForm):
    names = {"outlet": Organization, "author": Person}
    outlet = name_field("Outlet", required=False)
    author = name_field("Critic", required=False)
    scale = choice_field("Scale", Scale.choices, required=False)
    score = forms.CharField(label="Score", max_length=8, required=False)
    average = forms.DecimalField(
        label="Average out of 10", required=False, min_value=0, max_value=10, max_digits=4, decimal_places=2
    )
    sample_size = forms.IntegerField(label="Reviews or voters", required=False, min_value=1, max_value=10**9)
    summary = forms.CharField(
        label="Summary in our own words", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Check the score against its scale: a letter grade, or a number up to the scale's maximum."""
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
        if not score and cleaned.get("average") is None and "average" in cleaned and not cleaned.get("summary"):
            self.add_error("score", "Give a score, an average, or a summary of the review.")
        if not cleaned.get("outlet") and not cleaned.get("author") and "outlet" in cleaned:
            self.add_error("outlet", "Give the outlet, the critic, or both.")
        return cleaned


def accept(context: AcceptContext) -> Review:
    """Find or create what an outlet or critic thought of the film; a score and an average are separate reviews."""
    values = context.cleaned_data
    context.refuse_copied("summary")
    author = context.get_or_create_person("author") if values["author"] else None
    usual = OrganizationKind.PUBLICATION if author or values["summary"] else OrganizationKind.REVIEW_AGGREGATOR
    outlet = context.get_or_create_organization("outlet", usual) if values["outlet"] else None
    scores: list[tuple[str, Any]] = [(values["scale"], values["score"])] if values["scale"] else []
    if values["average"] is not None:
        scores.append((Scale.TEN, values["average"]))
    facts = [accept_score(context, outlet, author, scale, score) for scale, score in scores or [("", None)]]
    return facts[0]


def accept_score(
    context: AcceptContext, outlet: Organization | None, author: Person | None, scale: str, score: Any
) -> Review:
    """Find or create a score, or a review without one."""
    values = context.cleaned_data
    name = "grade" if scale == Scale.LETTER else "score"
    same = Review.objects.filter(film=context.film, outlet=outlet, author=author, scale=scale)
    if not scale:
        same = same.filter(summary__in=["", values["summary"]])
    fact: Review | None = same.first()
    if fact is not None:
        if scale:
            context.reconcile(fact, name, "score" if scale == values["scale"] else "average", score)
        context.reconcile(fact, "sample_size", "sample_size", values["sample_size"])
        if values["summary"] and not fact.summary:
            context.writer.update(fact, summary=values["summary"])
    else:
        critic = ReviewKind.CRITIC if author else ReviewKind.AGGREGATE
        fact = context.writer.create(
            Review(
                film=context.film,
                key=context.free_key(Review, f"{author or ''} {outlet.name if outlet else ''} {scale}"),
                kind=KIND_BY_OUTLET.get(outlet.kind, critic) if outlet else critic,
                outlet=outlet,
                author=author,
                scale=scale,
                sample_size=values["sample_size"],
                summary=values["summary"],
                **({name: score} if scale else {}),
            )
        )
    context.cite(fact)
    return fact


def line(review: Review) -> str:
    return f"{review.source_text}: {review.score_text or translated_within(review.get_kind_display())}"


def anchor(review: Review) -> str:
    return f"review-{review.key}"


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    score = fields["score"]
    yield build_statement("score", fields["outlet"], score if isinstance(score, str) else decimal_or_none(score))
    if fields["average"] is not None:
        yield build_statement("score", fields["outlet"], decimal_or_none(fields["average"]))


def statements(review: Review) -> Iterator[Sequence[Statement]]:
    if review.scale:
        outlet = review.outlet.name if review.outlet else ""
        yield [build_statement("score", outlet, review.grade if review.scale == Scale.LETTER else review.score)]


DECLARATION = Declaration(
    kind=Kind.REVIEW,
    model=Review,
    words=Words("Review", "Reviews", ("review", "reviews"), SCORE_QUESTIONS),
    claims=(
        ClaimableField("outlet", ValueType.NAME),
        ClaimableField("author", ValueType.NAME),
        ClaimableField("measure", ValueType.OWN_WORDS),
        ClaimableField("scale", ValueType.SCALE),
        ClaimableField("score", ValueType.SCORE),
        ClaimableField("grade", ValueType.GRADE),
        ClaimableField("sample_size", ValueType.NUMBER),
        ClaimableField("as_of", ValueType.DATE),
        ClaimableField("summary", ValueType.OWN_WORDS),
    ),
    line=line,
    same=("film", "kind", "outlet", "author", "scale", "score", "grade", "as_of"),
    page=ShownOn(("film",), anchor),
    published_with=("film", "outlet", "author"),
    pages={"film": PageList(order=("kind", "pk"))},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.REVIEW,
            ReviewForm,
            accept,
            main_field="outlet",
            reads=score_in,
            shortcut="v",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film key kind outlet author measure scale score grade sample_size as_of summary".split()),
        key=("film", "key"),
        completed={"key": key_rule("outlet", "author", "measure")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "kind", "outlet", "author", "score_text", "key"],
        list_filter=["kind", "scale"],
        search_fields=["film__title", "outlet__name", "author__name", "summary", "key"],
        fieldsets=[
            (None, [("film", "key"), "kind", ("outlet", "author"), "state"]),
            ("Score", ["scale", ("score", "grade"), "measure", ("sample_size", "as_of")]),
            ("In our own words", ["summary"]),
        ],
    ),
    rows=(AdminRows(4, "film", ["key", "kind", "outlet", "author"], ["scale", "score", "grade"]),),
    listings=(AdminListing("film"), AdminListing("author", "reviews written"), AdminListing("outlet")),
    api=ApiShape(
        "Review",
        "A review or score of a film, on its own scale.",
        (
            ApiField("film"),
            ApiField("kind"),
            ApiField("outlet"),
            ApiField("author"),
            ApiField("measure", "What the score measures."),
            ApiField("scale"),
            ApiField("score", "On the scale given in `scale`."),
            ApiField("grade"),
            ApiField("score_text", "As text.", str, lambda review: review.score_text, ("67%", "5.6/10", "B")),
            ApiField("normalised", "On a scale from 0 to 100.", Decimal | None, lambda review: review.normalised),
            ApiField("sample_size", "The number of reviews or voters."),
            ApiField("as_of"),
            ApiField("summary"),
        ),
        on={Kind.FILM: "reviews", Kind.PERSON: "reviews"},
    ),
    states=statements,
    linked_data=lambda review: rating_or_review(review, anchor(review)),
)
