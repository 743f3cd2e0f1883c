"""Recognise the names of people, and lists of them, in text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from films.evidence.extraction.patterns import Pattern
from films.origins import COUNTRY_OF, folded

CAPITALISED = (
    r"\p{Lu}[\p{L}\p{M}]*(?:['’ʼ](?!s\b)[\p{L}\p{M}]+)*(?:(?:[-‑]\p{L}|–\p{Lu})[\p{L}\p{M}]*(?:['’]\p{L}+)*)*"
)
INITIALS = r"\p{Lu}\.(?:[- ]?\p{Lu}\.)*+"
PARTICLE = (
    r"(?:de|di|da|do|del|dela|della|delle|der|den|des|du|dos|das|van|von|vom|zu|zum|af|av|la|le|las|los|"
    r"el|al|bin|bint|"
    r"ben|ibn|ter|ten|st\.|y|e|d'|al-|el-)"
)
SUFFIX = r"(?:,?\ (?:Jr|Sr|Snr|Jnr)\b\.?|\ (?:II|III|IV)\b)"
NICKNAME = r"[\"“‘'][\p{L}][\p{L}\ .'-]{0,24}[\"”’']"
WORD = rf"(?!(?:Jr|Sr|Snr|Jnr|II|III|IV)\b)(?:{INITIALS}|(?:Ma?c|De|La|Le|St\.)\ ?{CAPITALISED}|{CAPITALISED})"
ELIDED = r"(?:(?:d|l|dell|dall)['’])?"
NAME = rf"{WORD}(?:\ ?(?<=\.)(?:{WORD})|\ (?:{PARTICLE}\ ){{0,3}}{ELIDED}(?:{WORD})|\ {NICKNAME}){{0,6}}{SUFFIX}?"

NAME_PATTERN = Pattern(NAME)
"""A run of capitalised words; `person_name` decides whether it names a person."""

NOT_IN_NAMES = frozenset(
    "The A An In On At It He She They We You I His Her Its Their Our My Your This That These Those "
    "There Here But And "
    "Or Nor Yet So When While After Before During Since Until Although Though Because If As By For "
    "From With Without "
    "Of To Into Upon Both Each Every All Some Many Most Several Other Another One Two Three Four Five "
    "Also However "
    "Academy Award Awards Golden Globe Festival Film Films Movie Hollywood Bollywood Broadway "
    "Best Outstanding "
    "January February March July September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday American British Indian French German Italian Japanese Who What Which Whose "
    "Like Unlike Despite Under Through Among Between Within Once Again Still Such Following Together "
    "Where Why How Not No Even Only Just Then Now Later Early Original Principal Filming Production "
    "Music Soundtrack "
    "Director Directors Producer Producers Writer Writers Screenwriter Screenwriters Composer "
    "Composers Actor Actors "
    "Actress Actresses Cinematographer Editor Executive Co-producer Author Novelist Critic Comedian "
    "Lyricist Singer "
    "Veteran Filmmaker Photographer Choreographer Playwright Legendary According Additional Various Unknown "
    "Himself Herself Themselves Self TBA Traditional Folk Marking Featuring "
    "Including Narrated Adapted Scripted Penned Narrator Voice Uncredited Written Directed Starring Produced "
    "Based Set "
    "University College Avenue County".split()
)
"""Capitalised words that are never part of a person's name, or only come before it."""

ORGANISATION = frozenset(
    "Pictures Productions Production Films Film Filmworks Studios Studio Entertainment Entertainments "
    "Company Companies "
    "Corporation Corp Limited Ltd Limite Inc LLC GmbH Bros Brothers Media Multimedia Cinema Cinemas Arts Group "
    "Television TV Network Networks House Records Orchestra Philharmonic Symphony Fox MGM Paramount "
    "RKO UFA BBC HBO "
    "NBC CBS ABC ITV Channel Foundation Institute Association Society Union Council Fund Trust Agency Partners "
    "Archive Artists Players Players-Lasky Office Trio Duo Enterprises Holdings International Worldwide "
    "Distribution "
    "Distributors Releasing Release Home "
    "Video Animation Animations "
    "Toei Toho Daiei Shochiku Nikkatsu Pixar Disney Miramax Lionsgate Netflix Amazon Columbia "
    "Universal Warner Mosfilm "
    "Lenfilm Gaumont Pathé Metro-Goldwyn-Mayer Tri-Star TriStar StudioCanal Dreamworks DreamWorks "
    "Blumhouse Creations "
    "Movies Cine Combines Banner Ghibli Theatre Theater Opera Ensemble Quartet Band Choir Chorus "
    "Magazine Times Post "
    "Journal News Press Books Publishing Museum Church Library Army Navy Police Department Government "
    "Guild Committee Board Commission Boys".split()
)
"""Words that mark a name as that of a company or another organization."""

MONTHS_AND_NAMES = frozenset("April May June August".split())

ALSO_SURNAMES = frozenset(
    "Banner Best Church Disney English Fox French German Guild House Love July Post Press Singer Warner".split()
)
"""Words of the two lists above that are surnames if nothing but first names comes before them."""

TITLES_AND_DEMONYMS = {"Dame", "Sir"} | frozenset(
    name.capitalize() for name, country in COUNTRY_OF.items() if name != folded(country) and " " not in name
) - {"German", "English", "French", "Jordan", "Georgian"}
"""Honours and adjectives of countries that come before a name and are not first names."""

NO_FIRST_NAMES = frozenset("Century Opera Random Searchlight Time White".split())

MENTIONED_BY = (
    r"(?:the\ (?:[\p{L}-]+\ ){0,2}(?:trio|duo|team|pair|brothers|sisters)\ (?:of\ )?|the\ |a\ |an\ )?"
    r"(?:(?:his|her|their|its|our|"
    r"\p{Lu}[\p{L}.]+['’]s?)\ )?(?:directors?\ of\ photography\ |"
    r"(?:(?:(?!(?:by|as|with|from|of|and|or|for|in|\p{Ll}+ing|\p{Ll}+ed)\ "
    r")[\p{Ll}-]+\ ){0,2}(?:journalist|novelist|writer|"
    r"author|director|producer|actor|"
    r"actress|composer|screenwriter|playwright|filmmaker|collaborator|comedian|musician|singer|"
    r"photographer|editor|artist)s?|"
    r"[\p{L}]+-born|then-\p{L}+|frequent|"
    r"regular|longtime|long-time|real-life|late|veteran|noted|famed|famous|popular|acclaimed|legendary|"
    r"young|former|(?:\p{Lu}\p{L}+\ ){0,3}\p{L}+-(?:winning|nominated|selling)|"
    r"first-time|debutants?|newcomers?|actors?|actress(?:es)?|actor-director|comedians?|singers?|"
    r"musicians?|rappers?|"
    r"filmmakers?|film-makers?|directors?|producers?|writers?|screenwriters?|playwrights?|novelists?|authors?|"
    r"journalists?|composers?|cinematographers?|editors?|models?|wrestlers?|then|film|fellow|co-star|"
    r"collaborators?|"
    r"(?:half-|step)?(?:brothers?|sisters?|sons?|daughters?|father|mother)(?:-in-law)?|cousins?|wife|husband|"
    r"(?:then-)?(?:boy|girl)?friends?|uncle|aunt|nephew|niece|partners?|managers?|agent|protégée?|twins?|siblings|"
    r"couple|duo|entertainers?|executives?|historian|poets?|lyricists?|dancers?|artists?|animators?|scholar|"
    r"students?|star|"
    r"stage|television|British|American|French|German|Italian|Indian|Japanese|Irish|English|Canadian|Australian|"
    r"Spanish|Swedish|Danish|Russian|Polish|Mexican|\p{Lu}\p{L}+(?=\ (?:actor|actress|author|composer|director|"
    r"creator|entertainer|film-?maker|musician|novelist|playwright|producer|singer|writer))|"
    r"and(?=\ (?:(?!by\ |as\ |with\ )\p{Ll}+\ ){0,2}?(?:author|composer|creator|director|producer|star|"
    r"writer)\ \p{Lu})|"
    r"creators?)[\ ,]\ ?){0,7}"
)
"""What may come before a name in a list: “his cousin”, “German-born actor-director”, “newcomer”."""

ASIDE = r"(?:\ ?\([^()\n]{0,120}\))?"
ITEM = Pattern(
    rf"{MENTIONED_BY}(?P<name>{NAME})(?P<possessive>['’]s\b|['’](?=\ ))?(?:\ (?:him|her|them)sel(?:f|"
    rf"ves))?(?P<aside>{ASIDE})"
)
BETWEEN = Pattern(
    r"\ ?(?:,\ (?:and|with|along with|together with|as well as)\ |,\ ?&\ |,\ |\ and\ |\ &\ |\ /\ |/|\ along "
    r"with\ |"
    r"\ alongside\ |\ together\ with\ |\ as well as\ |\ –\ )"
)
DOES = Pattern(
    rf"{NAME}(?:,? (?:and|&) {NAME})? "
    rf"(?:\p{{Ll}}+ly |also )?(?:(?:\p{{Ll}}+ed|wrote|did|shot|made|cut) (?:the|its|his|her|their|an?)\b|"
    r"(?:was|were|is|are|has|had|plays|played|portrays|served|worked|wrote|stars|directs|appears|serving|"
    r"receiving|"
    r"providing|making|handling|directing|playing|writing|composing|producing|doing|leading|taking|in|as)\b)"
)
"""A name that begins a new clause, and so is not part of the list before it."""

SURNAME_OPENERS = frozenset("De Del Della Di Da Du La Le Van Von de del della di da du la le van von St.".split())
MAX_LIST = 60  # names; the rest of a longer list is ignored
COUPLE = 2
FAMILY = Pattern(
    rf"(?:the )?(?P<name>{CAPITALISED}) (?i:brothers|sisters|siblings|twins)\b"
    r"(?! (?:\p{Lu}|studios?|company|entertainment|films|productions))"
)
"""“the Hale brothers”: people who are named elsewhere, and no company."""


@dataclass(frozen=True)
class NameInText:
    """Hold a name with its span in the text, and any remark in brackets after it.

    `family` is a surname that a first name shares with the name after it: “Ada and Mia Roe”. If `is_family` is
    true, the name is only the surname of several people: “the Roe sisters”.
    """

    name: str
    start: int
    end: int
    aside: str = ""
    family: str = ""
    is_family: bool = False


CreditInText = tuple[NameInText, str, float]
"""A name, the job that the text credits it with, and the confidence in that."""


def person_name(name: str, mononym: bool = False) -> str:
    """Return the person's name in these words, or an empty string; `mononym` also allows a single word."""
    words = name.split()
    while words and (words[0].strip(",") in NOT_IN_NAMES):
        words = words[1:]
    while len(words) > 2 and words[0] in TITLES_AND_DEMONYMS:
        words = words[1:]
    begun = len(words)
    while words and words[-1].strip(",.") in NOT_IN_NAMES and not is_surname(words, len(words) - 1):
        words = words[:-1]
    if len(words) == 1 < begun:
        return ""
    whole = without_possessive(" ".join(words))
    if not whole or not whole[0].isalpha():
        return ""
    for place, word in enumerate(words):
        stopped = word.strip(",.") in ORGANISATION or (place and word in NOT_IN_NAMES)
        if stopped and not is_surname(words, place) and not (word == "Warner" and place == 0 and len(words) > 1):
            return ""
    if len(words) == 1 and (not mononym or len(whole) < 3 or whole.isupper() or whole in MONTHS_AND_NAMES):
        return ""
    return whole


def is_surname(words: list[str], place: int) -> bool:
    """Tell whether a word with another meaning is a surname here: “Michael J. Fox”, “Miranda July”."""
    ends = regex.fullmatch(rf"(?:{SUFFIX})?", " ".join(["", *words[place + 1 :]]).rstrip()) is not None
    first = words[:place]
    return (
        bool(first)
        and ends
        and without_possessive(words[place]).strip(",") in ALSO_SURNAMES
        and not any(word in NOT_IN_NAMES | ORGANISATION | NO_FIRST_NAMES for word in first)
    )


def without_possessive(name: str) -> str:
    """Return the name without a possessive ending or comma after it."""
    bare = regex.sub(r"['’]s$", "", name.strip().rstrip(","))
    return bare.rstrip("'’") if bare.endswith(("s'", "s’")) else bare


def read_name_list(text: str, start: int, mononyms: bool = True, is_subject: bool = False) -> list[NameInText]:
    """Return the names in a list that begins at `start`: “A, B (aside) and his brother C”.

    Names of one word count only if `mononyms` is true. The list ends before anything that is not a name, and
    before a name that begins a clause of its own, unless the list is the subject of the sentence (`is_subject`). A
    possessive name also ends it, since that begins something else.
    """
    found: list[NameInText] = []
    position = start
    while len(found) < MAX_LIST and (item := ITEM.match(text, position)):
        if family := FAMILY.match(text, position):
            found.append(NameInText(family["name"], family.start("name"), family.end("name"), is_family=True))
            break
        name = person_name(item["name"], mononym=mononyms)
        if not name or item["possessive"] or text.startswith(("'s", "’s"), item.end("name")):
            break
        if item["name"].endswith(("'s", "’s")):
            break
        offset = item["name"].find(name)
        left = item.start("name") + max(offset, 0)
        found.append(NameInText(name, left, item.end("name"), item["aside"].strip(" ()")))
        position = item.end()
        between = BETWEEN.match(text, position)
        if not between or (not is_subject and DOES.match(text, between.end())):
            break
        position = between.end()
    if len(found) == COUPLE and text[found[0].end : found[1].start] in (" and ", " & "):
        first, second = found
        if " " not in first.name and " " in second.name:
            found[0] = replace(first, family=surname(second.name))
    return found


def names_in(text: str) -> Iterator[NameInText]:
    """Yield every name of two or more words in a text."""
    for match in NAME_PATTERN.finditer(text):
        name = person_name(match[0])
        if name:
            left = match.start() + max(match[0].find(name), 0)
            yield NameInText(name, left, left + len(name))


def long_surname(name: str) -> str:
    """Return a surname of several words, such as “De Rosa” in “Ugo De Rosa”, or an empty string."""
    words = name.split()
    first = next((place for place, word in enumerate(words[:-1]) if place and word in SURNAME_OPENERS), 0)
    return " ".join(words[first:]) if first else ""


def surname(name: str) -> str:
    """Return the word by which a text calls a person later: the last, not counting “Jr.” and the like."""
    words = regex.sub(rf"{SUFFIX}$", "", name).split()
    return words[-1] if words else ""
