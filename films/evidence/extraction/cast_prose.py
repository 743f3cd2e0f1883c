"""Extract the cast from prose: “the film stars A as B”, “B is played by A”, “B (A)” in the plot."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.credit_subjects import LIST_BEFORE, names_ending
from films.evidence.extraction.names import BETWEEN, FAMILY, ITEM, NAME, person_name, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.roles import role_before, role_in_prose
from films.evidence.extraction.vocabulary import Topic

STARS = Pattern(
    r"(?<![\w-])(?:also )?(?:(?:co-?)?(?:stars|[Ss]tarring|starred|features|[Ff]eaturing|feature|star)(?: also)?|"
    r"[Cc]ast (?:\p{Ll}+ ){0,3}?(?:includ(?:es|ing)|compris(?:es|ing)|consist(?:s|ing) of|of|features|"
    r"featuring)|[Aa]lso (?:appearing|featured|starring) (?:is|are)|"
    r"(?:[Ll]ead(?:ing)?|[Mm]ain|[Pp]rincipal|[Tt]itle|[Ss]upporting) "
    r"(?:performances|roles|parts) (?:are |is |were )?"
    r"(?:played |filled )?by)(?: an ensemble cast (?:including|of))?"
    r"(?: (?:the )?(?:voices?|voice talents?|talents|performances) (?:of|by))?:? "
    r"(?P<names>(?=\p{Lu}|\p{Ll}+ \p{Lu}|an? ))"
)
ALSO_STAR = Pattern(
    rf"(?P<who>{NAME})(?: (?:also|both|all))? (?:(?:co-)?stars?(?= |\.)(?! as)|round(?:s|ed)? out the cast|"
    r"appears? in (?:supporting|minor|small|other)|"
    r"makes? (?:an? )?(?:\p{Ll}+ )?(?:cameos?|cameo appearances?)\b(?! as)|"
    r"(?:provid(?:es?|ed)|len(?:ds?|t)) (?:the|their|his|her) "
    r"voices?|(?:has|have|had) (?:supporting|minor|small) (?:role|part)|"
    r"(?:is|are) (?:also )?featured|reprises? (?:his|her|their) roles?(?! as))"
)
"""“A, B and C also star.”"""

CAST_IN_BRACKETS = Pattern(r"\b(?:stars?|features?|with)\b[^.;()]{0,60}\bcast \((?P<names>(?=\p{Lu}))")
ROLE_IN_BRACKETS = Pattern(rf"\((?P<role>{NAME})\)")

PLAYS = (
    r"(?:also |briefly |all )?(?:plays|play|portrays|portray|voices|essays|stars as|co-stars as|"
    r"appears as|cameos as|"
    r"is featured as|appearing (?:in \p{Ll}+ (?:\p{Ll}+ )?(?:role|appearance) )?as|"
    r"makes? (?:an? )?(?:\p{Ll}+ ){0,2}(?:cameo|appearance)s? as|(?:was|were|is|are) cast as|appears \p{Ll}+ as|"
    r"guest-stars as|"
    r"takes on the role of|essays the role of|plays the role of|in the (?:title )?role of|as)"
)
PLURAL = Pattern(r"(?:also |briefly |all )?(?:play|portray|make)\b")
PLAYED = r"(?:played|portrayed|voiced|was cast as|were cast as|was signed to play|took the role of)"
ACTS = Pattern(
    rf"(?P<who>{NAME}),? (?:who )?(?P<verb>{PLAYS}|{PLAYED}) (?!by\b)(?P<role>)(?=(?:the|a|an|his|her|"
    rf"their)?\ ?\p{{L}}|[\"“])"
)
ACTED_BY = Pattern(
    r",?(?: (?:is|was|were|are|being|also))? (?:played|portrayed|voiced|enacted|performed|"
    r"essayed)(?: (?:again|briefly|both))? by (?P<names>)"
)
PART_OF = Pattern(r"(?i)\b(?:role|part|character) of (?P<role>[^,.;]{2,50})$")
BRACKETED = Pattern(
    rf"(?P<before>[^\n()]{{0,120}})\((?:played by |voiced by |"
    rf"portrayed by )?(?P<who>{NAME})(?P<rest>(?:,? (?:and|&) {NAME})?)(?:,? (?:uncredited|voice|"
    r"in a cameo))?\)"
)
ROLE_FROM = Pattern(r"(?:,? (?:also )?(?:playing|as|in the (?:title )?role of|portraying) )(?P<role>)(?=\S)")
NEXT_ACTOR = Pattern(
    r",? and (?=\p{Lu})|, (?:as well as )?(?=\p{Lu})|,? (?:with|along with|alongside|opposite) (?=\p{Lu})"
)
AND_WITH = Pattern(r",? (?:and|with|along with|alongside|opposite) ")
BILLED = Pattern(
    r" in (?:the|a|an|his|her|their) (?:[\p{L}-]+ ){0,4}?(?:roles?|performances?|appearances?|parts?|"
    r"debuts?)\b(?! of)"
)
ELSEWHERE = Pattern(
    r"\b(?:who (?:had )?(?:previously |also )?(?:played|starred)|episode|previous(?:ly)?|earlier film|"
    r"considered|auditioned|turned down|originally|was offered|wanted|screen ?test\w*|instead of|"
    r"replaced|replacing|would have|might have|stage|in the (?:sequel|remake|TV|television)|"
    r"(?:the|a|an|its) (?:\p{L}+ ){0,2}(?:sequel|prequel|remake)(?! (?:to|of))|"
    r"in (?:an?|the|his|her) (?:\d{4}|earlier|previous|stage|television|TV|radio) (?:\p{L}+ ){0,2}"
    r"(?:film|movie|version|adaptation|play|series|production))\b"
)
NO_ROLE = Pattern(
    r"(?i)^(?:well|such|part|one|much|many|early|of|the (?:film|movie|lead|star|main|first|title|result|"
    r"director|producer|writer|composer|villain of)|director|producer|composer|"
    r"an? (?:executive )?(?:producer|director|writer|hit|success|film|result|actor|actress)|co-\p{L}+|"
    r"executive|best|it|he|she|they|in|key|leading|lead|major|supporting|important)\b"
)


@dataclass(frozen=True)
class PlayedRole:
    """Hold an actor named in a sentence, with the character if given, and the confidence in it."""

    statement: Statement
    actor: str
    character: str
    confidence: float
    in_brackets: bool = False


def roles_in_prose(article: Article) -> Iterator[PlayedRole]:
    """Yield the actors and roles in the prose of an article."""
    bare_title = article.title.removeprefix("The ")
    for statement in article.outside_sections(Topic.ELSEWHERE, Topic.AWARDS, Topic.MUSIC):
        if statement.topic is not Topic.RECEPTION and statement.topic is not Topic.RELEASE:
            yield from (played for played in read_starring(statement) if played.actor != bare_title)
            if not statement.bullet or statement.topic is not Topic.CAST:
                yield from read_playing(statement)
        if statement.topic in (Topic.LEAD, Topic.PLOT):
            yield from read_actors_in_brackets(article, statement)


def read_starring(statement: Statement) -> Iterator[PlayedRole]:
    """Read “stars A as B, C as D and E”."""
    text = statement.text
    in_lead = statement.topic is Topic.LEAD
    for match in (*STARS.finditer(text), *CAST_IN_BRACKETS.finditer(text)):
        before = text[max(0, match.start() - 60) : match.start()]
        if regex.search(
            r"(?i)\b(?:who|award|remake|sequel|version|series|previously|episode|\d{4} film)\b[^,]*$", before
        ) and not regex.search(r"is an? \d{4}", text[: match.start()]):
            continue
        if not in_lead and not regex.search(r"(?i)\b(?:film|movie|it|picture|cast)\b", before):
            continue
        for actor, role in read_billing(text, match.end()):
            yield PlayedRole(statement, actor, role, 0.9 if in_lead else 0.6)
    if in_lead:
        for match in ALSO_STAR.finditer(text):
            before = LIST_BEFORE.search(text, max(0, match.start() - 300), match.start())
            for name in read_name_list(text[: match.end("who")], before.start() if before else match.start()):
                yield PlayedRole(statement, name.name, "", 0.8)


def read_billing(text: str, position: int) -> Iterator[tuple[str, str]]:
    """Read a list of actors, with or without “as” and a character."""
    for _ in range(40):
        item = ITEM.match(text, position)
        actor = person_name(item["name"], mononym=True) if item else ""
        if not item or not actor or item["possessive"] or item["name"].endswith(("'s", "’s")):
            return
        position = item.end()
        if FAMILY.match(text, item.start("name")) and (members := names_in_brackets(item["aside"])):
            yield from ((member, "") for member in members)
            actor = ""
        bracket = ROLE_IN_BRACKETS.fullmatch(item["aside"].strip())
        role = bracket["role"] if bracket else ""
        if as_role := ROLE_FROM.match(text, position):
            rest = text[as_role.end() :]
            role = role_in_prose(rest)
            following = NEXT_ACTOR.search(rest)
            position = as_role.end() + (following.start() if following else len(rest))
        if actor:
            yield actor, "" if NO_ROLE.match(role) else role
        if billed := BILLED.match(text, position):
            position = billed.end()
        between = BETWEEN.match(text, position) or AND_WITH.match(text, position)
        if not between:
            return
        position = between.end()


def names_in_brackets(aside: str) -> list[str]:
    """Return the full names of a family's members: “the Roe sisters (Mia Roe and Ada Roe)”."""
    return [name.name for name in read_name_list(aside.strip(" ()"), 0, mononyms=False)]


def read_playing(statement: Statement) -> Iterator[PlayedRole]:
    """Read “A plays B” and “B is played by A”."""
    text = statement.text
    doubtful = ELSEWHERE.search(text) is not None or statement.topic is Topic.PLOT
    for match in ACTS.finditer(text):
        if match["verb"] == "as" and (
            statement.topic is Topic.PLOT
            or not regex.search(r"(?i)\bstar|\bcast\b|\bwith\b", text[: match.start()])
        ):
            continue
        role = role_in_prose(text[match.end() :])
        if not role or NO_ROLE.match(role) or not regex.search(r"\p{Lu}|^(?:the|an?) ", role):
            continue
        names = (
            names_ending(text, match)
            if PLURAL.match(match["verb"])
            else read_name_list(text[: match.end("who")], match.start("who"))
        )
        sure = 0.8 if match["verb"] in ("plays", "portrays", "voices", "stars as", "appears as") else 0.65
        for name in names:
            yield PlayedRole(statement, name.name, role, sure - 0.3 * doubtful)
    for match in ACTED_BY.finditer(text):
        part = PART_OF.search(text[: match.start()])
        role = role_in_prose(part["role"]) if part else role_before(text[: match.start()])
        names = read_name_list(text, match.end())
        if role and names:
            yield PlayedRole(statement, names[0].name, role, 0.8 - 0.3 * doubtful)


def read_actors_in_brackets(article: Article, statement: Statement) -> Iterator[PlayedRole]:
    """Read “the thief (A)” where a character is introduced."""
    for match in BRACKETED.finditer(statement.text):
        actor = person_name(match["who"], mononym=True)
        role = role_before(match["before"])
        if regex.search(rf"\b[Aa]n? {regex.escape(role)}\s*$", match["before"]):
            continue
        if (
            not actor
            or not role
            or NO_ROLE.match(role)
            or FAMILY.fullmatch(role)
            or regex.search(r"\d", match["who"])
        ):
            continue
        if any(played.actor == role for played in read_starring(statement)):
            continue
        full = article.full_name(actor)
        # A name that stands nowhere else may be that of a game, a ship or a place.
        known = full != actor or (" " in actor and article.name_counts[actor] > 1)
        sure = 0.75 if known else 0.65 if " " in actor else 0.5
        yield PlayedRole(statement, actor, role, sure, in_brackets=True)
