"""Extract the companies that produced, financed and distributed a film, or did its effects and animation."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.company_names import COMPANY, companies_from, is_company
from films.evidence.extraction.credit_passive import OF_ANOTHER_WORK
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.releases import TELEVISION
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic, country_name

PRODUCED = Pattern(
    r"(?i:\b(?:co-?)?produced\b(?: and (?:financed|distributed|released) (?=by\b))?)"
    r"(?P<clause>(?:(?!\b(?:directed|written|starring|stars|distributed|released|"
    r"based|edited|"
    r"features|featuring|about)\b)[^.;]|(?<=\b(?:\p{Lu}|Bros|Inc|Ltd|Co|Corp|Mrs?|Jr|Dr|St))\.){2,200})"
)
"""A clause in which all companies are those that produced the film."""

BEFORE_COMPANY = Pattern(
    r"(?:\b(?:by|for|through|under|(?:association|collaboration|together|along) with|of|between|at|and)|"
    r"(?P<banner>\b(?:banners?|label)(?: of)?)|,)(?: the)? (?=\p{Lu}|\d)"
)
MADE_BY = Pattern(
    r"(?i:\bproduction compan(?:y|ies)(?: (?:is|was|were|are|include|included|being|of the film (?:is|was)))?:? )"
    r"(?P<companies>(?=\p{Lu}))|(?i:\bco-production (?:between|of|by) )(?P<partners>(?=\p{Lu}))"
)
TOGETHER_TO_PRODUCE = Pattern(
    r"\b(?:teamed up|teamed|partnered|collaborated) with (?=(?:the )?\p{Lu}[^.;]{2,200}? to (?:co-)?"
    r"(?:produce|finance|make) the (?:film|project|picture|movie)\b)"
)
PRODUCTION_OF = Pattern(rf"\b(?:[Aa]n?|[Tt]he) (?P<company>{COMPANY}) (?:co-)?production\b")
PRODUCES = Pattern(
    rf"(?P<company>{COMPANY})(?: and (?P<other>{COMPANY}))? (?:co-)?produced (?:the (?:film|movie|picture)|it)\b"
)
BY = (
    r"(?: (?:\p{Ll}+ly|theatrically|nationwide|worldwide|in \p{L}+|"
    r"in the \p{Lu}[\p{L}. ]{1,20}))*(?: by)(?: distributor)? "
)
ROLES = (
    (Pattern(rf"(?i:\b(?:distributed|released)){BY}(?P<companies>(?=the \p{{Lu}}|\p{{Lu}}|\d))"), "distributor"),
    (
        Pattern(
            r"\b(?:co-)?(?:[Ff]inanced|[Ff]unded|[Bb]acked)(?: in part| partly|"
            r" jointly)? by (?P<companies>(?=\p{Lu}))"
        ),
        "financier",
    ),
    (
        Pattern(r"(?i:\b(?:visual|special|digital) effects)(?: \p{Ll}+){0,4}? by (?P<companies>(?=\p{Lu}))"),
        "effects_house",
    ),
    (
        Pattern(
            r"\b(?:[Aa]nimated|(?:animation|^Animation)"
            r"(?: (?:was|is|provided|produced|done|made|created|services))*) (?:by|at) (?P<companies>(?=\p{Lu}))"
        ),
        "animation_studio",
    ),
)
DISTRIBUTES = Pattern(
    rf"(?P<company>{COMPANY}) (?:later |then |also )?(?:distributed|released|acquired|bought|purchased|"
    rf"picked up|secured|"
    r"obtained|holds?|handled) (?:the (?:film|movie|picture)(?! to| at| rights)|it|(?:the |its |"
    r"all )?(?P<where>(?:[\p{L}.]+ ){0,4}?)"
    r"(?:(?:distribution|theatrical|distributing) )?rights)\b"
)
RIGHTS_TO_SHOW = Pattern(r"distribut|theatrical")
RIGHTS = Pattern(
    r"\b(?P<where>(?:(?:the )?\p{Lu}[\p{L}.]+ ){0,3})(?:distribution|"
    r"theatrical) rights(?: \p{Ll}+){0,6}? (?:to|by) "
    r"(?P<companies>(?=\p{Lu}))"
)
IN_TERRITORY = Pattern(
    r" (?:in|for|throughout) (?:the )?(?P<place>(?:U\.S\.A?\.?|U\.K\.|"
    r"\p{Lu}[\p{L}]+)(?: (?:and )?\p{Lu}\p{L}+){0,3})"
)
OTHER_WORK = Pattern(
    r"(?i)\b(?:songs?|albums?|soundtracks?|novels?|books?|singles?|music videos?|(?:video )?games?|trailers?|"
    r"posters?|"
    r"(?:an)?other films?|earlier|previous)\b[^,;]*$"
)
ON_DISC = Pattern(
    r"(?i)\b(?:dvds?|blu-?rays?|vhs|home (?:video|media)(?!(?-i: \p{Lu}))|laser ?disc|video ?cassettes?|"
    r"digital(?:ly)?|"
    r"on demand|streaming|warner archive|collection|box ?set)\b"
)
SURE, LIKELY, POSSIBLE = 0.9, 0.8, 0.6
TOPICS = (Topic.LEAD, Topic.MAKING, Topic.RELEASE)


def extract_companies(article: Article) -> list[ExtractedFact]:
    """Return the companies with their roles, each once, from the sentence that states it with most confidence."""
    best: dict[tuple[str, str], ExtractedFact] = {}
    for statement in article.in_sections(*TOPICS):
        for fact in companies_stated(article, statement):
            key = (fact.fields["company"].casefold(), fact.fields["role"])
            if key not in best or fact.confidence > best[key].confidence:
                best[key] = fact
    return list(best.values())


def companies_stated(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    text = statement.text
    if not regex.search(r"(?i)produc|distribut|releas|rights|financ|funded|backed|effects|animat", text):
        return
    sure = SURE if statement.topic is Topic.LEAD else LIKELY
    for match in PRODUCED.finditer(text):
        if not is_of_another(text, match.start()):
            # Outside the lead, “X, produced by” often tells of another film.
            is_apposed = sure < SURE and text[: match.start()].endswith(", ")
            yield from produced_in_clause(statement, match, POSSIBLE if is_apposed else sure)
    for match in (*MADE_BY.finditer(text), *TOGETHER_TO_PRODUCE.finditer(text)):
        for name, _ in companies_from(text, match.end()):
            if is_company(name):
                yield company_credit(statement, name, "production_company", sure)
    for pattern in (PRODUCTION_OF, PRODUCES):
        for match in pattern.finditer(text):
            for name in filter(None, match.groupdict().values()):
                if is_company(name):
                    yield company_credit(statement, name, "production_company", LIKELY)
    for pattern, role in ROLES:
        for match in pattern.finditer(text):
            is_on_disc = role == "distributor" and ON_DISC.search(
                text[max(0, match.start() - 60) : match.end() + 60]
            )
            if not is_on_disc and not is_of_another(text, match.start()):
                yield from companies_with_role(statement, match.end(), role, sure)
    yield from rights_stated(article, statement)


def is_of_another(text: str, start: int) -> bool:
    """Tell whether a song, a book, a sequel or another work than the film is meant before `start`."""
    before = text[max(0, start - 80) : start]
    return OF_ANOTHER_WORK.search(before) is not None or OTHER_WORK.search(before) is not None


def produced_in_clause(statement: Statement, match: regex.Match[str], sure: float) -> Iterator[ExtractedFact]:
    clause = match["clause"]
    for start in BEFORE_COMPANY.finditer(clause):
        for name, _ in companies_from(clause, start.end())[:1]:
            if is_company(name) or start["banner"]:
                yield company_credit(statement, name, "production_company", sure)


def companies_with_role(statement: Statement, start: int, role: str, sure: float) -> Iterator[ExtractedFact]:
    named = companies_from(statement.text, start)
    for name, end in named:
        known = is_company(name)
        if not known and (role != "distributor" or country_name(name)):
            continue
        territory = None
        if role == "distributor" and (where := IN_TERRITORY.match(statement.text, end)):
            territory = country_name(where["place"]) or None
        yield company_credit(statement, name, role, sure if known else POSSIBLE, territory)


def rights_stated(article: Article, statement: Statement) -> Iterator[ExtractedFact]:
    """Read who distributed the film or acquired the rights to do so, and where."""
    if ON_DISC.search(statement.text) or TELEVISION.search(statement.text):
        return
    for match in DISTRIBUTES.finditer(statement.text):
        is_rights = match[0].endswith("rights")
        if is_company(match["company"]) and (not is_rights or RIGHTS_TO_SHOW.search(match[0])):
            territory = country_name((match["where"] or "").strip()) or None
            yield company_credit(statement, match["company"], "distributor", LIKELY, territory)
    for match in RIGHTS.finditer(statement.text):
        for name, _ in companies_from(statement.text, match.end()):
            if is_company(name):
                territory = country_name(match["where"].strip()) or None
                yield company_credit(statement, name, "distributor", LIKELY, territory)


def company_credit(
    statement: Statement, company: str, role: str, sure: float, territory: str | None = None
) -> ExtractedFact:
    return statement.propose("company_credit", sure, company=company, role=role, territory=territory)
