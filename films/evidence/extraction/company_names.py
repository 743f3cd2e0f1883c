"""Recognise the names of companies, and lists of them, in text."""

from films.evidence.extraction.names import ORGANISATION
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import country_name

WORD = r"(?:\p{Lu}[\p{L}\p{M}\d'’+!-]*\.?|\d+\p{L}*(?= \p{Lu}))"
COMPANY = (
    rf"(?:The )?(?!(?:The|A|An|In|On|At|It|Its|His|Her|This|With|By|For|And|But|As|He|She|They|While|When) )"
    rf"{WORD}(?:(?: & | )(?:(?:of|de|du|di|der) )?(?!(?:In|On|The) ){WORD}){{0,6}}"
)
NAMED = Pattern(rf"(?P<name>{COMPANY})(?: \((?P<short>\p{{Lu}}{{2,6}})\))?")
BETWEEN = Pattern(
    r"(?:, (?:and |in association with |along with )?| and | & | / |/| in association with | with )(?:the )?"
)
OWNER = Pattern(
    r"(?:\p{Lu}[\p{L}.-]+ ){1,3}?\p{Lu}[\p{L}-]+['’]s? (?:(?:own|production|film|new|home) )*"
    r"(?:(?:company|banner|studio|label),? )?"
    r"(?=\p{Lu}|\d)"
)
"""“Ida Moth's company” before the company's name."""

ABBREVIATED = Pattern(r"\b(?:Bros|Inc|Ltd|Co|Corp)\.$")
LEGAL_FORM = Pattern(r"^(?:Inc|Ltd|LLC|Corp|Co|S\.A|GmbH)\.?$")
MONTH = Pattern(r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
STUDIOS = frozenset(
    "A24 Allied Anglo-Amalgamated Avco Bavaria BBC Biograph Cannon Carolco CBS Dimension Ealing Embassy Eros "
    "Essanay Focus Gainsborough Goldwyn Hammer HBO ITV Loew MGM Monogram Mosfilm NBC Neon NFB Nordisk Orion "
    "Pathé PBS Rank Republic RKO Searchlight Selznick Shaw STX Svensk Tobis Toho Touchstone Tristar UFA "
    "Vitagraph".split()
)
MOST = 8  # companies of one list


def companies_from(text: str, start: int) -> list[tuple[str, int]]:
    """Return the names in a list of companies that begins at `start`, each with its end."""
    found: list[tuple[str, int]] = []
    position = start + 4 if text.startswith("the ", start) else start
    while len(found) < MOST and (match := NAMED.match(text, position)):
        if owner := OWNER.match(text, position):
            position = owner.end()
            continue
        name = match["name"] if ABBREVIATED.search(match["name"]) else match["name"].rstrip(" .")
        if MONTH.match(name):
            break
        if LEGAL_FORM.match(name) and found:
            found[-1] = (f"{found[-1][0]}, {name}", match.end())
        else:
            found.append((name, match.end()))
        position = match.end()
        between = BETWEEN.match(text, position)
        if not between:
            break
        position = between.end()
    return found


def is_company(name: str) -> bool:
    """Tell whether a name is that of a company, by a word of it or because it is initials."""
    words = [word.strip(".,'’") for part in name.split() for word in (part, *part.split("-"))]
    known = any(word in ORGANISATION or word in STUDIOS for word in words)
    is_initials = len(words) == 1 and name.isupper() and len(name) > 2
    return (known or is_initials) and not country_name(name)
