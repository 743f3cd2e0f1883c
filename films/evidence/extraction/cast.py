"""Extract the cast: from cast lists first, then from prose what they leave out."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, zip_longest

from rapidfuzz import fuzz

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.cast_lists import AS, CastLine, is_bare_line, is_cast_line, read_list
from films.evidence.extraction.cast_prose import Played, played
from films.evidence.extraction.cast_tables import table_cast_lines
from films.evidence.extraction.names import surname
from films.evidence.extraction.types import Proposed
from films.evidence.extraction.vocabulary import Topic

SURE_OF_LIST, SURE_OF_NAME = 0.95, 0.85
SURE_BESIDE_LIST = 0.7  # what prose must reach where a list names the cast
FEWEST_UNMARKED = 3  # lines with “as” that make one without bullets
FEWEST_AS = 2  # lines with “as”, or half of all, make a cast list outside the section on the cast
SAME_NAME = 88  # of 100; spellings of one name that differ by a letter or two lie above


def cast(article: Article) -> list[Proposed]:
    """Return the actors with their characters; what lists and prose say twice is proposed once."""
    told = list(played(article))
    stars = frozenset(one.actor for one in told if not one.in_brackets)
    listed = [(statement, line) for statement, line in listed_lines(article, stars) if line.actor]
    proposals: list[Proposed] = []
    seen: set[tuple[str, str]] = set()
    for billing, (statement, line) in enumerate(listed, 1):
        key = (line.actor.casefold(), line.character.casefold())
        if key not in seen:
            seen.add(key)
            proposals.append(proposal(statement, line, billing))
    known = [line for _, line in listed]
    for one in unlisted_in_prose(article, told, known):
        proposals.append(
            one.statement.propose("credit", one.confidence, person=one.actor, job="actor", character=one.character)
        )
    return proposals


def proposal(statement: Statement, line: CastLine, billing: int) -> Proposed:
    flags = {"uncredited": True} if line.uncredited else {}
    if line.voice:
        flags["voice"] = True
    sure = SURE_OF_LIST if line.character else SURE_OF_NAME
    return statement.propose(
        "credit", sure, person=line.actor, job="actor", character=line.character, billing=billing, **flags
    )


def listed_lines(article: Article, stars: Container[str]) -> Iterator[tuple[Statement, CastLine]]:
    """Yield the lines of every list of the cast, each with the sentence that begins its line."""
    for part, of_part in groupby(article.statements, key=lambda one: one.part):
        if part not in (Topic.CAST, Topic.MAKING, Topic.LEAD, Topic.PLOT):
            continue
        statements = [statement for statement in of_part if statement.line]
        if not any(statement.bullet for statement in statements):
            items, texts = unmarked(statements, is_cast=part is Topic.CAST)
            yield from read_lines(items, texts, stars)
            continue
        for _, group in groupby(statements, key=lambda one: one.heading):
            bullets = [statement for statement in group if statement.bullet]
            if part is Topic.PLOT:
                bullets = stretch(bullets)
            elif part is not Topic.CAST:
                with_as = [one for one in bullets if AS.search(one.text)]
                if len(with_as) < max(FEWEST_AS, len(bullets) / 2):
                    continue
                bullets = with_as
            yield from read_lines(bullets, [line_of(one) for one in bullets], stars)


def read_lines(
    items: Sequence[Statement], texts: Sequence[str], stars: Container[str]
) -> Iterator[tuple[Statement, CastLine]]:
    for statement, lines, below in zip_longest(items, read_list(texts, stars), items[1:]):
        is_heading = below and below.depth > statement.depth and not any(line.character for line in lines)
        yield from ((statement, line) for line in lines if not is_heading)


def unmarked(statements: list[Statement], *, is_cast: bool) -> tuple[list[Statement], list[str]]:
    """Return the lines of a list without bullets, and their texts: rows of a table, or “Actor as Role”."""
    if is_cast and (table := list(table_cast_lines([one.line for one in statements]))):
        return [statements[number] for number, _ in table], [text for _, text in table]
    if is_cast:
        items = [one for one in statements if is_cast_line(one.line) or is_bare_line(one.line)]
    else:
        items = stretch(statements)
    if len(items) < (FEWEST_AS if is_cast else FEWEST_UNMARKED):
        return [], []
    return items, [line_of(one) for one in items]


def stretch(statements: list[Statement]) -> list[Statement]:
    """Return lines with “as” amid other text, together with the bare names that follow them directly."""
    items: list[Statement] = []
    is_amid = False
    for one in statements:
        has_role = AS.search(one.line) is not None and is_cast_line(one.line)
        is_amid = has_role or (is_amid and is_bare_line(one.line))
        items += [one] if is_amid else []
    return items if sum(AS.search(one.line) is not None for one in items) >= FEWEST_UNMARKED else []


def line_of(statement: Statement) -> str:
    """Return a bullet's first sentence, or all of it where dots in a name were taken for a sentence's end."""
    short = statement.text.endswith(".") and len(statement.text.split()) == 1
    return statement.line if short or statement.text.endswith(("..", "…")) else statement.text


def unlisted_in_prose(article: Article, told: list[Played], listed: list[CastLine]) -> Iterator[Played]:
    """Yield what prose says of those whom no list names, each once, with a character if a sentence has one."""
    full = {surname(line.actor): line.actor for line in reversed(listed)}
    stars = {surname(one.actor): one.actor for one in reversed(told) if " " in one.actor}
    best: dict[str, Played] = {}
    taken = {line.character.casefold() for line in listed if line.character}
    for one in told:
        name = full.get(one.actor) or stars.get(one.actor) or article.full_name(one.actor)
        if any(is_same(name, one.character, line) for line in listed):
            continue
        if one.character and one.character.casefold() in taken:
            continue
        if listed and (one.confidence < SURE_BESIDE_LIST or " " not in name or one.character[:1].islower()):
            continue
        if any(words(name) <= words(line.character) for line in listed):
            continue
        found = Played(one.statement, name, one.character, one.confidence, one.in_brackets)
        before = best.get(name.casefold())
        if before is None or rank(found) > rank(before):
            best[name.casefold()] = found
    yield from best.values()


def rank(one: Played) -> tuple[bool, float]:
    return bool(one.character), one.confidence


def is_same(name: str, character: str, line: CastLine) -> bool:
    """Tell whether a cast list's line already names the actor, perhaps under another form of the name."""
    if fuzz.ratio(name.casefold(), line.actor.casefold()) >= SAME_NAME:
        return True
    alike = bool(character) and bool(line.character) and bool(words(character) & words(line.character))
    return surname(name).casefold() == surname(line.actor).casefold() and (alike or " " not in name)


def words(character: str) -> set[str]:
    return {word.strip(".,").casefold() for word in character.split() if len(word) > len("Dr.")}
