"""Convert a file's bytes to plain text: remove markup, keep headings and bullets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_BYTES = 10_000_000  # an encyclopaedia's longest article is a twentieth of it
MAX_NESTING = 500  # elements within elements; browsers stop there too, and parsing takes its square
MARK = "## "  # of a section's heading
BULLET = "• "
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
LOOKS_LIKE_HTML = re.compile(r"\s*(<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", re.IGNORECASE)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
NAMES_ITS_WORDS = HEADINGS | {"li"}  # a paragraph that opens such a block is no block of its own
CLOSES_ITSELF = set(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup".split()
)
"""Elements without an end tag, or with one that may be left out."""
BLOCKS = HEADINGS | set(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
NOT_READ = "script, style, template, noscript, head, nav, svg, math, sup.reference, .mw-editsection"
"""What stands in a page without being its text; the last two are an encyclopaedia's footnote marks and buttons."""


class Format(StrEnum):
    """How a document is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


SUFFIXES = {".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".html": Format.HTML, ".htm": Format.HTML}


class UnreadableDocumentError(ValueError):
    """The document is not a text that can be held; the message says what to do."""


@dataclass(frozen=True)
class Converted:
    """A document's plain text, and its title where its markup gives one.

    A line that begins with `## ` is a section's heading, and one that begins with a bullet is an item of a list.
    """

    text: str
    title: str = ""


def converted(content: bytes, written_as: Format | None = None, name: str = "") -> Converted:
    """Return the plain text of a document.

    Where nobody says how it is written, its file's name does, or its first words.
    Raises UnreadableDocumentError for what is no text.
    """
    text = decoded(content)
    suffix = f".{name.rpartition('.')[2].lower()}"
    match written_as or SUFFIXES.get(suffix) or (Format.HTML if LOOKS_LIKE_HTML.match(text) else Format.TEXT):
        case Format.HTML:
            result = from_html(text)
        case Format.MARKDOWN:
            result = from_html(MarkdownIt("commonmark").enable("table").render(text))
        case _:
            result = Converted(text)
    if not result.text.strip():
        raise UnreadableDocumentError("The document contains no text.")
    return result


def decoded(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without byte order mark, its lines ended by a newline.

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
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_size(size: int) -> None:
    """Raise UnreadableDocumentError where a document has more bytes than are read."""
    if size > MAX_BYTES:
        raise UnreadableDocumentError(
            f"The document has {size:,} bytes; the limit is {MAX_BYTES:,}. Split it first."
        )


def from_html(markup: str) -> Converted:
    """Return the text of a page; a heading of the first level that opens it is its title, not a section's."""
    check_nesting(markup)
    tree = LexborHTMLParser(markup)
    title = tree.css_first("title")
    given = single_spaced(title.text()) if title else ""
    for unread in tree.css(NOT_READ):
        unread.decompose()
    lines = [line for line in blocks(tree.body) if line.words] if tree.body else []
    if lines and lines[0].tag == "h1":
        given = lines.pop(0).words
    return Converted("\n".join(line.written for line in lines).lstrip("\n"), given)


def check_nesting(markup: str) -> None:
    depth = 0
    for tag in TAG.finditer(markup):
        if tag[2].lower() not in CLOSES_ITSELF and not tag[3]:
            depth += -1 if tag[1] else 1
        if depth > MAX_NESTING:
            raise UnreadableDocumentError(
                f"The page nests more than {MAX_NESTING} elements in each other. Save its text alone."
            )


@dataclass
class Block:
    """The words between two boundaries of blocks, with the element that they stand in."""

    tag: str
    depth: int = 0
    words: str = ""

    @property
    def written(self) -> str:
        if self.tag == "li":
            return f"{'  ' * self.depth}{BULLET}{self.words}"
        return f"\n{MARK if self.tag in HEADINGS else ''}{self.words}"


def blocks(body: LexborNode) -> Iterator[Block]:
    """Give the page's text block by block; the words of an item before and after an inner list are two blocks."""
    block = Block("body")
    pieces: list[str] = []
    for node, is_end in walked(body):
        tag = node.tag or ""
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif tag in ("td", "th"):
            pieces.append(" ")
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


def block_depth(node: LexborNode) -> int:
    """Return how many lists an item's own list stands in."""
    depth = -1
    above = node.parent
    while above is not None:
        depth += above.tag in ("ul", "ol")
        above = above.parent
    return max(depth, 0)


def walked(body: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Give each node below `body` where it begins, and elements again where they end."""
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
