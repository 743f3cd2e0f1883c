"""What was typed is read as the language of search has it."""

from collections.abc import Iterator

import pytest

from films.search.query.parser import MAX_CLAUSES, MAX_LENGTH, parse
from films.search.query.tree import (
    Either,
    Evidence,
    Field,
    FieldIs,
    Leaf,
    Mark,
    Node,
    Not,
    Phrase,
    Query,
    ScoreIs,
    Word,
    YearRange,
)


def clauses(text: str) -> list[Node]:
    return list(parse(text).clauses)


def leaves(nodes: tuple[Node, ...]) -> Iterator[Leaf]:
    for node in nodes:
        for option in node.options if isinstance(node, Either) else [node]:
            yield option.operand if isinstance(option, Not) else option


def test_words_are_wanted_and_the_last_may_go_on() -> None:
    assert parse("red heat") == Query((Word("red"), Word("heat", typing=True)))
    assert parse("red heat ") == Query((Word("red"), Word("heat")))


def test_a_possessive_asks_for_its_owner() -> None:
    assert [word.text for word in parse("danko's Hill’s 's").words] == ["danko", "Hill", "'s"]


def test_a_decade_keeps_its_ending() -> None:
    assert [word.text for word in parse("80s 1980s '80s 80's 1988's").words] == [
        "80s", "1980s", "'80s", "80's", "1988",
    ]  # fmt: skip


def test_phrases_stay_together_even_unclosed() -> None:
    assert parse('"wooden leg" scene').clauses[0] == Phrase("wooden leg")
    assert parse('scene "wooden le').clauses[1] == Phrase("wooden le")


@pytest.mark.parametrize("text", ["“wooden leg”", '“wooden leg"', "„wooden leg“", "”wooden leg”"])
def test_curly_quotation_marks_make_a_phrase(text: str) -> None:
    assert clauses(text) == [Phrase("wooden leg")]


def test_a_straight_phrase_may_hold_a_curly_quotation() -> None:
    assert clauses('"the “real” story"') == [Phrase("the “real” story")]


def test_a_minus_leaves_out_a_word_a_phrase_or_a_field() -> None:
    query = parse('heat -twins -"red square" -title:dang')
    assert query.wanted == (Word("heat"),)
    assert query.excluded == (Word("twins"), Phrase("red square"), FieldIs(Field.TITLE, Word("dang")))


def test_a_minus_within_a_word_or_on_its_own_leaves_nothing_out() -> None:
    assert clauses("Spider-Man - x ") == [Word("Spider-Man"), Word("x")]


def test_or_asks_for_either_and_binds_tighter_than_words_do() -> None:
    assert clauses("x a OR b OR -c y ") == [Word("x"), Either((Word("a"), Word("b"), Not(Word("c")))), Word("y")]


@pytest.mark.parametrize("text", ["OR a OR b ", "a OR OR b ", "a OR b OR", "a OR !!! OR b "])
def test_an_or_without_a_clause_on_both_sides_asks_for_nothing(text: str) -> None:
    assert clauses(text) == [Either((Word("a"), Word("b")))]


def test_or_is_a_word_in_small_letters_in_quotation_marks_and_with_a_minus() -> None:
    assert clauses('a or b "OR" -OR') == [Word("a"), Word("or"), Word("b"), Phrase("OR"), Not(Word("OR"))]


def test_a_star_asks_for_words_that_begin_so() -> None:
    assert clauses("dang*") == [Word("dang", prefix=True)]
    assert clauses("d*ng ** ") == [Word("d*ng")]


@pytest.mark.parametrize("field", Field)
def test_every_field_takes_a_word_or_a_phrase(field: Field) -> None:
    assert clauses(f'{field}:fox {field.upper()}:"two foxes" {field}:fo* ') == [
        FieldIs(field, Word("fox")),
        FieldIs(field, Phrase("two foxes")),
        FieldIs(field, Word("fo", prefix=True)),
    ]


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("title:dang", [FieldIs(Field.TITLE, Word("dang", typing=True))]),
        ("a OR b", [Either((Word("a"), Word("b", typing=True)))]),
        ("foo:ba", [Word("foo"), Word("ba", typing=True)]),
        ("-twins", [Not(Word("twins"))]),
        ("dang*", [Word("dang", prefix=True)]),
        ("danko OR", [Word("danko")]),
        ('danko "', [Word("danko")]),
    ],
)
def test_the_last_word_alone_may_go_on(text: str, unfinished: list[Node]) -> None:
    assert clauses(text) == unfinished


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1988", 1988, 1988),
        ("=1988", 1988, 1988),
        ("1985..1990", 1985, 1990),
        ("1990..1985", 1985, 1990),
        ("1985..", 1985, None),
        ("..1990", None, 1990),
        (">1985", 1986, None),
        (">=1985", 1985, None),
        ("<1985", None, 1984),
        ("<=1985", None, 1985),
    ],
)
def test_years_are_asked_for_in_ranges(value: str, first: int | None, last: int | None) -> None:
    assert clauses(f"year:{value}") == [YearRange(first, last)]
    assert clauses(f"-YEAR:{value}") == [Not(YearRange(first, last))]


@pytest.mark.parametrize(
    ("value", "scores"),
    [
        (">60", [ScoreIs(">", 60)]),
        (">=60", [ScoreIs(">=", 60)]),
        ("<40.5", [ScoreIs("<", 40.5)]),
        ("67%", [ScoreIs("=", 67)]),
        ("40..60", [ScoreIs(">=", 40), ScoreIs("<=", 60)]),
        ("60..40", [ScoreIs(">=", 40), ScoreIs("<=", 60)]),
        ("40..", [ScoreIs(">=", 40)]),
        ("..60", [ScoreIs("<=", 60)]),
    ],
)
def test_scores_are_compared(value: str, scores: list[Node]) -> None:
    assert clauses(f"score:{value}") == scores


def test_a_range_of_scores_means_the_same_under_a_minus_and_beside_an_or() -> None:
    low, high = ScoreIs(">=", 40), ScoreIs("<=", 60)
    assert clauses("-score:40..60") == [Either((Not(low), Not(high)))]
    assert clauses("score:40..60 OR fox ") == [Either((low, Word("fox"))), Either((high, Word("fox")))]


def test_facts_are_asked_for_by_whether_they_are_cited() -> None:
    assert clauses("conflict:yes -orphaned:no") == [
        Evidence(Mark.CONFLICT, True),
        Not(Evidence(Mark.ORPHANED, False)),
    ]
    assert clauses("cited:no cited:Yes") == [Evidence(Mark.CITED, False), Evidence(Mark.CITED, True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo:bar", ["foo", "bar"]),
        ('foo:"bar baz"', ["foo", "bar baz"]),
        ("http://x.example/a", ["http", "x.example", "a"]),
        ("Terminator 2: Judgment", ["Terminator", "2", "Judgment"]),
        ("title: heat", ["title", "heat"]),
        ("title:!", ["title"]),
        ("year:198", ["year", "198"]),
        ("year:..", ["year"]),
        ("year:1985..199", ["year", "1985..199"]),
        ("score:B+", ["score", "B+"]),
        ("cited:perhaps", ["cited", "perhaps"]),
    ],
)  # fmt: skip
def test_what_is_not_of_the_language_is_words(text: str, words: list[str]) -> None:
    assert [leaf.text for leaf in leaves(parse(text).clauses) if isinstance(leaf, Word | Phrase)] == words


def test_a_minus_before_what_is_not_of_the_language_leaves_out_what_has_all_its_words() -> None:
    assert clauses("-foo:bar") == [Either((Not(Word("foo")), Not(Word("bar"))))]


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "-", "!!! ??", "\x00\x01", "-“”", "OR", "*", ":"])
def test_signs_alone_ask_for_nothing(text: str) -> None:
    assert parse(text) == Query()


def test_a_query_of_words_alone_is_plain() -> None:
    assert parse("who directed red heat").is_plain
    assert not parse('who "directed"').is_plain
    assert not parse("heat -twins").is_plain


def test_positions_stay_where_characters_cannot_be_read() -> None:
    query = parse("a\x00\ue000\ud800b\u00ad\u202ec")
    assert query.text == "a   b\u00ad\u202ec"
    assert [word.span for word in query.words] == [(0, 1), (4, 8)]


def test_a_clause_is_cut_out_with_its_signs() -> None:
    query = parse('heat -title:"red x" dang* OR year:1988 Danko\'s')
    cut = [query.text[slice(*clause.span)] for clause in query.clauses]
    assert cut == ["heat", '-title:"red x"', "dang* OR year:1988", "Danko's"]


def test_work_is_capped() -> None:
    assert len(parse("fox " * 1000).clauses) == MAX_CLAUSES
    assert len(parse("a" * 100_000).text) == MAX_LENGTH


@pytest.mark.parametrize("text", ["a OR " * 500, "score:1..2 OR " * 500, "a:" * 500, "-a:b " * 500])
def test_alternatives_are_capped_too(text: str) -> None:
    assert 0 < len(list(leaves(parse(text).clauses))) <= MAX_CLAUSES
