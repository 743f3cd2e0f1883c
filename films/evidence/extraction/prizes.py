"""Recognise the prizes that a text names."""

from dataclasses import dataclass

import regex

from films.evidence.extraction.patterns import Pattern

WORD = r"\p{Lu}[\p{L}\p{M}'’.&-]*"
PRIZES = Pattern(
    rf"(?P<prize>(?:{WORD} (?:(?:of|de|du|di|d'|and(?! the)|&|the|for|in) ){{0,2}}){{0,7}}"
    r"(?:Awards?|Prizes?|Globes?|Oscars?|BAFTAs?|Palme d[’']Or|Golden (?:Lion|Bear|Leopard|Palm|Shell)|"
    r"Silver (?:Lion|Bear|Leopard|Shell)|Grand Prix|Razzies?|Grammys?|Emmys?|Trophy|Medal|Honou?rs))\b"
    r"(?! (?:Committee|Ceremony|Jury))"
)
ORDINAL = Pattern(r"(?P<ceremony>\d{1,3}(?:st|nd|rd|th) (?:Annual )?)$")
YEAR_BEFORE = Pattern(r"\b(?P<year>(?:18|19|20)\d\d) (?:\d{1,3}(?:st|nd|rd|th) )?(?:Annual )?$")
TOO_GENERAL = frozenset("Award Awards Prize Prizes Honours Honors Medal Trophy Several Many".split())
LEADING = Pattern(
    r"^(?:[Tt]he|An?|In|At|For|Its?|His|Her|Both|While|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Best) "
)


@dataclass
class Prize:
    """Hold a prize named in the text, with its place, its ceremony and its year as far as the text gives them."""

    name: str
    start: int
    end: int
    ceremony: str = ""
    year: int | None = None


def prizes_in(text: str) -> list[Prize]:
    """Return the prizes that a text names, in order."""
    found = []
    for match in PRIZES.finditer(text):
        name = match["prize"]
        while cut := LEADING.match(name):
            name = name[cut.end() :]
        start = match.end() - len(name)
        if name in TOO_GENERAL:
            continue
        ordinal = ORDINAL.search(text[:start])
        year = YEAR_BEFORE.search(text[:start])
        ceremony = f"{ordinal['ceremony']}{name}" if ordinal else ""
        found.append(Prize(singular(name), start, match.end(), ceremony, int(year["year"]) if year else None))
    return found


def singular(prize: str) -> str:
    """Return the name of one prize: “Academy Awards” are given as an Academy Award."""
    return regex.sub(r"(Award|Prize|Globe|Oscar|BAFTA|Razzie)s$", r"\1", regex.sub(r"ies$", "ie", prize))
