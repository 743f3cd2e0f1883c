"""Articles of many styles are read: what each says is proposed, and nothing else is likely."""

import pytest

from films.evidence.extraction import ExtractedFact, extract
from tests.evidence.extraction import invented_lists, invented_prose
from tests.evidence.extraction.invented import Invented

LIKELY = 0.5
MEASURED = {"director", "producer", "composer", "writer", "screenplay", "story", "cinematographer", "editor"}

ARTICLES = {
    name: one
    for module in (invented_lists, invented_prose)
    for name, one in vars(module).items()
    if isinstance(one, Invented)
}

each = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)


def likely(article: Invented, kind: str) -> list[ExtractedFact]:
    return [one for one in extract(article.text) if one.kind == kind and one.confidence >= LIKELY]


@each
def test_the_cast_is_read(article: Invented) -> None:
    read = [
        (one.fields["person"], one.fields["character"])
        for one in likely(article, "credit")
        if one.fields["job"] == "actor"
    ]
    assert sorted(read) == sorted(article.cast)


@each
def test_the_crew_is_read(article: Invented) -> None:
    read = {
        (one.fields["job"], one.fields["person"])
        for one in likely(article, "credit")
        if one.fields["job"] != "actor"
    }
    assert article.crew <= read
    assert {one for one in read - article.crew if one[0] in MEASURED} == set()


@each
def test_dates_money_and_scores_are_read(article: Invented) -> None:
    releases = likely(article, "release")
    first_run = {"theatrical", "premiere", "festival"}
    assert {one.fields["date"] for one in releases if one.fields["release_kind"] in first_run} == article.releases
    assert {one.fields["amount"] for one in likely(article, "budget")} == article.budget
    assert {one.fields["amount"] for one in likely(article, "box_office")} == article.box_office
    scored = [one for one in likely(article, "review") if one.fields["score"] is not None]
    assert {(one.fields["outlet"], one.fields["score"]) for one in scored} == article.scores
