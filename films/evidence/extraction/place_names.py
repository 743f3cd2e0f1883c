"""Recognise the names of places, and lists of them, in text."""

import regex

from films.evidence.extraction.names import CAPITALISED
from films.evidence.extraction.patterns import Pattern

WORD = (
    rf"(?:(?:Warner )?Bros\.|{CAPITALISED}(?:['’]s(?=\ \p{{Lu}}))?|(?<=\p{{Ll}} )\d{{1,3}}(?=,)|"
    r"U\.S\.A?\.?|U\.K\.|St\.|Mt\.|D\.C\.)"
)
ONE_PLACE = (
    rf"(?:the )?{WORD}(?: (?:(?:of|de|del|della|dei|degli|delle|des|dos|das|"
    rf"du|da|di|do|la|le|los|las|upon|on|in the|the|al|el|"
    rf"in|sur) (?:the )?)?(?:d[ae]ll['’])?{WORD}){{0,6}}"
)
PLACE = Pattern(ONE_PLACE)
SEPARATOR = Pattern(
    r"(?:, (?:and |as well as )?|,? and |; | & | as well as )(?:(?:also |partly |then )?(?:in|at|on|"
    r"around) )?(?:(?:the (?:city|town|village|island|state|province|district)s? of|near|nearby|"
    r"parts of|the) )?"
)
NO_PLACE = Pattern(
    r"(?i)^(?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|technicolor|eastmancolor|eastman color|panavision|cinemascope|"
    r"ansco\w*|super|imax|vistavision|cinerama|\d|english|hindi|tamil|spanish|french|german|italian|telugu|"
    r"malayalam|"
    r"director|he|she|it|they|i|(?:black|white)(?!(?-i: \p{Lu}))|color|colour|dolby|christmas|easter|world war|"
    r"digital|arri\w*|red epic|kodak|techniscope|todd-ao|ultra|academy|the film|film(?! city\b)|new line|"
    r"warner\w*(?! bros\.? studios)|"
    r"universal pictures|"
    r"victorian|edwardian|renaissance|middle ages|great depression|cold war|depression|civil war|"
    r"american civil|part|god|stereo|star wars|best)\b"
)
ON_A_DAY = Pattern(
    r" (?:on|in) (?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b.*$"
)


def listed_places(text: str, start: int) -> list[str]:
    """Return the places in a list that begins at `start`: “Goa, Belgaum and the Karst”."""
    found: list[str] = []
    position = start
    while len(found) < 20 and (match := PLACE.match(text, position)):
        name = place_name(match[0])
        if not name:
            break
        found.append(name)
        position = match.end()
        if text.startswith(("'s ", "’s "), position) and (within := PLACE.match(text, position + 3)):
            found[-1] = place_name(within[0])
            position = within.end()
        separator = SEPARATOR.match(text, position)
        if not separator:
            break
        position = separator.end()
    return [name for name in found if name]


def place_name(words: str) -> str:
    """Return a place's name without the article, or an empty string if the words name something else."""
    bare = words.strip().removeprefix("the ").removeprefix("The ")
    bare = ON_A_DAY.sub("", bare)
    bare = regex.sub(r"['’]s$", "", regex.sub(r"^.*['’]s (?=\p{Lu}\S+ \p{Lu})", "", bare))
    return "" if NO_PLACE.match(bare) or len(bare) < 3 else bare
