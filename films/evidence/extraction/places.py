"""Extract where a film was shot, what the locations stand in for, and where the story is set."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import CAPITALISED, NOT_IN_NAMES, TITLES_AND_DEMONYMS
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.place_names import ONE_PLACE, PLACE, listed_places, place_name
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, country_name

BEFORE_PLACE = (
    r"(?:(?:various|several|many|different|multiple|some|real) (?:locations|places|parts|sites|cities|areas|"
    r"sets)(?: (?:in|around|across|throughout|of))? )?(?:(?:and )?around )?(?:(?:the (?:city|town|village|"
    r"state|island|province|streets|suburbs?|outskirts|mountains|deserts?|hills|coast|area) of|near|nearby|"
    r"downtown|rural|central|northern|southern|eastern|western|parts of) )?"
)
FILMED = Pattern(
    r"(?i)\b(?:(?:was|were|is|being|been)?\s?(?:(?:shot|filmed|photographed)(?: (?:entirely|primarily|"
    r"mostly|partly|partially|mainly|largely|almost entirely|extensively|on location|in part|actually|"
    r"again|instead|on a set|on sets|here))*|"
    r"(?:filming|shooting|principal photography|photography|production|location shooting|"
    r"location filming|(?:\p{L}+ )?schedules?|exteriors?|interiors?)"
    r"(?: \p{L}+){0,5}? (?:took place|began|started|commenced|"
    r"occurred|was done|were done|was held|continued|moved|happened|wrapped|lasted[^.]{0,40}?|concluded|"
    r"finished|was completed|were shot|were filmed|ran)|on location|filming (?:locations )?included|"
    r"took place))"
    rf"(?-i:[^.;]{{0,60}}?\b(?:in and around|on location in|on location at|in|at|around|on|near|"
    rf"throughout|across) {BEFORE_PLACE}(?P<place>)(?={ONE_PLACE}))"
)
SHOT_AT = Pattern(
    rf"(?P<place>{ONE_PLACE}) (?:was|were) (?:used|chosen|selected) as (?:a |"
    r"the )?(?:filming )?(?:locations?|sets?)\b|"
    rf"(?P<place>{ONE_PLACE})(?:, {ONE_PLACE})?,? was (?:one|another) (?:of the )?"
    r"(?:(?:filming|shooting) )?locations?\b"
)
USED_NEAR = Pattern(
    rf"^(?:An? |The )?(?:[\p{{L}}-]+ ){{1,4}}?(?:near|outside|around|in) (?P<place>{ONE_PLACE})"
    rf"(?:, {ONE_PLACE})?,? "
    r"(?:was|were) (?:used|transformed|converted|turned|dressed)\b"
)
USING = Pattern(
    rf"\b(?:used|using|chose|choosing) (?P<place>{ONE_PLACE}) as (?:the |its |an? )?(?:(?:filming|shooting) )?"
    r"locations?\b"
)
SCENES = Pattern(
    r"(?i)\b(?:scenes?|sequences?|shots|exteriors?|interiors?|film|movie|picture|half|"
    r"part)\b[^.;]{0,90}?\b(?:shot|filmed|photographed)\b"
)
STANDS_IN = Pattern(
    rf"(?P<place>{ONE_PLACE})(?:, (?!and )\p{{Lu}}[\p{{L}} ]{{1,30}}?)?"
    r"(?:,(?= (?:which|also|doubl|st|sub|fill|serv|pos)))?(?: (?!and |but )[\p{L}'’-]+){0,4}? "
    r"(?:doubl(?:ed|es?|ing) (?:for|as)|st(?:ood|ands?|anding)(?: in)? for|substitut(?:ed|es?|ing) for|"
    r"fill(?:ed|s|ing) in for|serv(?:ed|es?|ing) as (?:a |the )?(?:stand-?ins?|substitutes?|double) for|"
    r"as (?:a |the )?(?:stand-?ins?|substitutes?|doubles?) for|"
    r"(?:was|were) (?:used|dressed|made up|redressed) (?:as|to (?:look like|represent|depict|portray|double as|"
    r"double for|stand in for))|portray(?:ed|s|ing)|depict(?:ed|s|ing)|represent(?:ed|s|ing)?|"
    r"pass(?:ed|es|ing)? (?:for|off as)|pos(?:ed|es|ing) as|(?:was|were) turned into|became) "
    rf"(?P<other>{ONE_PLACE})"
)
ABOUT_FILMING = Pattern(r"(?i)film|shot|shoot|scenes?\b|locations?|stand|stood|doubl|substitut|exterior|interior")
SITE_IN = Pattern(
    r"^(?:[\p{L}'’-]+ ){0,4}?"
    r"(?i:exteriors?|interiors?|scenes?|sequences?|streets|locations?|parts|areas|studios?|sets?) "
    rf"(?:shot |filmed )?(?:in|at|around|of) (?P<place>{ONE_PLACE})"
)
"""“Exteriors in Leeds”: the place is the town."""
SET_BUT_SHOT = Pattern(
    rf"\bset in (?P<other>{ONE_PLACE})(?:\s?\([^()]{{0,200}}\))?[^.;]{{0,60}}?\b(?:shot|"
    rf"filmed)\b[^.;]{{0,30}}? (?:in|at|on|around) (?:the )?(?P<place>{ONE_PLACE})"
)
SET = Pattern(
    rf"(?<!film )(?<!photo)\b(?:[Ss]et|[Tt]akes place|unfolds)(?: \p{{L}}+ly)?(?: during [^,.;]{{1,40}}|"
    rf" against [^,.;]{{1,40}}| at [^,.;]{{1,40}}?| in (?:the )?(?:\p{{Ll}}+ )?(?:\d{{4}}s?|\d\d(?:st|nd|"
    rf"rd|th)[- ]century|[\p{{Ll}}-]+ \d{{4}}s?|\p{{Ll}}+ century),?)* ?(?:in|around|on|at) (?:a |an |"
    rf"the )?(?:[\p{{Ll}}\d-]+ (?:town|city|village|suburb|island)s? of |\p{{Ll}}+(?:-\p{{Ll}}+)* |"
    rf"(?:\d{{4}}s|\d{{4}}|\d\d(?:st|th)-century) )?(?P<place>)(?={ONE_PLACE})"
)
BUILDINGS = (
    "airport|train station|railway station|bus terminal|bus station|police station|hospital|hotel|motel|"
    "university|cathedral|prison|courthouse|casino|nightclub|museum|library|stadium|zoo|embassy|locksmith|"
    "shopping mall"
)
"""Sites that a story needs only one of: with the town's name they make a distinct place."""

IN_TOWN = Pattern(
    r"\b(?:to|at|in|into|inside|from|reach(?:es)?|enters?|leaves?|visits?) (?:a|an|the|his|her|their|\p{L}+['’]s) "
    rf"(?:\p{{Ll}}+ )?(?P<place>{BUILDINGS})\b"
)
PART_OF_TOWN = Pattern(r"\b(?:School|College|University|Museum|Hotel|House|Airport|Station|Castle|Bridge|in)\b")
NO_SETTING = Pattern(
    r"['’]s |\b(?:Army|Navy|Police|Department|Ministry|Enterprises|Corporation|Company|Congress|Battle|War|"
    r"Great)\b"
)
ROLE = Pattern(
    rf"(?: as |[–—(:]\s?|\.{{3}}\s?|\t| {{2,}})(?:the |The )?(?P<role>{CAPITALISED}(?: {CAPITALISED}){{0,3}})"
)
VISITED = Pattern(
    r"\b(?:(?<=\b(?:go|goes|went|going|gets?|fl(?:y|ies|ees?|ed|ew|own)|moves?|moving|moved|travels?|travell?ing|"
    r"returns?|returned|drives?|drove|sails?|sailed|comes?|came|heads?|escapes?|journeys?|relocates?|sent|brings?|"
    r"brought|takes?|taken|rush(?:es)?|rides?|trip|back|flight|transferred|way|visit)[^,.;]{0,20} )to|[Ii]n|"
    r"[Aa]t|into|from|upon arriving in|reach(?:es)?|arriv(?:es|ing) (?:in|at)|flees? to|leaves?|"
    rf"return(?:s|ing)? to|back in|left) (?:the )?(?P<place>)(?={ONE_PLACE})"
)
FORCE = Pattern(
    rf"(?P<place>{CAPITALISED}(?: {CAPITALISED}){{0,2}}?) (?:Militia|Police|City Police|"
    r"Sheriff's Department|Fire Department|detectives?|"
    r"policem[ae]n|police|cops?|gangsters?|mobsters?)\b"
)
COUNTRIES_IN_INITIALS = ("US", "USA", "UK", "UAE", "USSR", "NYC")
FILMED_SURE, SET_SURE, TOLD, COMMON = 0.85, 0.8, 0.5, 0.35


def extract_places(article: Article) -> list[ExtractedFact]:
    """Return filming locations, with what they stand in for where stated, and settings of the story."""
    best: dict[tuple[str, str, str], ExtractedFact] = {}
    towns: list[str] = []
    characters = words_of_roles(article)
    for statement in article.outside_sections(
        Topic.ELSEWHERE, Topic.AWARDS, Topic.MUSIC, Topic.RECEPTION, Topic.CAST
    ):
        found = [*filming_locations(statement), *settings(statement)]
        if statement.topic is Topic.PLOT:
            visited = [
                setting
                for setting in plot_settings(article, statement)
                if setting.fields["name"] not in characters
            ]
            towns += [
                name
                for setting in visited
                if not country_name(name := setting.fields["name"]) and not PART_OF_TOWN.search(name)
            ]
            found += [*visited, *sites_in_town(statement, towns[-1])] if towns else visited
        for fact in found:
            if not is_place(article, fact.fields["name"]):
                continue
            key = (
                fact.fields["use"],
                fact.fields["name"].casefold(),
                (fact.fields["stands_in_for"] or "").casefold(),
            )
            if key not in best or fact.confidence > best[key].confidence:
                best[key] = fact
    doubles = {(fact.fields["use"], fact.fields["name"]) for fact in best.values() if fact.fields["stands_in_for"]}
    return [
        fact
        for fact in best.values()
        if fact.fields["stands_in_for"] or (fact.fields["use"], fact.fields["name"]) not in doubles
    ]


def is_place(article: Article, name: str) -> bool:
    """Tell whether a name in a place's position is neither the film's title nor initials of a company."""
    is_initials = name.isupper() and name.isalpha() and name not in COUNTRIES_IN_INITIALS
    return not is_initials and name != article.title


def place_proposal(
    statement: Statement, name: str, use: str, sure: float, stands_in_for: str | None = None
) -> ExtractedFact:
    return statement.propose("location", sure, name=name, use=use, stands_in_for=stands_in_for)


def filming_locations(statement: Statement) -> Iterator[ExtractedFact]:
    if statement.topic is Topic.PLOT:
        return
    text = statement.text
    for pattern in (SET_BUT_SHOT, STANDS_IN):
        for match in pattern.finditer(text):
            within = SITE_IN.match(match["place"])
            place, other = place_name(within["place"] if within else match["place"]), place_name(match["other"])
            if place and other and (ABOUT_FILMING.search(text) or ABOUT_FILMING.search(statement.heading)):
                yield place_proposal(statement, place, "filmed", FILMED_SURE, other)
    if (
        regex.search(r"(?i)\b(?:released|screened|premiered|novel|album)\b", text)
        and not SCENES.search(text)
        and statement.topic is not Topic.LEAD
    ):
        return
    for match in FILMED.finditer(text):
        for name in listed_places(text, match.start("place")):
            yield place_proposal(statement, name, "filmed", FILMED_SURE)
    for pattern in (SHOT_AT, USING, USED_NEAR):
        for match in pattern.finditer(text):
            if name := place_name(match["place"]):
                yield place_proposal(statement, name, "filmed", FILMED_SURE)
    if statement.bullet and regex.search(r"(?i)\blocations?\b", statement.heading):
        for name in listed_places(regex.sub(r" – .*", "", statement.text), 0):
            yield place_proposal(statement, name, "filmed", TOLD)


def settings(statement: Statement) -> Iterator[ExtractedFact]:
    if statement.topic not in (Topic.LEAD, Topic.PLOT, Topic.MAKING):
        return
    for match in SET.finditer(statement.text):
        for name in listed_places(statement.text, match.start("place")):
            yield place_proposal(statement, name, "set", SET_SURE)
    for match in regex.finditer(rf"\bscenes set in (?P<place>{ONE_PLACE})", statement.text):
        if name := place_name(match["place"]):
            yield place_proposal(statement, name, "set", SET_SURE)


def plot_settings(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    """Read the places where the plot goes."""
    for match in VISITED.finditer(statement.text):
        found = PLACE.match(statement.text, match.start("place"))
        name = place_name(found[0]) if found else ""
        follows = statement.text[found.end() : found.end() + 2] if found else ""
        if (
            name
            and name not in article.full_names
            and name not in article.full_names.values()
            and name not in article.given_names
            and not is_no_setting(article, name, follows_article=match[0].endswith("the "))
            and not follows.startswith(("'", "’"))
        ):
            yield place_proposal(statement, name, "set", TOLD)
    for match in FORCE.finditer(statement.text):
        name = place_name(match["place"])
        if (
            name
            and name not in article.full_names
            and name not in NOT_IN_NAMES
            and " " not in name.removeprefix("New ").removeprefix("Los ")
        ):
            yield place_proposal(statement, name, "set", COMMON)


def is_no_setting(article: Article, name: str, *, follows_article: bool) -> bool:
    """Tell whether a name in the plot is that of a person, an organization or a people, and no place."""
    if " " not in name:
        is_word = name in NOT_IN_NAMES or name in TITLES_AND_DEMONYMS
        acts = regex.search(
            rf"(?:^|[.,;] |\b(?:and|but|when|while|that|as) ){regex.escape(name)} \p{{Ll}}+s\b", article.text
        )
        return is_word or acts is not None or (follows_article and not country_name(name))
    return NO_SETTING.search(name) is not None


def words_of_roles(article: Article) -> set[str]:
    """Return the words in the roles of the cast list."""
    roles = (
        match["role"] for statement in article.in_sections(Topic.CAST) for match in ROLE.finditer(statement.line)
    )
    return {word for role in roles for word in role.split()}


def sites_in_town(statement: Statement, town: str) -> Iterator[ExtractedFact]:
    """Read “the hotel” or “the airport” in the plot as one in the town where the plot is by then."""
    for match in IN_TOWN.finditer(statement.text):
        yield place_proposal(statement, f"{match['place'].capitalize()} in {town}", "set", COMMON)
