"""Extract awards and nominations: the prize, its category, the result, the year and the people honoured."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.award_lists import giver_above, read_item
from films.evidence.extraction.award_tables import read_award_rows
from films.evidence.extraction.names import NAME, person_name, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.prizes import WORD, Prize, prizes_in, singular
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

OPENING = r"(?:Best|Outstanding|Favou?rite|Worst|Most)"
LINK = r"(?:(?:in|of|by(?! the\b)|or|a|an|the|with|and(?! (?:Best|the)\b)) ){0,3}"
MORE = (
    r"(?:Original|Motion|Dramatic|Music|Story|Adapted|Colou?r|Black|Drama|Comedy|Musical|Male|Female|Adaptation|"
    r"Scoring|Song|Score|Screenplay|Substantially|Written|Based|Action|Animated|Foreign|Short|Long|Sound|"
    r"Special|Live|Feature|Documentary|Television|Miniseries)"
)
CATEGORY = (
    rf"(?P<category>{OPENING}(?:(?: |, (?={MORE}\b)| ?[–—-] ?(?={MORE}\b)| ?/ ?){LINK}"
    rf"(?!Awards?\b|Oscars?\b|Prize\b)(?:{WORD}|(?<=\b(?:Supporting|Leading) )(?:role|actor|actress)))+|"
    r"(?<=\b(?:Award|Prize|Oscar)s? for )(?:Writing|Excellence|Distinguished|Achievement)"
    rf"(?: (?:in |of )?{WORD})*(?: \({MORE}[^()]{{0,40}}\))?)"
)
CATEGORIES = Pattern(CATEGORY)
YEAR = Pattern(
    r"(?:^|\b[Ii]n |\b[Oo]f |\b[Ff]or |\d, |\()(?P<year>19\d\d|20\d\d)"
    r"(?![\d%]|['’]?s\b|: \p{Lu}[^:]*$| (?:film|movie)\b)"
)
WON = Pattern(
    r"(?i)\b(?:w[oi]n(?:s|ning|ners?)?|awarded|received (?:the|an?|its|his|her|two|three)|receiving|earned|"
    r"earning|"
    r"took(?: home)?|garnered|garnering|recipient|honou?red with|presented with|given the|picked up|bagged|"
    r"swept)\b"
)
NOMINATED = Pattern(r"(?i)\b(?:nominat\w+|nominees?|shortlisted|contender|in contention|up for)\b")
NOMINATION_AFTER = Pattern(r"(?i)^(?: Awards?| Oscars?)? nominations?\b")
NOT_WON = Pattern(
    r"(?i)\b(?:not|never|failed to|lost|losing|instead of|snubbed|overlooked|eligible|submitted|entry|"
    r"consideration|"
    r"previous(?:ly)?|had (?:won|received)|who (?:had )?won|[-–]winning|winner (?=\p{Lu})|would (?:later )?win|"
    r"later win)\b"
)
RESULT_AFTER = Pattern(r"(?i)^[^.;]{0,80}?[–—(:|-]\s*(?P<result>won|winner|nominated|nominee|nomination)\b")
LOSES_TO = Pattern(r"(?i)\b(?:losing|lost) to\b")
FOR_PERSON = Pattern(r"^(?: ?[—–-])? ?(?:\((?P<aside>[^()]{3,80})\)|(?:,? for|[:–—]| -) ?(?P<names>(?=\p{Lu})))")
SUBJECT = Pattern(
    rf"(?P<who>{NAME}|\b[Tt]he \p{{Ll}}+)(?:,? who [^,.;]{{1,60}},)? (?:(?:also|later|then|subsequently|both) )?"
    r"(?:won|received|earned|was|were|took|garnered|is|has been|had been|picked)\b"
)
OF_PERSON = Pattern(
    rf"(?:\b(?P<who>{NAME})['’]s? |(?:earn|win|won|gave|got|award|bring|brought)\w* (?P<whom>{NAME}) )"
)
AT_FESTIVAL = Pattern(
    r"\bat (?:the )?(?:(?P<year>(?:19|20)\d\d) )?(?:\d{1,3}(?:st|nd|rd|th) (?:Annual )?)?"
    rf"(?P<body>(?:{WORD} (?:(?:of|the|de|and|in|for) ){{0,2}}){{1,6}}Festival(?: (?:of|de) {WORD})?)"
)
AT_THE = Pattern(r"[^.;]{0,60}?(?:at|from) (?:the )?(?:\d\S+ ){0,2}(?:Annual )?|[:,]? ?")
BY_OTHERS = Pattern(
    rf"s? (?:by|from) the (?P<body>(?:{WORD} (?:of )?){{0,5}}(?:Academy|Association|Board|Circle|Guild|Society)"
    rf"(?: of {WORD})?)?(?=\p{{Lu}}|(?<=\w)\b)"
)
"""A body other than that of the prize named before."""
OTHER_BODY = Pattern(r"\bfor (?:\p{Lu}[\p{L}-]+ (?:(?:for|of|on|the) )*)+$")
"""“Nominated for X Best Film”: X is another prize than the one named before."""

FESTIVAL_PRIZE = Pattern(r"(?:Lion|Bear|Leopard|Palm|Shell|Or|Grand Prix|Prize|Medal)$")
FOR_CATEGORY = Pattern(rf"s?,? (?:for|in the category(?: of)?) (?:the )?{OPENING}\b")
SURE, LIKELY, POSSIBLE, DOUBTFUL = 0.9, 0.8, 0.6, 0.45
TOPICS = (Topic.LEAD, Topic.RECEPTION, Topic.AWARDS, Topic.RELEASE, Topic.MUSIC)
LONGEST = 14  # words of a category; more are prose


def extract_awards(article: Article) -> list[ExtractedFact]:
    """Return the prizes that the film, or somebody for it, won or was nominated for, each once."""
    found: dict[tuple[object, ...], ExtractedFact] = {}
    carried: Prize | None = None
    above: Prize | None = None
    place: tuple[str, int] = ("", 0)
    for statement in article.in_sections(*TOPICS):
        if statement.heading != place[0] or (statement.paragraph != place[1] and not statement.in_list):
            above = carried = headed_prize(article, statement)
        place = (statement.heading, statement.paragraph)
        prizes = prizes_in(statement.text)
        if " | " in statement.line:
            continue
        for fact in awards_stated(article, statement, prizes, carried):
            people = tuple(fact.fields["people"]) if statement.in_list else ()
            key = (bare_prize(fact), fact.fields["category"].casefold(), fact.fields["result"], people)
            if key not in found or details_given(fact) > details_given(found[key]):
                found[key] = fact
        carried = above or (prizes[-1] if prizes else carried)
    for fact in read_award_rows(article):
        found.setdefault((fact.sentence, str(fact.fields)), fact)
    return without_lost_detail(list(found.values()))


def headed_prize(article: Article, statement: Statement) -> Prize | None:
    """Return the prize that the headings above a list of awards name, or else who gives it."""
    if statement.topic not in (Topic.AWARDS, Topic.RECEPTION) or not statement.in_list:
        return None
    giver = giver_above(article, statement)
    named = prizes_in(giver)
    return named[0] if named else Prize(singular(giver), 0, 0) if giver else None


def bare_prize(fact: ExtractedFact) -> str:
    """Return the prize in a form by which its namings are compared: a Golden Globe is a Golden Globe Award."""
    return str(fact.fields["prize"]).casefold().removesuffix(" award")


def details_given(fact: ExtractedFact) -> int:
    return sum(bool(fact.fields[name]) for name in ("people", "year", "ceremony"))


def without_lost_detail(facts: list[ExtractedFact]) -> list[ExtractedFact]:
    """Drop a nomination for what was won, and a prize without its category if another sentence gives that."""
    won = {(bare_prize(fact), fact.fields["category"]) for fact in facts if fact.fields["result"] == "won"}
    detailed = {bare_prize(fact) for fact in facts if fact.fields["category"]}
    return [
        fact
        for fact in facts
        if (fact.fields["category"] or bare_prize(fact) not in detailed)
        and (fact.fields["result"] == "won" or (bare_prize(fact), fact.fields["category"]) not in won)
    ]


def awards_stated(
    article: Article, statement: Statement, prizes: list[Prize], carried: Prize | None
) -> Iterator[ExtractedFact]:
    text = statement.text
    is_list = statement.topic is Topic.AWARDS and statement.in_list
    if statement.in_list and (listed := listed_award(article, statement, prizes, carried)):
        yield listed
        return
    categories = [match for match in CATEGORIES.finditer(text) if not within(prizes, match)]
    for match in categories:
        by_others = BY_OTHERS.match(text, match.end())
        prize = prize_of(match, prizes, carried)
        if by_others and by_others["body"]:
            prize = Prize(by_others["body"].strip(), by_others.start("body"), by_others.end("body"))
        elif by_others or (not prizes and OTHER_BODY.search(text, 0, match.start())):
            continue
        result, sure = result_of(statement, match, is_list)
        if prize and result:
            people = people_honoured(article, text, match.start(), match.end(), has_subject=not is_list)
            sure = sure if prizes else min(sure, POSSIBLE)
            yield award(statement, prize, match["category"].rstrip(" .,"), result, people, sure)
    for prize in prizes:
        if is_won_as_a_whole(text, prize, is_list) and (not categories or FESTIVAL_PRIZE.search(prize.name)):
            people = people_honoured(article, text, prize.start, prize.end, has_subject=not is_list)
            after = RESULT_AFTER.match(text[prize.end :])
            result = "nominated" if after and after["result"].casefold().startswith("n") else "won"
            yield award(statement, prize, "", result, people, POSSIBLE if is_list else LIKELY)


def listed_award(
    article: Article, statement: Statement, prizes: list[Prize], above: Prize | None
) -> ExtractedFact | None:
    """Read an item of a list of awards, which may begin with the prize or follow its heading."""
    text = statement.text
    own = prizes[0] if prizes and not prizes[0].start and text.startswith(" for ", prizes[0].end) else None
    item = read_item(article, text[own.end + len(" for ") :] if own else text)
    prize = own or above
    if not item or not prize or (prizes and not own):
        return None
    is_known = own is not None or CATEGORIES.match(item.category) is not None
    is_known = bool(item.result) or (is_known and statement.topic is Topic.AWARDS)
    if not is_known or len(item.category.split()) > LONGEST:
        return None
    is_nominated, is_won = NOMINATED.search(statement.heading), WON.search(statement.heading)
    result = item.result or ("nominated" if is_nominated and not is_won else "won")
    sure = SURE if item.result or is_nominated or is_won else POSSIBLE
    return award(statement, prize, item.category, result, item.people, sure)


def is_won_as_a_whole(text: str, prize: Prize, is_list: bool) -> bool:
    """Tell whether a text says that a prize without categories was won."""
    before, after = text[: prize.start], text[prize.end :]
    if NOT_WON.search(before[-60:]) or NOMINATED.search(before[-60:]) or FOR_CATEGORY.match(after):
        return False
    is_of_several = text[prize.end - 1] == "s" or regex.match(r"s? (?:nominat|season|winner|ceremon)|[-–]", after)
    return not is_of_several and (is_list or WON.search(before[-60:]) is not None)


def award(
    statement: Statement, prize: Prize, category: str, result: str, people: list[str], sure: float
) -> ExtractedFact:
    years = {int(found["year"]) for found in YEAR.finditer(statement.text)}
    festival = AT_FESTIVAL.search(statement.text, prize.end) if FESTIVAL_PRIZE.search(prize.name) else None
    year = prize.year or (int(festival["year"]) if festival and festival["year"] else None)
    return statement.propose(
        "award",
        sure,
        prize=prize.name,
        body=festival["body"] if festival else prize.name,
        category=category,
        result=result,
        year=year or (years.pop() if len(years) == 1 else None),
        ceremony=prize.ceremony,
        people=people,
    )


def within(prizes: list[Prize], match: regex.Match[str]) -> bool:
    return any(prize.start <= match.start() and match.end() <= prize.end for prize in prizes)


def prize_of(match: regex.Match[str], prizes: list[Prize], carried: Prize | None) -> Prize | None:
    """Return the prize that a category belongs to: the last one before it, or the one that “at the” leads to."""
    before = [prize for prize in prizes if prize.end <= match.start()]
    after = [prize for prize in prizes if prize.start >= match.end()]
    if after and AT_THE.fullmatch(match.string[match.end() : after[0].start]):
        return after[0]
    return before[-1] if before else carried or (after[0] if after else None)


def result_of(statement: Statement, match: regex.Match[str], is_list: bool) -> tuple[str, float]:
    """Return “won” or “nominated” for a category, and the confidence; an empty string if nothing tells.

    The nearest word before or after it decides, or else the heading of a list.
    """
    text = statement.text
    if NOMINATION_AFTER.match(text[match.end() :]):
        return "nominated", SURE
    if after := RESULT_AFTER.match(text[match.end() :]):
        return ("won" if after["result"].casefold().startswith("w") else "nominated"), SURE
    before = text[: match.start()]
    nominated = max((found.end() for found in NOMINATED.finditer(before)), default=-1)
    won = max((found.end() for found in WON.finditer(before)), default=-1)
    if LOSES_TO.search(text[match.end() : match.end() + 60]):
        return "nominated", SURE
    if nominated < 0 and won < 0:
        is_won, is_nominated = WON.search(statement.heading), NOMINATED.search(statement.heading)
        if not is_list:
            return "", 0
        return (
            "nominated" if is_nominated and not is_won else "won"
        ), SURE if is_won or is_nominated else DOUBTFUL
    # “received nominations for”: what was received is a nomination.
    is_nomination = nominated > won or regex.search(r"nominations?\b[^,;]*$", before[won:]) is not None
    negated = NOT_WON.search(before[max(0, max(nominated, won) - 40) :])
    return ("", 0) if negated else ("nominated" if is_nomination else "won", SURE)


def people_honoured(article: Article, text: str, start: int, end: int, *, has_subject: bool) -> list[str]:
    """Return the people named after a category, or else the person who is said to have won."""
    if after := FOR_PERSON.match(text[end:]):
        words = after["aside"] if after["aside"] else text[end + after.end() :]
        named = [article.full_name(name.name) for name in read_name_list(words, 0)]
        return [name for name in named if " " in name]
    if not has_subject:
        return []
    subjects = list(SUBJECT.finditer(text, max(0, start - 200), start))
    words = subjects[-1]["who"] if subjects else ""
    if not words and (owner := OF_PERSON.search(text[:start])):
        words = owner["who"] or owner["whom"]
    full = "" if words[:4].casefold() == "the " else article.full_name(person_name(words, mononym=True))
    return [full] if " " in full and full not in article.title and not prizes_in(full) else []
