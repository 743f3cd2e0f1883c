"""Markdown and HTML become plain text with their headings, lists and spans; what is no text is refused."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from films.evidence.converting import DocumentFormat, UnreadableDocumentError, convert_document
from films.evidence.segmentation import split_document

PAGE = b"""<!doctype html><html><head><title>A page</title><style>p { color: red }</style></head><body>
<nav>Home | Films</nav><h1>The <i>Tanuki</i></h1>
<p>The fox &amp; the hound<sup class="reference">[1]</sup> met. They
ran.</p><h2>Who played whom?</h2><ul><li>A. Badger as <b>The Fox</b><ul><li>and as his mother</li></ul></li>
<li><p>B. Heron as Lt. Hound</p></li></ul><h3>Release</h3>It came out<br>in fog
<script>alert(1)</script><table><tr><th>Budget<td>nothing</table></body></html>"""

MARKDOWN = b"""# The Tanuki

The *fox* stole
a [drum](https://example.org). The hound heard it.

## Who played whom?

* **A. Badger** as The Fox
  * and as his mother
* B. Heron as Lt. Hound

Release
-------
It came out.
"""


def told(text: str) -> list[tuple[str, int, str]]:
    return [(one.section, one.paragraph, text[one.start : one.end]) for one in split_document(text)]


def test_what_browsers_hide_and_footnote_marks_are_left_out() -> None:
    page = (
        b"<html><p>It came out in 1977.<sup>[2]</sup> <i style='display:none'>1977-05-03</i> It\xc2\xad left.</p>"
    )
    assert convert_document(page).text == "It came out in 1977. It left."


def test_a_page_is_read_without_its_markup() -> None:
    page = convert_document(PAGE)
    assert page.title == "The Tanuki"
    assert told(page.text) == [
        ("Lead", 1, "The fox & the hound met."),
        ("Lead", 1, "They ran."),
        ("Who played whom?", 1, "A. Badger as The Fox"),
        ("Who played whom?", 2, "and as his mother"),
        ("Who played whom?", 3, "B. Heron as Lt. Hound"),
        ("Release", 1, "It came out"),
        ("Release", 2, "in fog"),
        ("Release", 3, "Budget | nothing"),
    ]


def test_markdown_is_read_without_its_signs() -> None:
    article = convert_document(MARKDOWN, name="tanuki.md")
    assert article.title == "The Tanuki"
    assert told(article.text) == [
        ("Lead", 1, "The fox stole a drum."),
        ("Lead", 1, "The hound heard it."),
        ("Who played whom?", 1, "A. Badger as The Fox"),
        ("Who played whom?", 2, "and as his mother"),
        ("Who played whom?", 3, "B. Heron as Lt. Hound"),
        ("Release", 1, "It came out."),
    ]


def test_how_it_is_written_can_be_said() -> None:
    assert convert_document(b"*fox*", DocumentFormat.MARKDOWN).text == "fox"
    assert convert_document(b"*fox*", DocumentFormat.TEXT, "fox.md").text == "*fox*"


def test_a_text_broken_to_a_width_is_read_as_it_was_before() -> None:
    wrapped = (
        "The fox, who had not slept for three nights, stole a drum from the temple of\n"
        "the harvest, which nobody had guarded since the feast of the first snow, and\n"
        "ran. The hound heard it.\n\nCast\n\n- A. Badger as The Fox\n- B. Heron as Lt. Hound\n"
    )
    assert [(section, paragraph) for section, paragraph, _ in told(wrapped)] == [
        ("Lead", 1), ("Lead", 1), ("Cast", 1), ("Cast", 2)
    ]  # fmt: skip


def test_lines_of_a_short_text_stay_apart() -> None:
    assert [paragraph for _, paragraph, _ in told("The fox ran.\nThe hound followed it there.")] == [1, 2]


@pytest.mark.parametrize("mark", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")])
def test_marks_of_other_systems_change_nothing(mark: Callable[[bytes], bytes]) -> None:
    assert convert_document(mark(MARKDOWN), name="a.md") == convert_document(MARKDOWN, name="a.md")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"<html><body><script>x</script></body></html>", "contains no text"),
        (b"<html>" + b"<div>" * 600 + b"fox", "nests more than"),
        (b"<html><p " + b"x='>' " * 1000 + b">fox", "1,000 attributes or more"),
        ("fox".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_page_of_text_is_refused(content: bytes, complaint: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=complaint):
        convert_document(content)


@pytest.mark.parametrize(
    "markup", [b"<", b"<p", b"</p></p>", b"<html><li>a", b"<table><p>a</table>b", b"&#0;&#x1F98A;"]
)
def test_broken_markup_is_read_as_far_as_it_goes(markup: bytes) -> None:
    with suppress(UnreadableDocumentError):
        split_document(convert_document(markup, DocumentFormat.HTML).text)


def test_markdown_that_would_take_minutes_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="the limit is 1,000,000"):
        convert_document(b"[" * 1_000_001, DocumentFormat.MARKDOWN)
