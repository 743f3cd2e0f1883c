"""Extract the scores of review aggregators and audience polls."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, as_listed

OUTLETS = {
    "Rotten Tomatoes": r"Rotten\s?Tomatoes",
    "Metacritic": r"Meta\s?critic|Metascore",
    "CinemaScore": r"Cinema\s?Score",
    "IMDb": r"IMDb|Internet Movie Database",
    "PostTrak": r"PostTrak",
    "AlloCiné": r"AlloCin[ée]",
    "Letterboxd": r"Letterboxd",
    "Douban": r"Douban",
    "FilmAffinity": r"Film\s?Affinity",
    "Kinopoisk": r"Kinopoisk",
    "BookMyShow": r"BookMyShow",
}
OUTLET = Pattern(
    "|".join(f"(?P<o{number}>{pattern})" for number, pattern in enumerate(OUTLETS.values())),
    regex.IGNORECASE,
)
NAMES = list(OUTLETS)
LETTER_SCALED = ("CinemaScore",)

PERCENT = Pattern(r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b|percent\b)")
OUT_OF = Pattern(r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d+)?)\s?(?:/|out of|of)\s?(?P<top>100|10|5|4)(?![\d.]*\d)")
STARS = Pattern(r"(?<![\d.])(?P<score>\d(?:\.\d)?) stars\b")
GRADE = Pattern(r"(?<![\w])[\"“'‘]?(?P<grade>[A-DF](?:[+−–-]|\s(?:plus|minus))?)(?=[\"”'’.,\s])")
GRADED = Pattern(r"(?i)\b(?:grade|graded|score|rating|scored|an?)\b")
METASCORE = Pattern(
    r"(?i)\b(?:score|rating|metascore|rank|average|weighted average|normali[sz]ed rating)\b(?: score|"
    r" rating)?(?: of| is| was| at)?(?: an?| about| around)? (?P<score>\d{1,3})(?![\d.%/]|\s?(?:out|of|"
    r"reviews|critics|per))"
)
EXPLICIT = Pattern(r"(?i)\bmeta\s?score (?:of |is |was )?(?P<score>\d{1,3})\b")
AVERAGE = Pattern(
    r"(?i)\b(?:average|mean|rating average|weighted)\b(?:\s(?:rating|score|mark|critic|rated|of|being|"
    r"is|was|at|a|an|about|critics|rank))*\s(?P<average>\d{1,2}(?:\.\d+)?)(?:\s?(?:/|out of|"
    r"of)\s?(?P<top>10|5|100))?(?!\d|%|\s(?:reviews|critics))"
)
SAMPLE = (
    Pattern(
        r"(?i)\b(?:based (?:up)?on|from|out of|of|by|with|across|among|calculated from|sampled from|"
        r"surveying|compiled from|for|using|all)\s(?:(?:a (?:sample|total|sampling|pool) of|"
        r"an aggregate of|all|the|its|over|about|approximately|more than|just)\s)*"
        r"(?P<size>\d{1,3}(?:,\d{3})*|\d{1,7}|{WORDS})\s(?:(?!by\b|from\b|"
        r"out\b|based\b)\p{L}+\s){0,2}?(?:reviews?|critics?|reviewers?|votes?|users?|ratings?|professional|"
        r"mainstream|journalists|publications|opinions|people)".replace(
            "{WORDS}",
            "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty",
        )
    ),
    Pattern(r"(?i)\((?P<size>\d{1,4}) reviews?\)|(?P<size>\d{1,4}) reviews? (?:counted|collected|surveyed)"),
)
WORD_SIZES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
              "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20}  # fmt: skip
SCALES = {100: "percent", 10: "ten", 5: "five", 4: "four"}
OTHERS = Pattern(
    r"(?i)\b(?:ranked|list of|top \d+|greatest|whereas its|than (?:the|its)|soundtrack|album|season|"
    r"sequel|users?|user score|audience score)\b"
)
SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.5


def extract_scores(article: Article) -> list[ExtractedFact]:
    """Return the scores of aggregators and audience polls, one for each outlet and sentence."""
    proposals: list[ExtractedFact] = []
    outlet = ""
    paragraph = (-1, "")
    for statement in article.outside_sections(Topic.ELSEWHERE, Topic.PLOT, Topic.CAST):
        if (statement.paragraph, statement.heading) != paragraph:
            outlet, paragraph = "", (statement.paragraph, statement.heading)
        named = list(OUTLET.finditer(statement.text))
        if named:
            proposals += outlet_scores(statement, named)
            outlet = outlet_of(named[-1])
        elif outlet and regex.match(
            r"(?i)(?:it|the film|this|the site|the movie) ?(?:\p{L}+ )?(?:has|holds|received|scored|"
            r"garnered|earned|reports|calculated|achieved)",
            statement.text,
        ):
            proposals += read_score(statement, outlet, statement.text, LIKELY)
    return without_repeats(proposals)


def outlet_of(match: regex.Match[str]) -> str:
    return NAMES[int((match.lastgroup or "o0")[1:])]


def without_repeats(proposals: list[ExtractedFact]) -> list[ExtractedFact]:
    """Drop scores that the lead repeats, keeping the sentence with more details."""
    kept: dict[tuple[object, object], ExtractedFact] = {}
    for proposal in proposals:
        key = (proposal.fields["outlet"], proposal.fields["score"])
        if key not in kept or details_given(proposal) > details_given(kept[key]):
            kept[key] = proposal
    return list(kept.values())


def details_given(fact: ExtractedFact) -> int:
    return sum(fact.fields[name] is not None for name in ("score", "sample_size", "average"))


def outlet_scores(statement: Statement, named: list[regex.Match[str]]) -> Iterator[ExtractedFact]:
    """Read a sentence that names outlets, giving each the words nearest to it."""
    text = statement.text
    distinct_outlets = list({outlet_of(match): match for match in reversed(named)}.values())[::-1]
    if len(distinct_outlets) == 1:
        yield from read_score(statement, outlet_of(named[0]), text, SURE)
        return
    starts = [
        stretch_start(text, match, previous)
        for match, previous in zip(distinct_outlets, [None, *distinct_outlets], strict=False)
    ]
    for position, match in enumerate(distinct_outlets):
        end = starts[position + 1] if position + 1 < len(starts) else len(text)
        yield from read_score(statement, outlet_of(match), text[starts[position] : end], LIKELY)


def stretch_start(text: str, match: regex.Match[str], previous: regex.Match[str] | None) -> int:
    """Return where the words about an outlet begin: after the comma or “and” between it and the one before."""
    if previous is None:
        return 0
    between = text[previous.end() : match.start()]
    breaks = list(regex.finditer(r"(?:[,;.]|\band\b|\bwhile\b)\s", between))
    figures = [figure.end() for figure in regex.finditer(r"\d", between)]
    # In “a 34% rating on A and 6.1 on B”, the text after the first break belongs to the second outlet.
    chosen = next(
        (boundary for boundary in breaks if not figures or boundary.start() <= figures[0]),
        breaks[-1] if breaks else None,
    )
    return previous.end() + (chosen.end() if chosen else 0)


def read_score(statement: Statement, outlet: str, text: str, sure: float) -> Iterator[ExtractedFact]:
    fields: dict[str, object] = {
        "outlet": outlet,
        "score": None,
        "scale": None,
        "sample_size": None,
        "average": None,
    }
    if outlet in LETTER_SCALED:
        after = text[OUTLET.search(text).start() :] if OUTLET.search(text) else text
        grade = grade_in(after) or grade_in(text)
        if not grade:
            return
        fields |= {"score": grade, "scale": "letter"}
        yield statement.propose("review", sure, **fields)
        return
    average = AVERAGE.search(text) if outlet == "Rotten Tomatoes" else None
    rest = text[: average.start()] + " " * len(average[0]) + text[average.end() :] if average else text
    percent, out_of = PERCENT.search(rest), OUT_OF.search(rest)
    if outlet == "Metacritic" and (plain := EXPLICIT.search(rest)):
        fields |= {"score": parse_number(plain["score"]), "scale": "percent"}
    elif percent:
        fields |= {"score": parse_number(percent["score"]), "scale": "percent"}
    elif out_of:
        fields |= {"score": parse_number(out_of["score"]), "scale": SCALES[int(out_of["top"])]}
    elif outlet == "Metacritic" and (plain := METASCORE.search(rest)):
        fields |= {"score": parse_number(plain["score"]), "scale": "percent"}
    elif stars := STARS.search(rest):
        fields |= {"score": parse_number(stars["score"]), "scale": "five"}
    if average:
        fields["average"] = parse_number(average["average"])
    for pattern in SAMPLE:
        if size := pattern.search(text):
            fields["sample_size"] = WORD_SIZES.get(as_listed(size["size"])) or int(size["size"].replace(",", ""))
            break
    if fields["score"] is None and fields["average"] is None:
        return
    score = fields["score"]
    if isinstance(score, int | float) and fields["scale"] == "percent" and score > 100:
        return
    if OTHERS.search(text) and fields["sample_size"] is None:
        sure = POSSIBLE
    yield statement.propose("review", sure, **fields)


def grade_in(text: str) -> str:
    """Return the letter grade in a text, such as “B+”, ignoring the scale “A+ to F”."""
    bare = regex.sub(
        r"(?i)(?:on|from|of)?\s?(?:an? |the )?(?:scale (?:of|from) )?[\"“]?A\+?[\"”]?\s?(?:to|through|–|"
        r"-)\s?[\"“]?F[\"”]?(?: scale)?",
        " ",
        text,
    )
    for match in GRADE.finditer(bare):
        quoted = match[0][0] in "\"“'‘"
        if quoted or (
            GRADED.search(bare[max(0, match.start() - 20) : match.start()]) and match["grade"] not in ("A",)
        ):
            return regex.sub(r"\s?(?:[−–-]|minus)", "-", match["grade"]).replace(" plus", "+")
    return ""


def parse_number(figure: str) -> int | float:
    value = float(figure)
    return int(value) if value.is_integer() and "." not in figure else value
