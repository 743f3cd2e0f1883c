"""Convert a file's bytes to plain text: remove markup, keep headings and bullets.

The parsers are imported where they are used, since few of the commands and processes that load this app need them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_BYTES = 10_000_000  # twenty times the longest article of an encyclopaedia
MAX_MARKDOWN_BYTES = 1_000_000  # twice that article; where it is all brackets, each takes 20 µs
MAX_NESTING = 500  # elements within elements, as in browsers; the time for parsing grows with its square
MAX_ATTRIBUTES = 1_000  # of an element; the parser compares each with all others
MARK = "## "  # of a section's heading
BULLET = "• "
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
LOOKS_LIKE_HTML = re.compile(r"\s*(<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*+)>", re.IGNORECASE)
START = re.compile(r"<[a-z][^\s/>]*+", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
"""An attribute as the standard of HTML reads it: nothing in the expression is tried twice."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NAMES_ITS_WORDS = HEADINGS | {"li"}  # a paragraph at the start of these is not a block of its own
CLOSES_ITSELF = set(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup".split()
)
"""Elements without an end tag, or with one that may be left out."""
BLOCKS = HEADINGS | set(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
NOT_READ = (
    "script, style, template, noscript, head, nav, svg, math, sup.reference, .mw-editsection, #siteSub, [hidden], "
    '[style*="display:none"], [style*="display: none"]'
)
"""Parts of a page that are not its text: code, what browsers hide, and an encyclopaedia's footnote marks, edit
links and slogan."""
FOOTNOTE_MARK = re.compile(r"\s*\[\w{1,3}\]\s*")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""Characters that show where words may break, or in which direction they run: names with them match no others."""
CELL_BORDER = " | "


class DocumentFormat(StrEnum):
    """Name the formats in which documents are accepted."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


SUFFIXES = {
    ".md": DocumentFormat.MARKDOWN,
    ".markdown": DocumentFormat.MARKDOWN,
    ".html": DocumentFormat.HTML,
    ".htm": DocumentFormat.HTML,
}


class UnreadableDocumentError(ValueError):
    """Report that a document cannot be stored as text; the message says what to do."""


@dataclass(frozen=True)
class ConvertedDocument:
    """Hold a document's plain text, and its title if the markup has one.

    Lines that begin with `## ` are headings of sections; lines that begin with a bullet are list items.
    """

    text: str
    title: str = ""


def convert_document(
    content: bytes, document_format: DocumentFormat | None = None, name: str = ""
) -> ConvertedDocument:
    """Return the plain text of a document.

    Without `document_format`, the file name or the first words decide. Raises UnreadableDocumentError if it is not
    text.
    """
    text = decode_document(content)
    suffix = f".{name.rpartition('.')[2].lower()}"
    match (
        document_format
        or SUFFIXES.get(suffix)
        or (DocumentFormat.HTML if LOOKS_LIKE_HTML.match(text) else DocumentFormat.TEXT)
    ):
        case DocumentFormat.HTML:
            result = convert_html(text)
        case DocumentFormat.MARKDOWN:
            check_size(len(content), MAX_MARKDOWN_BYTES)
            result = convert_html(html_of_markdown(text))
        case _:
            result = ConvertedDocument(text)
    if not result.text.strip():
        raise UnreadableDocumentError("The document contains no text.")
    return result


def decode_document(content: bytes) -> str:
    """Return the text of a UTF-8 file, with newlines as line endings and without invisible characters.

    Raises UnreadableDocumentError for anything else.
    """
    check_size(len(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocumentError("The document is in UTF-16, not UTF-8. Save it as UTF-8 first.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"The document is not UTF-8 text (byte {error.start:,}: {error.reason}). Save it as UTF-8 first."
        ) from error
    if "\0" in text:
        raise UnreadableDocumentError(
            "The document contains NUL characters, so it is not plain text. Save it as plain text first."
        )
    if CONTROLS.search(text):
        raise UnreadableDocumentError(
            "The document contains control characters, so it is not plain text. Save it as plain text first."
        )
    if not text.strip():
        raise UnreadableDocumentError("The document contains no text.")
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raise UnreadableDocumentError if a document is too large."""
    if size > limit:
        raise UnreadableDocumentError(f"The document has {size:,} bytes; the limit is {limit:,}. Split it first.")


def html_of_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").render(text)


def convert_html(markup: str) -> ConvertedDocument:
    """Return the text of a page; a first-level heading at its top is the title, not a section's heading."""
    from selectolax.lexbor import LexborHTMLParser

    check_nesting(markup)
    check_attributes(markup)
    tree = LexborHTMLParser(markup)
    title = tree.css_first("title")
    given = single_spaced(title.text()) if title else ""
    for unread in tree.css(NOT_READ):
        unread.decompose()
    for mark in tree.css("sup"):
        if FOOTNOTE_MARK.fullmatch(mark.text()):
            mark.decompose()
    lines = [line for line in text_blocks(tree.body) if line.words] if tree.body else []
    if lines and lines[0].tag == "h1":
        given = lines.pop(0).words
    return ConvertedDocument("\n".join(line.as_text for line in lines).lstrip("\n"), given)


def check_nesting(markup: str) -> None:
    depth = 0
    for tag in TAG.finditer(markup):
        if tag[2].lower() not in CLOSES_ITSELF and not tag[3].endswith("/"):
            depth += -1 if tag[1] else 1
        if depth > MAX_NESTING:
            raise UnreadableDocumentError(
                f"The page nests more than {MAX_NESTING} elements in each other. Save its text alone."
            )


def check_attributes(markup: str) -> None:
    place = 0
    while start := START.search(markup, place):
        place = start.end()
        for _ in range(MAX_ATTRIBUTES):
            attribute = ATTRIBUTE.match(markup, place)
            if attribute is None:
                break
            place = attribute.end()
        else:
            raise UnreadableDocumentError(
                f"The page has an element with {MAX_ATTRIBUTES:,} attributes or more. Save its text alone."
            )


@dataclass
class Block:
    """Hold the words between two block boundaries, and the element that they are in."""

    tag: str
    depth: int = 0
    words: str = ""

    @property
    def as_text(self) -> str:
        if self.tag == "li":
            return f"{'  ' * self.depth}{BULLET}{self.words}"
        return f"\n{MARK if self.tag in HEADINGS else ''}{self.words}"


def text_blocks(body: "LexborNode") -> Iterator[Block]:
    """Yield the page's text block by block; an inner list splits the item that it is in.

    A row of a table is a block, with a bar between its cells.
    """
    block = Block("body")
    pieces: list[str] = []
    for node, is_end in walk_nodes(body):
        tag = node.tag or ""
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif tag in ("td", "th"):
            pieces.append(CELL_BORDER if not is_end and "".join(pieces).strip() else " ")
        elif tag in BLOCKS:
            block.words = single_spaced("".join(pieces))
            if not is_end and tag in ("p", "div") and block.tag in NAMES_ITS_WORDS and not block.words:
                continue
            yield block
            pieces = []
            is_item = tag == "li" and not is_end
            block = Block("p" if is_end or tag == "br" else tag, block_depth(node) if is_item else 0)
    block.words = single_spaced("".join(pieces))
    yield block


def block_depth(node: "LexborNode") -> int:
    """Return how many lists the list of an item is nested in."""
    depth = -1
    above = node.parent
    while above is not None:
        depth += above.tag in ("ul", "ol")
        above = above.parent
    return max(depth, 0)


def walk_nodes(body: "LexborNode") -> Iterator[tuple["LexborNode", bool]]:
    """Yield each node below `body` at its start, and elements again at their end."""
    stack: list[tuple[LexborNode, bool]] = [
        (child, False) for child in reversed(list(body.iter(include_text=True)))
    ]
    while stack:
        node, is_end = stack.pop()
        yield node, is_end
        if not is_end and not node.is_text_node:
            stack.append((node, True))
            stack += [(child, False) for child in reversed(list(node.iter(include_text=True)))]


def single_spaced(text: str) -> str:
    return " ".join(text.split())
