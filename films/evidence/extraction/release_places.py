"""Recognise where a film was released, and by the names of which places."""

import regex

from films.evidence.extraction.money_words import TERRITORIES
from films.evidence.extraction.names import CAPITALISED, TITLES_AND_DEMONYMS
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import country_name

PLACE = (
    rf"(?:the )?(?:{CAPITALISED}|U\.S\.A?\.?|U\.K\.|D\.C\.)(?:(?: |, | of | de | du | and (?:the )?|"
    rf" & )(?:the )?(?:{CAPITALISED}|U\.S\.|U\.K\.|D\.C\.)){{0,6}}"
)
IN_PLACE = Pattern(
    r"\b(?:[Ii]n|[Aa]t|[Aa]cross|[Tt]hroughout|[Ww]ithin)\s+"
    r"(?:the (?=\d))?(?:\d{4} |\d+(?:st|nd|rd|th) (?:annual )?)?"
    r"(?:(?:\d[\d,]*(?= (?:theat|cinema|screens|locations))|"
    rf"select|most|several|over|all|more than|limited|theat\p{{L}}+|cinemas) )*(?:theat\p{{L}}+ |"
    rf"cinemas )?(?:in |across )?(?P<place>{PLACE})"
)
PLACE_FIRST = Pattern(
    rf"(?!(?:Its|The|This|Their|An?) )(?P<place>{CAPITALISED}(?: {CAPITALISED})?|U\.S\.|US|UK|U\.K\.) "
    r"(?:theatrical )?(?:release|"
    r"premi[eè]re|debut|opening)\b"
)
MONTH_PLACE = Pattern(
    r"(?i)^(?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|spring|summer|autumn|fall|winter|\d|imax|technicolor|panavision|cinemascope|3-?d|dolby|"
    r"dvd|blu-ray|english|hindi|tamil|region(?: \w)?$|zone \d|its|their|this)\b"
)
ENDS_WORLDWIDE = Pattern(r"(?i)\b(?:worldwide|around the world|globally|nationwide) on\s*$")
WORLD = Pattern(r"(?i)\b(worldwide|around the world|globally|nationwide)\b")


def release_places(clause: str, before: str, after: str) -> list[str | None]:
    """Return the places of a release, or a list of None if no place is named."""
    found = place_in(before) or place_in(after) or place_in(clause)
    if found is None or ENDS_WORLDWIDE.search(before):
        world = WORLD.search(clause)
        return [TERRITORIES.get(world[1].casefold(), world[1].casefold()) if world else None]
    if found in ("United States and Canada", "US and Canada"):
        return [found]
    parts = regex.split(r",? and (?:the )?|(?<=\p{Ll}), (?=\p{Lu}[^,]*(?:,| and ))", found)
    return [part.strip() for part in parts if part.strip()] or [None]


def place_in(words: str) -> str | None:
    candidates = [match["place"] for match in IN_PLACE.finditer(words)]
    candidates += [match["place"] for match in PLACE_FIRST.finditer(words)]
    for candidate in reversed(candidates):
        bare = candidate.removeprefix("the ").strip()
        if not MONTH_PLACE.match(bare) and not regex.match(
            r"(?:The|It|World|Theatrical|Its|Premiere|Film)\b$", bare
        ):
            return country_name(bare) or bare if bare in TITLES_AND_DEMONYMS else bare
    return None
