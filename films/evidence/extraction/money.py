"""Extract a film's budget and box office, and what people were paid."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.amounts import amounts_in
from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.money_words import TERRITORIES, WORLD
from films.evidence.extraction.names import NAME, person_name
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, as_listed, country_name

BUDGET = Pattern(
    r"(?i)\b(?:budget(?:ed|s)?|costs?|costing|production costs?|made (?:for|on|at|with)|produced (?:for|"
    r"on|at|with)|shot (?:for|on)|"
    r"filmed (?:for|on)|negative cost|spent|financed (?:with|for)|cost of)\b"
)
GROSS = Pattern(
    r"(?i)\b(?:gross(?:ed|es|ing)?|earn(?:ed|s|ing)?|box[- ]office|takings|took(?: in)?|taking in|takes in|"
    r"rentals?|revenues?|made|making|returns|collect(?:ed|ing|ions?|s)?|"
    r"netted|brought in|raked in|generat(?:ed|ing)|receipts|total(?:l?ed|l?ing)?|garnered|amassed|sales|"
    r"debuted (?:to|with)|opened\b[^.;,]{0,40}\b(?:to|with)|ticket)\b"
)
PAY = Pattern(
    r"(?i)\b(?:paid|salary|salaries|fee|wages?|earned (?:a )?salary|pay of|paycheck|per week|a week)\b|"
    r"\b(?:did|took|accepted|played) (?:the|his|her|this) (?:role|part|lead) for\b"
)
NOT_MONEY_OF_FILM = Pattern(
    r"(?i)\b(?:rights? (?:to|for|of)|sold (?:the|its|for)|bought|purchased|loss|lost|profits?|sued|"
    r"lawsuit|damages|awarded|settle\w*|fined?|marketing|"
    r"advertis\w+|promotion\w*|prints and|p&a|dvds?|blu-?ray|home video|video|vhs|rental (?:of|market)|"
    r"auction\w*|stolen|ransom|steals?|worth of|reward|insurance|"
    r"invest\w*|contribut\w*|fund\w*|loan\w*|donat\w*|grant\w*|owed|debts?|legal|tax|prize|"
    r"break[- ]even|per (?:arrow|episode|day)|ticket price|remake|merchandis\w+|"
    r"initial(?:ly)? budget\w*|originally budgeted|restoration|bid|offer(?:ed)?|turning down|"
    r"turned down|refused|deal|adjust\w+|inflation|sequence|scene|set piece|copies|units)\b"
)
OF_THE_FILM = Pattern(r"(?i)\b(?:film|movie|picture|it|production|negative)\b[^.;,]{0,40}$")
PLANNED = Pattern(r"(?i)\b(?:set at|announced|planned|proposed|estimated to|would have)\b")
OTHER_FILM = Pattern(
    r"(?i)\b(?:predecessor|first film|previous film|original film|sequel|compared to|its predecessor|"
    r"surpass\w+|record (?:of|for|held)|beating|ahead of|behind|exceeded|since|projected|expected|predicted|"
    r"forecast|"
    r"percentage of|top \d+ (?:movies|films))\b|\bto (?:earn|gross|make|cross|reach|pass) (?:over |more than )?$"
)
DIFFERENCE = Pattern(r"(?i) ?(?:less|more|short|higher|lower|fewer)\b")
OF_ANOTHER = Pattern(r"(?P<title>\p{Lu}[\p{L}\d]*)(?:['’]s? (?:\p{Ll}+ ){0,2}|'* \()$")
"""Before a sum: “Batman's $40 million”, “Inside Man ($29 million)”."""

OTHER_EARNED = Pattern(
    r"(?!(?:It|This|That|The \p{Ll}|They|He|She|In|At|On|Box Office|According)\b)"
    r"(?P<title>\p{Lu}[\p{L}\d'’]*(?: \p{Lu}[\p{L}\d'’]*){0,4}) (?:had |has |also |later )*(?:earned|grossed|"
    r"made|taken|took|"
    r"collected)\b"
)
IN_THE_END = Pattern(r"(?i)\b(?:final\w*|total\w*|ultimately|went on|eventually|overall|lifetime|altogether)\b")
SUMMED = Pattern(r"(?i)\btotal(?:l?ing|led|ed)?(?: of| gross of)?(?: \p{L}+)? ?$")
ROSE_FROM = Pattern(
    r"(?i)\b(?:escalat|increas|rose|ris|gr[eo]w|balloon|swell|swoll|climb|rais|went up|"
    r"expand)\p{L}*\b[^.;]{0,30}from $"
)
OPENING = Pattern(
    r"(?i)\b(?:opening|open(?:ed|ing)? (?:to|with|day|week)|first (?:day|week|weekend|three days|"
    r"four days)|weekend|on its first|debut(?:ed|ing)? (?:to|with)|second (?:week|weekend)|"
    r"third (?:week|weekend)|previews?|per[- ](?:screen|theat\w+)|day one)\b"
)
WORLDWIDE = Pattern(
    r"(?i)\b(?:world-?wide|globally|global|in total|total(?:l?ing|l?ed)?|overall|around the world|altogether)\b"
)
TERRITORY_WORDS = Pattern(
    rf"(?i)\b(?:(?P<phrase>{'|'.join(sorted(map(regex.escape, TERRITORIES), key=len, reverse=True))})\b)"
    r"|(?-i:\b(?:[Ii]n|[Ff]rom|[Aa]cross|at|[Oo]utside|[Ww]ithin) (?:the )?(?P<place>(?:U\.S\.A?\.?|U\.K\.|"
    r"\p{Lu}\p{L}+)(?: (?:and )?(?:U\.S\.|\p{Lu}\p{L}+)){0,3}))"
    r"|(?-i:\b(?P<people>\p{Lu}\p{Ll}+(?:an|ish|ese|ch|[^s]i)|US|U\.S\.|UK) (?:box[- ]office|gross|"
    r"rentals|theat\w+|market|receipts))"
)
RANK = Pattern(
    r"(?i)\b(?:open(?:ed|ing)|debut(?:ed|ing)|rank(?:ed|ing)|finish(?:ed|ing)|premiered|placed|"
    r"placing)\b[^.;]{0,60}?(?:(?:at|in|the)? ?(?:number|no\.?|#) ?(?P<number>one|\d{1,2}|two|three|"
    r"four|five)\b|"
    r"(?P<top>(?:top|first) (?:spot|position|place)|top of the box)|(?P<place>second|third|fourth|fifth|"
    r"sixth|seventh|eighth|ninth|tenth) (?:spot |place |position )?(?:at|in|on)\b)"
)
RANKS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
         "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
PAID_PERSON = Pattern(
    rf"(?P<who>{NAME}) (?:was|were|is|had been|got|received|earned|reportedly \p{{L}}+|accepted|signed|"
    r"did|took|played)\b"
)
PAID_TO = Pattern(rf"\b(?:paid|paying) (?P<who>{NAME})")
SURE, LIKELY, POSSIBLE, DOUBTFUL = 0.95, 0.8, 0.5, 0.4
BRACKET_OPENS = ("(", "(about", "(approximately", "(equivalent to", "(around", "(US", "or", "or about")
SMALLEST = 10_000  # units of a currency; less is neither a budget nor a gross


def extract_money(article: Article) -> list[ExtractedFact]:
    """Return the budget, the box office by territory, the rank on opening, and salaries."""
    proposals: list[ExtractedFact] = []
    for statement in article.outside_sections(Topic.ELSEWHERE, Topic.PLOT, Topic.CAST):
        proposals += amounts_stated(article, statement)
        proposals += opening_rank(statement)
    return proposals


def amounts_stated(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    text = statement.text
    amounts = amounts_in(text)
    previous = 0
    last: tuple[str, float] = ("", 0)
    for position, amount in enumerate(amounts):
        following = amounts[position + 1].start if position + 1 < len(amounts) else len(text)
        before, after = text[previous : amount.start], text[amount.end : following]
        previous = amount.end
        in_brackets = text[: amount.start].count("(") > text[: amount.start].count(")")
        kind, sure = amount_kind(statement, before, after, text[: amount.start])
        if before.strip() in BRACKET_OPENS and position:
            kind, sure = last
        last = kind, sure
        if not kind or (kind != "pay" and amount.amount < SMALLEST):
            continue
        if in_brackets:
            sure -= 0.3
        if is_about_another_film(article.title, kind, text[: amount.start], after) or ROSE_FROM.search(
            words_near(text[: amount.start])
        ):
            sure = min(sure, DOUBTFUL)
        fields: dict[str, object] = {
            "amount": float(amount.amount) if amount.amount % 1 else int(amount.amount),
            "currency": amount.currency,
            "territory": None,
            "person": None,
        }
        if amount.upper:
            fields["upper"] = float(amount.upper) if amount.upper % 1 else int(amount.upper)
        if kind == "box_office":
            fields["territory"] = territory_of_sum(before, after)
            own = own_words(before) if position else before
            if not IN_THE_END.search(words_near(own)) and (
                OPENING.search(words_near(own)) or OPENING.search(clause_after(after))
            ):
                fields["measure"] = "opening"
                sure -= 0.1
        if kind == "pay":
            fields["person"] = paid_person(article, text, amount.start)
            sure = sure if fields["person"] else min(sure, DOUBTFUL)
        yield statement.propose(kind, max(sure, 0.1), **fields)


def is_about_another_film(title: str, kind: str, before: str, after: str) -> bool:
    """Tell whether a sum is another film's box office, or the difference from it."""
    if kind != "box_office":
        return False
    another = OF_ANOTHER.search(before) or OTHER_EARNED.match(before)
    return bool(DIFFERENCE.match(after)) or bool(another and another["title"] not in title)


def amount_kind(statement: Statement, before: str, after: str, whole_before: str) -> tuple[str, float]:
    """Return what an amount is, judged by the nearest telling word, and the confidence; "" if nothing tells."""
    close, then = words_near(before), clause_after(after)
    lead = statement.topic in (Topic.LEAD, Topic.RELEASE, Topic.RECEPTION)
    if NOT_MONEY_OF_FILM.search(close) or NOT_MONEY_OF_FILM.search(then[:30]):
        return "", 0
    if regex.match(
        r"(?i)\s*(?:-|estimated |production |total )*(?:production |shooting |film(?:ing)? |initial |"
        r"modest |low |small |big )?budget",
        after,
    ) or regex.search(
        r"(?i)\bbudget\b[^.]{0,25}$|\b(?:made|shot|filmed|produced)\b[^.,;]{1,40}\b(?:for|on) (?:\p{Ll}+ ){0,3}$",
        close,
    ):
        return "budget", DOUBTFUL if PLANNED.search(close) else POSSIBLE if "initial" in close else SURE
    places = {
        "budget": max((match.end() for match in BUDGET.finditer(close)), default=-1),
        "box_office": max((match.end() for match in GROSS.finditer(close)), default=-1),
        "pay": max((match.end() for match in PAY.finditer(close)), default=-1),
    }
    kind = max(places, key=lambda candidate: places[candidate])
    if places[kind] < 0:
        if regex.match(
            r"(?i)\s*(?:in|at|from)? ?(?:the )?(?:\p{L}+ ){0,5}(?:box[- ]office|gross|in rentals|"
            r"worldwide|territor|countries|international)",
            after,
        ):
            return "box_office", LIKELY
        carried = GROSS.search(whole_before)
        if (
            carried
            and regex.search(r"(?:and|,|with|for)\s(?:\p{L}+\s){0,6}$", before)
            and (TERRITORY_WORDS.search(then) or WORLDWIDE.search(before))
        ):
            return "box_office", LIKELY
        return "", 0
    if OTHER_FILM.search(close):
        return kind, 0.3
    if kind == "box_office" and not lead:
        return kind, POSSIBLE
    if kind == "budget" and not OF_THE_FILM.search(close):
        return kind, DOUBTFUL
    return kind, SURE if lead or kind == "pay" else LIKELY


def own_words(before: str) -> str:
    """Return the words between two amounts that belong to the second: what follows the first comma or “and”."""
    return regex.split(r"(?:, |;| and | but | before | while | then )", before, maxsplit=1)[-1]


def words_near(before: str) -> str:
    """Return the words before an amount that are close enough to tell what it is."""
    return before[-110:]


def clause_after(after: str) -> str:
    cut = regex.search(
        r"[;(]|, (?:and|but|with|against|on|while|making|for)\b|\b(?:against|on an?|over an?)\b", after
    )
    return (after[: cut.start()] if cut else after)[:80]


def territory_of_sum(before: str, after: str) -> str | None:
    """Return where a sum was earned: a country, a territory, “worldwide”, or None."""
    if SUMMED.search(before):
        return WORLD
    following, preceding = territories_in(clause_after(after)), territories_in(words_near(before))
    if following:
        return following[0]
    if preceding:
        return preceding[-1]
    return WORLD if WORLDWIDE.search(clause_after(after)) or WORLDWIDE.search(words_near(before)) else None


def territories_in(words: str) -> list[str]:
    return [name for match in TERRITORY_WORDS.finditer(words) if (name := territory_name(match))]


def territory_name(match: regex.Match[str]) -> str | None:
    if match["phrase"]:
        return TERRITORIES[as_listed(match["phrase"])]
    name = match["place"] or match["people"]
    return TERRITORIES.get(name.casefold()) or country_name(name) or country_name(name.split(" and ")[0]) or None


def paid_person(article: Article, text: str, at: int) -> str | None:
    found = [match["who"] for match in PAID_PERSON.finditer(text[:at])] or [
        match["who"] for match in PAID_TO.finditer(text)
    ]
    name = person_name(found[-1], mononym=True) if found else ""
    return article.full_name(name) if name else None


def opening_rank(statement: Statement) -> Iterator[ExtractedFact]:
    """Read the film's rank at the box office when it opened."""
    if not regex.search(r"(?i)box[- ]office|weekend|chart", statement.text):
        return
    for match in RANK.finditer(statement.text):
        if match["top"]:
            rank = 1
        else:
            word = as_listed(match["number"] or match["place"])
            rank = int(word) if word.isdigit() else RANKS[word]
        yield statement.propose(
            "box_office",
            LIKELY,
            amount=None,
            currency=None,
            territory=None,
            person=None,
            rank=rank,
            measure="opening_rank",
        )
        return
