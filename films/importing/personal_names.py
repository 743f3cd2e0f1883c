"""Tell the names of people from the debris of scraped lists: labels, remarks, parts of sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from films.importing.values import one_line
from films.models import JobCode

NO_NAME = "a symbol, label or remark in place of a name"
LEFT_OUT = "a remark beside a name"

LABEL = re.compile(
    r"^(?:\w+\.?\s*:|(?:(?:as |the )?voices? of|narrated by|directed by|starring|featuring|introducing|with|avec|"
    r"and|&)(?=\s|$))\s*",
    re.IGNORECASE,
)
"""What stands before a name, and is not part of it."""

PHRASES = frozenset(
    "cast director narrator unknown none various uncredited himself herself themselves n/a tba tbd anonymous etc. "
    "others the of and with by".split()
)
PHRASE = re.compile(
    r"\b(?i:nominees?|nominated|award|cameos?)\b|^(?i:his|her|their)\s|"
    r"\s(?:of|by|with|in|at|on|the|a|an|and|for|Of|By|With)$"
)
"""What only parts of sentences have. “An” and “In” are family names, too."""

REFERENCE = re.compile(r"\s*\[[\w\s]{1,20}\]|\[\[|\]\]|'''?")
"""Footnotes and marks of wiki texts."""

ROLE = re.compile(r"(?:\s+as|\s*(?:\.{2,}|…))\s+\S.*$")
"""What says whom somebody plays: “Ada Quill as Mara”, “Ada Quill … Mara”."""

CAPITALIZED = r"(?!(?i:the|his|her|their)\b)[^\W\d_a-z][\w.'’-]*"
JOINING = (" and ", " & ", " et ", " und ")
JOINED = re.compile(rf"((?:{CAPITALIZED} )+{CAPITALIZED}) (?:and|&|et|und) ((?:{CAPITALIZED} )+{CAPITALIZED})")
"""Two whole names that a word joins, as opposed to a pair or a band of one name, such as “Penn & Teller”."""

BRACKETED = re.compile(r"\s*\(([^()]*)\)$")
ARCHIVE_REMARK = re.compile(
    r"\s*\([^()]*\barchiv(?:e|al) (?:(?P<footage>footage|materials?)|sound|audio|recordings?)\b[^()]*\)",
    re.IGNORECASE,
)
"""What says that a film only shows or lets hear somebody from earlier recordings."""

DISAMBIGUATION = re.compile(
    r"\b(?:act(?:or|ress)|director|film-?maker|producer|(?:screen)?writer|author|singer|musician|composer|dancer|"
    r"comedian|wrestler|model|rapper|cinematographer|editor|politician|journalist|artist|born|\d{4})\b",
    re.IGNORECASE,
)
"""What tells somebody from others of the name, unlike “voice” or “uncredited”."""


@dataclass(frozen=True, slots=True)
class PersonalName:
    """Hold a name, and what tells its bearer from others of that name, or an empty text.

    `job` is what a remark beside the name says of the work, instead of the list that the name is in.
    """

    name: str
    disambiguation: str = ""
    job: JobCode | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.disambiguation})" if self.disambiguation else self.name


def parse_personal_name(text: str) -> PersonalName | None:
    """Return the name in an item of a list of people, without labels, remarks and marks; None if there is none."""
    name = one_line(REFERENCE.sub("", unescape(text)))
    while label := LABEL.match(name):
        name = name[label.end() :]
    name = ROLE.sub("", name.lstrip(".,;- "))
    disambiguation = ""
    while remark := BRACKETED.search(name):
        name = name[: remark.start()]
        if DISAMBIGUATION.search(remark[1]):
            disambiguation = remark[1].strip()
    return PersonalName(name, disambiguation) if is_name(name) else None


def names_joined_in(text: str) -> tuple[str, ...]:
    """Return both names in a text such as “with Ada Quill and Bruno Tarn”, or else the text alone."""
    if not any(word in text for word in JOINING):  # nearly all names, and much cheaper than the pattern
        return (text,)
    joined = JOINED.fullmatch(LABEL.sub("", text))
    return joined.groups() if joined else (text,)


def split_archive_remark(text: str) -> tuple[str, JobCode | None]:
    """Return a text without its remark about archive material, and the job that this remark states."""
    remark = ARCHIVE_REMARK.search(text)
    if remark is None:
        return text, None
    job = JobCode.ARCHIVE_FOOTAGE if remark["footage"] else JobCode.ARCHIVE_SOUND
    return text[: remark.start()] + text[remark.end() :], job


def split_disambiguation(text: str) -> PersonalName:
    """Return the name and disambiguation in a text made from them."""
    found = BRACKETED.search(text)
    return PersonalName(text[: found.start()], found[1]) if found else PersonalName(text)


def is_name(name: str) -> bool:
    """Tell a name from a symbol, a bracket torn apart, a phrase or a word that only introduces names."""
    has_letters = any(map(str.isalpha, name))
    is_whole = name.count("(") == name.count(")") and not name.endswith(":") and name[:1] != "("
    return has_letters and is_whole and name.casefold() not in PHRASES and not PHRASE.search(name)


def parse_personal_names(items: Iterable[str]) -> Iterator[tuple[PersonalName | None, str, str]]:
    """Yield each item's name, the part of the item that was left out (it may be empty), and the item itself.

    In a list where names have capital letters, an item without any is part of a sentence.
    """
    texts = [text for item in items for text in names_joined_in(one_line(item)) if text]
    have_capitals = any(text != text.lower() for text in texts)
    for listed in texts:
        text, job = split_archive_remark(listed)
        name = parse_personal_name(text)
        if name is not None and have_capitals and is_in_small_letters(name.name):
            name = None
        if name is None:
            yield None, NO_NAME, listed
        else:
            yield replace(name, job=job), "" if str(name) == one_line(unescape(text)) else LEFT_OUT, listed


def is_in_small_letters(name: str) -> bool:
    """Tell whether a name has no capitals, though its letters have them; “k.d. lang” is spelled so on purpose."""
    return name == name.lower() and name != name.upper() and "." not in name
