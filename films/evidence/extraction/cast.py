"""Extract the cast: from cast lists first, then from prose for actors whom no list names."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, zip_longest

from rapidfuzz import fuzz

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.cast_lists import AS, PLAYED_BY, CastLine, is_bare_line, is_cast_line, read_list
from films.evidence.extraction.cast_prose import PlayedRole, roles_in_prose
from films.evidence.extraction.cast_tables import table_cast_lines
from films.evidence.extraction.names import surname
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

SURE_OF_LIST, SURE_OF_NAME = 0.95, 0.85
SURE_BESIDE_LIST = 0.7  # the confidence that prose needs if a list names the cast
FEWEST_UNMARKED = 3  # lines with “as” that make a list without bullets
FEWEST_AS = 2  # lines with “as”, or half of all, make a cast list outside the section on the cast
TITLED_ROLE = Pattern(
    r"(?:General|Colonel|Captain|Major|Lieutenant|Sergeant|Corporal|Inspector|Detective|Officer|Chief|Sheriff|"
    r"Doctor|"
    r"Dr|Professor|Father|Sister|Reverend|Judge|President|Senator|Mayor|King|Queen|Prince|Princess|Lord|Lady|Duke|"
    r"Count|Countess|Baron|Uncle|Aunt|Nurse|Mr|Mrs|Ms|Miss)\.? \p{Lu}"
)
CHARACTERS = Pattern(r"(?i)^(?!.*\b(?:cast|actors?|starring)\b).*\bcharacters?\b")
DESCRIPTION_OF_ROLE = Pattern(r"(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Oo]ne) |\p{Ll}")
SAME_NAME = 88  # of 100; spellings that differ by a letter or two score higher


def extract_cast(article: Article) -> list[ExtractedFact]:
    """Return each actor's credit with the character, once for each pair."""
    told = list(roles_in_prose(article))
    stars = frozenset(role.actor for role in told if not role.in_brackets)
    listed = [
        (statement, line)
        for statement, line in listed_lines(article, stars)
        if line.actor and not is_only_role(statement, line, stars)
    ]
    proposals: list[ExtractedFact] = []
    seen: set[tuple[str, str]] = set()
    for billing, (statement, line) in enumerate(listed, 1):
        key = (line.actor.casefold(), line.character.casefold())
        if key not in seen:
            seen.add(key)
            proposals.append(credit_from_list(statement, line, billing))
    known = [line for _, line in listed]
    for role in unlisted_in_prose(article, told, known):
        proposals.append(
            role.statement.propose(
                "credit", role.confidence, person=role.actor, job="actor", character=role.character
            )
        )
    return proposals


def is_only_role(statement: Statement, line: CastLine, stars: Container[str]) -> bool:
    """Tell whether a line names a character alone: a title without a role, or a description below “Characters”."""
    if line.actor in stars:
        return False
    if not line.character:
        return TITLED_ROLE.match(line.actor) is not None or CHARACTERS.search(statement.heading) is not None
    names_both = AS.search(statement.line) or PLAYED_BY.search(statement.line) or "|" in statement.line
    is_described = TITLED_ROLE.match(line.actor) or CHARACTERS.search(statement.heading)
    return not names_both and is_described is not None and DESCRIPTION_OF_ROLE.match(line.character) is not None


def credit_from_list(statement: Statement, line: CastLine, billing: int) -> ExtractedFact:
    flags = {"uncredited": True} if line.uncredited else {}
    if line.voice:
        flags["voice"] = True
    sure = SURE_OF_LIST if line.character else SURE_OF_NAME
    job = "archive_footage" if line.archive else "actor"
    return statement.propose(
        "credit", sure, person=line.actor, job=job, character=line.character, billing=billing, **flags
    )


def listed_lines(article: Article, stars: Container[str]) -> Iterator[tuple[Statement, CastLine]]:
    """Yield the lines of all cast lists, each with the sentence that begins its line."""
    for topic, in_topic in groupby(article.statements, key=lambda sentence: sentence.topic):
        if topic not in (Topic.CAST, Topic.MAKING, Topic.LEAD, Topic.PLOT):
            continue
        statements = [statement for statement in in_topic if statement.line]
        if not any(statement.bullet for statement in statements):
            items, texts = unbulleted_items(statements, is_cast=topic is Topic.CAST)
            yield from read_lines(items, texts, stars)
            continue
        for _, group in groupby(statements, key=lambda sentence: sentence.heading):
            bullets = [statement for statement in group if statement.bullet]
            if topic is Topic.PLOT:
                bullets = lines_with_roles(bullets)
            elif topic is not Topic.CAST:
                with_as = [bullet for bullet in bullets if AS.search(bullet.text)]
                if len(with_as) < max(FEWEST_AS, len(bullets) / 2):
                    continue
                bullets = with_as
            yield from read_lines(bullets, [item_text(bullet) for bullet in bullets], stars)


def read_lines(
    items: Sequence[Statement], texts: Sequence[str], stars: Container[str]
) -> Iterator[tuple[Statement, CastLine]]:
    for statement, lines, below in zip_longest(items, read_list(texts, stars), items[1:]):
        is_heading = below and below.depth > statement.depth and not any(line.character for line in lines)
        yield from ((statement, line) for line in lines if not is_heading)


def unbulleted_items(statements: list[Statement], *, is_cast: bool) -> tuple[list[Statement], list[str]]:
    """Return the sentences and texts of a cast list without bullets: a table, or lines “Actor as Role”."""
    if is_cast and (table := list(table_cast_lines([statement.line for statement in statements]))):
        return [statements[number] for number, _ in table], [text for _, text in table]
    if is_cast:
        items = [
            statement for statement in statements if is_cast_line(statement.line) or is_bare_line(statement.line)
        ]
    else:
        items = lines_with_roles(statements)
    if len(items) < (FEWEST_AS if is_cast else FEWEST_UNMARKED):
        return [], []
    return items, [item_text(item) for item in items]


def lines_with_roles(statements: list[Statement]) -> list[Statement]:
    """Return lines with “as” amid other text, and the bare names that directly follow them."""
    items: list[Statement] = []
    is_amid = False
    for statement in statements:
        has_role = AS.search(statement.line) is not None and is_cast_line(statement.line)
        is_amid = has_role or (is_amid and is_bare_line(statement.line))
        items += [statement] if is_amid else []
    return items if sum(AS.search(item.line) is not None for item in items) >= FEWEST_UNMARKED else []


def item_text(statement: Statement) -> str:
    """Return a list item's first sentence, or the whole line if the sentence was cut at a dot in a name."""
    short = statement.text.endswith(".") and len(statement.text.split()) == 1
    return statement.line if short or statement.text.endswith(("..", "…")) else statement.text


def unlisted_in_prose(article: Article, told: list[PlayedRole], listed: list[CastLine]) -> Iterator[PlayedRole]:
    """Yield each actor whom prose names and no list does, with a character if some sentence gives one."""
    full = {surname(line.actor): line.actor for line in reversed(listed)}
    stars = {surname(role.actor): role.actor for role in reversed(told) if " " in role.actor}
    best: dict[str, PlayedRole] = {}
    taken = {line.character.casefold() for line in listed if line.character}
    for role in told:
        name = full.get(role.actor) or stars.get(role.actor) or article.full_name(role.actor)
        if any(is_listed_as(name, role.character, line) for line in listed):
            continue
        if role.character and role.character.casefold() in taken:
            continue
        if listed and (role.confidence < SURE_BESIDE_LIST or " " not in name or role.character[:1].islower()):
            continue
        if any(character_words(name) <= character_words(line.character) for line in listed):
            continue
        found = PlayedRole(role.statement, name, role.character, role.confidence, role.in_brackets)
        before = best.get(name.casefold())
        if before is None or preference(found) > preference(before):
            best[name.casefold()] = found
    yield from best.values()


def preference(role: PlayedRole) -> tuple[bool, float]:
    return bool(role.character), role.confidence


def is_listed_as(name: str, character: str, line: CastLine) -> bool:
    """Tell whether a cast list's line already names this actor, allowing for other forms of the name."""
    if fuzz.ratio(name.casefold(), line.actor.casefold()) >= SAME_NAME:
        return True
    share_words = bool(character_words(character) & character_words(line.character))
    return surname(name).casefold() == surname(line.actor).casefold() and (share_words or " " not in name)


def character_words(character: str) -> set[str]:
    return {word.strip(".,").casefold() for word in character.split() if len(word) > len("Dr.")}
