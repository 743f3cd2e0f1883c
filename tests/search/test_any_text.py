"""No text whatever breaks the reading of a query or a search."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from films.identity.letters import INVISIBLE
from films.search import SearchRequest, search
from films.search.query.parser import MAX_CLAUSES, parse
from films.search.query.tree import (
    Either,
    Field,
    FieldIs,
    Leaf,
    Node,
    Not,
    Phrase,
    Word,
)
from films.search.types import FacetName
from tests.cast import credit, director, tanuki_film

pytestmark = pytest.mark.exhaustive

VALUES = ["", *'" "" * - .. > <= >=x 1..2..3 % _ \' \\ : :: x:y é 侍'.split()]
LANGUAGE = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "", "-", "title:", "-PERSON:", "foo:", "year:", "score:", "cited:", "orphaned:", "OR "]
        ),
        st.sampled_from(
            [
                "fox",
                "dang*",
                "Danko's",
                '"a b"',
                '"',
                "“x y”",
                "1988",
                "1985..1990",
                "..",
                ">=60",
                "<40",
                "no",
                "é:è",
            ]
        ),
        st.sampled_from(["", " ", " ", " OR ", "\t", "*", ":"]),
    ).map("".join),
    max_size=200,
).map("".join)


def leaves(nodes: tuple[Node, ...]) -> Iterator[Leaf]:
    for node in nodes:
        for option in node.options if isinstance(node, Either) else [node]:
            yield option.operand if isinstance(option, Not) else option


@example(text="Turner & Hooch")
@example(text="&*")
@given(text=st.one_of(st.text(), LANGUAGE))
def test_any_text_is_read_and_every_span_cuts_what_its_clause_says(text: str) -> None:
    query = parse(text)
    found = list(leaves(query.clauses))
    assert len(found) <= MAX_CLAUSES
    for leaf in found:
        start, end = leaf.span
        assert 0 <= start < end <= len(query.text)
        operand = leaf.operand if isinstance(leaf, FieldIs) else leaf
        cut = query.text[slice(*operand.span)]
        if isinstance(operand, Word | Phrase):
            written_out = "and" if cut.rstrip("*") == "&" else cut
            assert operand.text in written_out or "'s" in cut.lower() or "’s" in cut.lower()
        else:
            assert operand in leaves(parse(cut).clauses)


@given(text=st.one_of(st.text(), LANGUAGE))
def test_reading_again_what_was_read_changes_nothing(text: str) -> None:
    query = parse(text)
    assert parse(query.text) == query


@example(text="so\xadft hy\u200bphen")
@given(text=st.text(st.characters(exclude_categories=[]), max_size=100))
def test_controls_and_separators_part_words_but_for_those_without_a_shape(text: str) -> None:
    unread = ("C", "Z")
    slow = "".join(
        " " if unicodedata.category(character)[0] in unread and character not in INVISIBLE else character
        for character in text
    )
    assert parse(text).text == slow
    assert parse(text) == parse(slow)


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet='"*^:()+-{}[]\\%_\x00\x02\x03\u202e\u0301ŁłøİßЖё漢字 aNEAR'),
    st.sampled_from(
        ["NEAR(a b)", "title:fox", "a AND", "OR", "NOT x", "a^2", "{a b}:c", "';--", "%s", "%(x)s", "\ud7ff"]
    ),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR", "fox", '"', "*", "-", "("])).map(" ".join),
    LANGUAGE,
)


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE, value=HOSTILE, page=st.integers(1, 10**30))
def test_no_input_breaks_search(text: str, value: str, page: int) -> None:
    answer = search(SearchRequest(text, {FacetName.PERSON: (value,)}, page=page))
    assert answer.count >= len(answer.results)


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_no_value_of_a_field_breaks_a_search(value: str) -> None:
    tanuki_film()
    for name in [*Field, "year", "score", "cited", "conflict", "foo"]:
        clause = f"{name}:{value}"
        for text in (f"{clause} tanuki", f"-{clause} OR {name}:x"):
            page = search(SearchRequest(text, page_size=1))
            assert page.count + page.partial_count >= len(page.results)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_results_show_the_text_of_the_entry_unchanged(text: str) -> None:
    titles = {"The Tanuki", "Žofie Ørsted", "Žofie Ørsted, director"}
    if not search(SearchRequest("tanuki")).count:
        credit(tanuki_film(), director())
    assert {result.title_text for result in search(SearchRequest(text)).results} <= titles
