"""Extract releases: when, where and by which distributor."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.dates import DateInText, dates_in
from films.evidence.extraction.names import CAPITALISED
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.release_places import PLACE, release_places
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

RELEASED = Pattern(
    r"(?i)\b(?:re-?)?(?:releas(?:ed|e|es|ing)|premi[eè]re(?:d|s)?|opened|opens|opening|debut(?:ed|s)?|"
    r"screened|screening|"
    r"shown|hit (?:the )?(?:theaters|theatres|cinemas|screens)|distributed|came out|aired|broadcast|"
    r"in (?:theaters|theatres|cinemas)|"
    r"rolled out|unveiled|bowed|exhibited|arrived in (?:theaters|theatres|cinemas))\b"
)
HOME = Pattern(
    r"(?i)\b(?:dvds?|blu-?rays?|vhs|home (?:video|media)|laser ?disc|video ?cassette|betamax|ultra hd|"
    r"4k|warner archive|box ?set|home entertainment|digital(?:ly)?|on demand|vod|itunes|criterion)\b"
)
TELEVISION = Pattern(r"(?i)\b(?:television|on TV|aired|broadcast|channel)\b")
STREAMING = Pattern(r"(?i)\b(?:streaming|netflix|prime video|amazon prime|disney\+|hulu|hotstar|zee5|hbo max)\b")
FESTIVAL_NAMED = Pattern(r" (?:\p{Lu}[\p{L}.'’-]* ){1,5}(?:Festival|Awards?)\b")
FESTIVAL_OF_YEAR = Pattern(rf"\b\d{{4}}{FESTIVAL_NAMED.pattern}")
FESTIVAL = Pattern(r"(?i)\bfestival\b")
PREMIERE = Pattern(r"(?i)premi[eè]re")
AGAIN = Pattern(r"(?i)\bdubbed\b|\bre-?(?:releas|issu)|\banniversary\b|\brestor|\bremaster|\breissue")
NOT_THE_FILM = Pattern(
    r"(?i)\b(?:soundtracks?|albums?|songs?|singles?|music videos?|trailers?|teasers?|posters?|novels?|"
    r"books?|novelizations?|"
    r"video games?|games?|comics?|sequels?|remakes?|scores?|tracks?|audio|toys?|documentary|series|"
    r"episodes?|first look|"
    r"motion poster|lyrics?|magazine|spin-off|featurettes?|stills|clips?|prequels?|merchandise|script|"
    r"interview|adaptation|musical)\b"
)
THE_FILM = Pattern(
    r"(?i)\b(?:the (?:film|movie|picture)|it)\b(?!['’]s|\s(?:soundtrack|score|album|trailer|poster|music|rights))"
)
LINKING = frozenset(
    "and in on at the of then later followed by with to for its wide limited release general before "
    "opening or finally worldwide nationwide internationally elsewhere globally".split()
)
FEW_WORDS = 3
POSTPONED = Pattern(
    r"(?i)\b(?:(?:was|were|had been|been|is) (?:originally |initially |first )?(?:scheduled|slated|"
    r"planned|intended|due|set|supposed|expected|announced)|originally (?:scheduled|"
    r"slated|planned)|postponed|pushed|delayed|moved|planning|would be released|to be released|rescheduled|"
    r"earlier announced)\b"
)
BY = Pattern(
    rf"(?i:releas\p{{L}}+|distribut\p{{L}}+|handled)(?: \p{{Ll}}+){{0,5}}?(?: in [\p{{L}} ]{{2,30}}?)?(?:"
    rf" (?:on|to) [\p{{L}}\d ,-]{{2,30}}?)?,? by (?:the )?(?:distributor )?(?P<who>{PLACE}(?: Inc\.| Ltd\.?|"
    rf" Bros\.(?: {CAPITALISED})*)?)"
)
BY_DISTRIBUTOR = Pattern(rf"by (?:the )?distributor (?P<who>{PLACE})")
DONE = Pattern(
    r"(?i)\b(?:premi[eè]red|opened|came out|debuted|(?:was|were|got) (?:\p{Ll}+ )?(?:released|shown))\b"
)
DISTRIBUTOR_FIRST = Pattern(
    rf"^(?!(?:The (?:film|movie)|It|He|She|They|This)\b)(?P<who>{PLACE}) (?:first |later |also |then )?"
    r"(?:re-?)?(?:released|issued) (?:the film|the movie|it|an?|its) "
)
YEAR_OF_RELEASE = Pattern(
    r"(?i)(?:released|premi[eè]red|opened|debuted|came out|issued)\b[^,;]{0,40}\b(?:in|of)(?: early| late| mid)? $"
)
SURE, LIKELY, POSSIBLE, DOUBTFUL = 0.95, 0.8, 0.55, 0.4
EARLIEST, LATEST = 2, 100  # years before and after the film's year; releases outside are another film's
OTHER_DEED = Pattern(
    r"\b(?:took to|announced|said|told|wrote|died|began|started|signed|reported|stated|tweeted|grossed|earned|"
    r"arrived|"
    r"was (?:built|demolished|born)|wrapped|completed)\b"
)
SCREENED = Pattern(r"(?i)\b(?:private|special|organi[sz]ed an?|test|screened the) ?screening|\bscreened the\b")
SUBJECT = Pattern(
    r"(?!(?:It|This|That|Both|They|He|She|The (?:\p{Ll}|Film|Movie|Premiere))\b)"
    r"(?P<title>(?:\p{Lu}[\p{L}\d'’]*[:!]? )+)(?:was|were|had been|opened|premi[eè]red) (?:\p{Ll}+ "
    r")?(?:released|issued|"
    r"in|on|at|opened|premi[eè]red)\b"
)


def extract_releases(article: Article, year: int | None) -> list[ExtractedFact]:
    """Return the film's releases that the article dates.

    `year` is the film's. A day without one is taken to be in the year that its paragraph gave last.
    """
    proposals: list[ExtractedFact] = []
    paragraph: tuple[str, int] | None = None
    year_before: int | None = None
    for statement in article.outside_sections(Topic.ELSEWHERE, Topic.PLOT, Topic.AWARDS, Topic.CAST, Topic.MUSIC):
        if statement.in_list and statement.topic is not Topic.RELEASE:
            continue
        if (statement.heading, statement.paragraph) != paragraph:
            paragraph, year_before = (statement.heading, statement.paragraph), None
        years = [day.date.year for day in dates_in(statement.text)]
        hint = years[0] if len(set(years)) == 1 else year_before
        year_before = years[-1] if years else year_before
        proposals += releases_stated(article, statement, year, hint)
    return proposals


def releases_stated(
    article: Article, statement: Statement, year: int | None, hint: int | None
) -> Iterator[ExtractedFact]:
    """Read the releases in a sentence; `year` is the film's, and `hint` that of days without one."""
    text = statement.text
    if not RELEASED.search(text):
        return
    verbs = [match.start() for match in RELEASED.finditer(text)]
    dated = [
        date
        for date in dates_in(text, year_hint=hint, years=statement.topic is not Topic.RECEPTION)
        if date.precision != "year" or not FESTIVAL_NAMED.match(text, date.end)
    ]
    before = 0
    for position, date in enumerate(dated):
        following = dated[position + 1].start if position + 1 < len(dated) else len(text)
        end = min(following, clause_end(text, date.end))
        if festival := FESTIVAL_OF_YEAR.search(text, before, date.start):
            before = max((verb for verb in verbs if festival.end() < verb < date.start), default=before)
        clause = text[before:end]
        own = text[before : date.start]
        before = date.end
        if date.precision == "year" and not YEAR_OF_RELEASE.search(text[: date.start][-60:]):
            continue
        if not speaks_of_release(own, text[date.end : end]) and not (
            position and verbs[0] < date.start and continues_list(own)
        ):
            continue
        said = text[: date.start] if position and continues_list(own) else own
        if is_about_another_work(article, said) or is_about_another_event(said):
            continue
        if year and not -EARLIEST <= date.date.year - year <= LATEST:
            continue
        sure = confidence_in_release(article, statement, clause, date, year)
        if names_another_film(article.title, text) or (SCREENED.search(clause) and not FESTIVAL.search(clause)):
            sure = min(sure, DOUBTFUL)
        if is_put_off(text[: date.start]):
            sure = min(sure, DOUBTFUL)
        if sure <= 0:
            continue
        for place in release_places(clause, own, text[date.end : end]):
            yield statement.propose(
                "release",
                sure,
                date=date.date.isoformat(),
                precision=date.precision,
                place=place,
                distributor=distributor_in(clause),
                release_kind=release_kind(clause, statement.heading),
            )


def continues_list(own: str) -> bool:
    """Tell whether a date continues a list of releases: “…, and in Italy on 3 April”."""
    return all(word[0].isupper() or word[0].isdigit() or word in LINKING for word in regex.findall(r"[\w.]+", own))


def speaks_of_release(before: str, after: str) -> bool:
    """Tell whether a date is that of a release, judged by the words around it."""
    if RELEASED.search(before):
        return True
    if regex.match(r"\s*(?:\p{L}[\w.-]* ){0,3}(?:release|premi[eè]re|debut|opening)\b", after):
        return True
    return len(before.split()) <= FEW_WORDS and bool(RELEASED.search(after[:100]))


def is_about_another_work(article: Article, own: str) -> bool:
    """Tell whether a soundtrack or book is what came out, by whether it is named before the film."""
    other = NOT_THE_FILM.search(own)
    if not other:
        return False
    film = THE_FILM.search(own)
    named = own.find(article.title) if article.title else -1
    starts = [start for start in (film.start() if film else -1, named) if start >= 0]
    return not starts or min(starts) > other.start()


def is_about_another_event(own: str) -> bool:
    """Tell whether a date belongs to another event in the same clause: “opened, and X died on”."""
    released = list(RELEASED.finditer(own))
    return OTHER_DEED.search(own, released[-1].end() if released else 0) is not None


def names_another_film(title: str, text: str) -> bool:
    """Tell whether a sentence begins with another film's release."""
    subject = SUBJECT.match(text)
    if not subject or not title:
        return False
    said, own = (set(regex.findall(r"[\p{L}\d]+", name.casefold())) for name in (subject["title"], title))
    return not said & own or bool(said - own and own - said)


def is_put_off(before: str) -> bool:
    """Tell whether the words before a date tell only of a plan: “was pushed back from summer to 3 May”."""
    plans = list(POSTPONED.finditer(before))
    return bool(plans) and DONE.search(before, plans[-1].end()) is None


def clause_end(text: str, start: int) -> int:
    """Return where the clause with a date ends: at a semicolon, or at a comma and a new verb."""
    match = regex.search(
        r";|, (?:and |but |where |before |while |which |becoming |grossing |a )|\band (?:was|later|became)\b",
        text[start:],
    )
    return start + match.start() if match else len(text)


def confidence_in_release(
    article: Article, statement: Statement, clause: str, date: DateInText, year: int | None
) -> float:
    kind = release_kind(clause, statement.heading)
    if POSTPONED.search(clause):
        return 0.3
    if date.precision == "year":
        sure = POSSIBLE
    elif statement.topic in (Topic.LEAD, Topic.RELEASE):
        sure = SURE
    else:
        sure = LIKELY
    if kind == "home_video":
        return POSSIBLE + 0.15 if date.precision == "year" else LIKELY
    if AGAIN.search(clause) or (year and date.date.year - year > 2):
        sure -= 0.25
    if kind in ("television", "streaming"):
        sure -= 0.1
    return round(max(sure, 0), 2)


def release_kind(clause: str, heading: str) -> str:
    """Return the kind of release that a clause is about; the heading above it may decide that."""
    if HOME.search(clause) or HOME.search(heading):
        return "home_video"
    if STREAMING.search(clause):
        return "streaming"
    if TELEVISION.search(clause):
        return "television"
    if FESTIVAL.search(clause):
        return "festival"
    return "premiere" if PREMIERE.search(clause) else "theatrical"


def distributor_in(clause: str) -> str | None:
    match = BY_DISTRIBUTOR.search(clause) or BY.search(clause) or DISTRIBUTOR_FIRST.search(clause)
    return match["who"].removeprefix("the ").strip() if match else None
