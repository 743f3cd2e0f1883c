"""Link the names in a note's text to the pages of what it is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from films.kinds.addresses import anchor, fact_address
from films.models import Credit, Film, Note
from films.views.markup import link, link_to, name_of


@dataclass(frozen=True)
class LinkedNote:
    """Hold a note with links at the names in it, and links to its speaker and others that it does not name."""

    heading: Markup
    text: Markup
    speaker: Markup
    others: Sequence[Markup]


def link_names(note: Note, characters: Mapping[Any, Credit]) -> LinkedNote:
    """Link each record that a note is about where the note first names it, in its text if it can.

    People of whom `characters` has a credit go by their characters, and lead to these credits on the page.
    """
    text: list[str | Markup] = [note.text]
    heading: list[str | Markup] = [note.heading.rstrip(".?!")]
    unnamed = {}
    for subject in subjects(note):
        played = characters.get(subject)
        name = played.character if played else name_of(subject)
        address = f"#{anchor(played)}" if played else fact_address(subject)
        names = name_endings(name, subject)
        if not any(link_first(pieces, names, address) for pieces in (text, heading)):
            unnamed[subject] = link_to(address, name) if played else link(subject)
    speaker = unnamed.pop(note.speaker, Markup()) if note.speaker else escape(note.unnamed_speaker)
    return LinkedNote(Markup().join(heading), Markup().join(text), speaker, list(unnamed.values()))


def subjects(note: Any) -> list[Any]:
    """Return the speaker and the records that a note is about, which were loaded with it."""
    people = dict.fromkeys([*filter(None, [note.speaker]), *note.about_people])
    return [*people, *note.about_characters, *note.about_films, *note.about_locations]


def name_endings(name: str, subject: Any) -> list[str]:
    """Return what a text may call a record, longest first: a film by its title, others by the end of the name."""
    words = name.split()
    return [" ".join(words[first:]) for first in range(1 if isinstance(subject, Film) else len(words))]


def link_first(pieces: list[str | Markup], names: Iterable[str], address: str) -> bool:
    """Replace the first of these names that stands in plain text by a link, and tell whether there was one."""
    for name in names:
        for place, piece in enumerate(pieces):
            if isinstance(piece, Markup) or name not in piece:
                continue
            if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece):
                linked = link_to(address, name)
                pieces[place : place + 1] = [piece[: found.start()], linked, piece[found.end() :]]
                return True
    return False
