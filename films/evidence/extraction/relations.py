"""Extract relations to other works: sequels, remakes, sources, comparisons."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import NAME, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import FILM_NOUNS, Topic

TITLE_WORD = r"(?:\p{Lu}[\p{L}\p{M}\d'’.:!?&-]*|(?!(?:18|19|20)\d\d\b)\d+(?:st|nd|rd|th)?\b|[IVX]+\b|&)"
TITLE = (
    rf"(?:[\"“](?P<quoted>[^\"”]{{1,80}})[\"”]|(?P<title>{TITLE_WORD}(?:(?:,(?= (?:the|and) ))? (?:(?:of|the|"
    rf"a|an|and|in|on|to|for|with|from|at|de|la|le|vs\.?|or|into|is) ){{0,3}}{TITLE_WORD}){{0,9}}))"
)
YEAR = r"(?:[,]? \((?:[^()]{0,30}?)(?P<after>(?:18|19|20)\d\d)[^()]{0,20}\))?"
KIND = r"(?:\p{L}+(?:[- ]language)? ){0,4}?"
DESCRIPTION = (
    rf"(?:(?:the|a|an|his|her|its|their|director|another|\p{{L}}+['’]s) )?(?:(?P<before>(?:18|19|"
    rf"20)\d\d)(?:['’]s)? )?(?:{KIND}(?:{FILM_NOUNS}|classic|hit|blockbuster)s?(?: (?:of the same name|"
    rf"titled|called|entitled))?,? )?(?:(?:in|from) (?P<in_year>\d{{4}}),? )?"
)
PATTERNS = [
    (r"(?:sequel|follow-up|follow up|successor) (?:of|to)", "sequel", 0.85),
    (
        r"(?:followed by|spawned|succeeded by|continued (?:in|with))(?: an? (?:sequel|second film|follow-up|"
        r"third film)s?,?(?: titled| called| entitled)?| the sequels?)?", "followed_by", 0.75),
    (r"(?:sequel|follow-up|third film|second film),? (?:titled|called|entitled|named)", "followed_by", 0.75),
    (r"prequel (?:of|to)", "prequel", 0.85),
    (r"(?:remake|reboot|remade version|retelling|re-?adaptation) of", "remake", 0.85),
    (r"(?:remake|adaptation|version),? (?:titled|called|entitled|named)", "remade_as", 0.65),
    (r"(?:remade (?:in|into) \p{Lu}\p{L}+|unofficially remade|remade)(?: in \d{4})? as", "remade_as", 0.75),
    (r"spin-?off (?:of|from)", "spin_off", 0.85),
    (r"(?:outpaced|outgrossed|beaten|surpassed|out-?performed|overtaken) by", "outgrossed_by", 0.55),
    (r"performance in", "model_for_performance", 0.4),
    (r"\b(?:his|her|their|the director['’]s) (?:own )?(?:earlier|previous|first|last)", "earlier_work", 0.45),
]  # fmt: skip
COMPILED = [
    (Pattern(rf"(?i:\b{words}\s+){DESCRIPTION}{TITLE}{YEAR}"), kind, sure) for words, kind, sure in PATTERNS
]
NEXT_TITLE = Pattern(rf",? ?(?:and )?(?:the )?(?:(?P<before>(?:18|19|20)\d\d)(?:['’]s)? )?{TITLE}{YEAR}")
WORK = (
    r"(?:novel|novella|book|play|short story|memoir|comic book|graphic novel|musical|manga|poem|opera|biography)"
)
BASED = Pattern(
    r"(?i:\b(?:based(?: loosely| partly| in part)?(?: up)?on|(?:loosely |partly )?(?:based|"
    r"inspired) (?:up)?on|inspired (?:by|from)|adapted from|adaptation of|from))"
    r"\s+(?:(?:the |a |an |his |her |(?=\d{4} ))|"
    rf"(?P<owner>{NAME})(?:['’]s?)? (?=(?:\d{{4}} )?(?:\p{{L}}+[- ]){{0,4}}?{WORK}\b))?"
    r"(?:(?P<before>\d{4}) )?(?P<about>(?:\p{L}+[- ]){0,4}?)"
    r"(?P<what>novel|novella|book|play|short story|memoir|story|comic book|comic|graphic novel|musical|"
    r"stage play|manga|television series|TV series|video game|autobiography|biography|poem|opera|"
    r"article|true story|series|film|movie|epic|legend|fairy tale|stage musical)(?: of the same name|"
    rf" of the same title|,)?(?: (?:titled|called|entitled))?(?: {TITLE}{YEAR})?(?P<by>(?: of the same na"
    rf"me)?,? (?:by|of) (?:(?:[\p{{L}}-]+ning )?(?:author|writer|novelist|playwright|journalist|"
    r"screenwriter) )?)?"
)
TITLED_SOURCE = Pattern(
    rf"(?i:\b(?:based (?:up)?on|adapted from|adaptation of)) {TITLE}{YEAR}"
    rf"(?:, an? (?:[\p{{L}}-]+ ){{0,3}}?(?P<what>{WORK})(?: \(\d{{4}}\))?"
    rf"(?: and (?:\p{{Ll}}+ ){{0,2}}{WORK}(?: \(\d{{4}}\))?)?)? by (?:the (?=\p{{Lu}}))?"
)
"""“based on X, a novel by Y”, “based on X by Y”."""

SAME_NAME = Pattern(r"(?i)of the same (?:name|title)|eponymous|self-titled|namesake")
FILMS = ("film", "movie")
NOT_A_TITLE = Pattern(
    r"^(?:The Film|It|He|She|They|Part|Warner|Paramount|Universal|Hollywood|Bollywood|American|British|"
    r"Academy|Best|Argentine|Indian|German|Chinese|Spanish|Korean|Russian|Canadian|Australian|In|On|At|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Director|English|Hindi|Tamil|French|Italian|Japanese|Telugu|His|Her|"
    r"Arnold|DVD|Blu-ray|[IVX]+|\d{1,2}|Dr|Mr|Mrs|Ms|St|Part|\p{L})$"
)


def extract_relations(article: Article) -> list[ExtractedFact]:
    """Return related films and the works that the film is based on; `relation` is the film's relation to them."""
    found: dict[tuple[str, ...], ExtractedFact] = {}
    for statement in article.outside_sections(Topic.PLOT, Topic.AWARDS, Topic.CAST):
        for fact in [
            *related_films(article, statement),
            *sources(article, statement),
            *titled_sources(article, statement),
        ]:
            named = ("job", "person") if fact.kind == "credit" else ("relation", "title")
            key = tuple((fact.fields[name] or "").casefold() for name in named)
            if key not in found or fact.confidence > found[key].confidence:
                found[key] = fact
    return list(found.values())


def related_films(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    for pattern, kind, sure in COMPILED:
        for match in pattern.finditer(statement.text):
            title = matched_title(match)
            if not title or NOT_A_TITLE.match(title) or title.casefold() == article.title.casefold():
                continue
            year = match["after"] or match["before"] or match["in_year"]
            likely = sure if year or statement.topic is Topic.LEAD else sure - 0.15
            named = {"title": title, "year": int(year) if year else None}
            yield statement.propose("relation", likely, relation=kind, **named)
            if kind == "followed_by":
                for title, year in titles_after(statement.text, match.end()):
                    yield statement.propose("relation", likely, relation=kind, title=title, year=year)


def titles_after(text: str, position: int) -> Iterator[tuple[str, int]]:
    """Yield the titles that go on a list of films: each has a year, without which it may be anything."""
    while following := NEXT_TITLE.match(text, position):
        title = matched_title(following)
        year = following["after"] or following["before"]
        if not year or NOT_A_TITLE.match(title):
            return
        yield title, int(year)
        position = following.end()


def sources(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    """Read “based on the 1844 novel X by Y”: the work as a relation, and its author as a credit."""
    if statement.topic not in (Topic.LEAD, Topic.MAKING):
        return
    for match in BASED.finditer(statement.text):
        if match[0].casefold().startswith("from") and not regex.search(
            r"(?i)(?:adapted|taken|drawn|derived|screenplay)\b[^.]{0,70}$",
            statement.text[max(0, match.start() - 80) : match.start()],
        ):
            continue
        title = matched_title(match)
        if not title and SAME_NAME.search(match[0]):
            title = article.title
        if match["what"].casefold() in FILMS and not title:
            continue
        year = match["after"] or match["before"]
        sure = 0.85 if statement.topic is Topic.LEAD else 0.6
        author = (
            read_name_list(statement.text, match.end()) if match["by"] else read_name_list(match["owner"] or "", 0)
        )
        work = "film" if match["what"].casefold() in FILMS else match["what"].casefold()
        if title or (author and "story" not in match["what"]):
            yield statement.propose(
                "relation", sure, relation=relation_to_source(match), title=title,
                year=int(year) if year else None,
                work=work, author=author[0].name if author else None,
            )  # fmt: skip
        if match["what"].casefold() not in ("story", "true story", *FILMS):
            for name in author:
                yield statement.propose(
                    "credit", sure, person=article.full_name(name.name), job="source_author", character=""
                )
        elif match["what"].casefold() == "story" and regex.search(
            r"(?i)\b(?:original|own|screen) $", match["about"] or ""
        ):
            for name in author:
                yield statement.propose(
                    "credit", sure, person=article.full_name(name.name), job="story", character=""
                )


def titled_sources(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    """Read “based on X, a novel by Y”: the work as a relation, and its author as a credit."""
    if statement.topic not in (Topic.LEAD, Topic.MAKING):
        return
    for match in TITLED_SOURCE.finditer(statement.text):
        authors = [article.full_name(name.name) for name in read_name_list(statement.text, match.end())]
        title, sure = matched_title(match), 0.85 if statement.topic is Topic.LEAD else 0.6
        if not authors or NOT_A_TITLE.match(title):
            continue
        year = int(match["after"]) if match["after"] else None
        work = (match["what"] or "work").casefold()
        yield statement.propose(
            "relation", sure, relation="based_on", title=title, year=year, work=work, author=authors[0]
        )
        for person in authors:
            yield statement.propose("credit", sure, person=person, job="source_author", character="")


def relation_to_source(match: regex.Match[str]) -> str:
    """Return the relation to a work that the film drew on: another film may only have inspired it."""
    is_film = match["what"].casefold() in FILMS
    return "inspired_by" if is_film and match[0].casefold().startswith("inspired") else "based_on"


def matched_title(match: regex.Match[str]) -> str:
    return (match["quoted"] or match["title"] or "").strip(" ,.:")
