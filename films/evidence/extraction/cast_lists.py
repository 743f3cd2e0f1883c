"""Parse the lines of a cast list: “A as B”, “A – B”, “A … B”, “B: A”, “A (B)”, “A”."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import regex

from films.evidence.extraction.names import NAME, NAME_PATTERN, person_name, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.roles import listed_role
from films.evidence.extraction.vocabulary import CREW_LABELS, topic_of

AS = Pattern(r",?\s+as\s+(?=\S)|\s+\bAs\b\s+(?=\S)")
PLAYED_BY = Pattern(
    r"(?i)[\s,(–—:-]*\b(?:voiced|played|portrayed|performed|enacted|"
    r"essayed)\b(?: in [^.]{2,30}?)? by\s+(?P<names>)"
)
PLAYS = Pattern(r"\s+(?:plays|played|portrays|portrayed|voices|is|are|stars as|appears as)\s+(?=\S)")
APART = Pattern(r"\s*(?:\.{2,}|…)\s*|\s+[–—-]+\s+|\s*[–—]\s*|\s*:\s+|\s*[\t|]\s*|\s{3,}")
BRACKETS = Pattern(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]")
REMARK = Pattern(
    r"(?i)\b(?:uncredited|voice|voiced|voices|cameo|guest|special|appearance|archive|footage|credited|"
    r"extended|deleted|"
    r"debut|scenes?|friendly|also|born|died|aka|a\.k\.a|dubbed|singing|as (?:him|her)self|\d{4}|unbilled|double|"
    r"english|japanese|version|dub|english dub|cantonese|mandarin|posthumous\w*)\b"
)
ARCHIVE = Pattern(r"(?i)\b(?:archiv(?:e|al)|stock) footage\b")
REMARK_WORDS = Pattern(
    rf"(?i)(?:(?:{REMARK.pattern.removeprefix('(?i)')}|in|an?|the|of|by|only|role|as|and|brief|song)[\s,;:–-]*)+"
)
APPEARANCE = Pattern(
    r"(?i)(?:in |makes |as )?(?:an? |his |her )?(?:(?:special|cameo|guest|friendly|brief|extended|uncredited|"
    r"voice|short) )*"
    r"(?:appearances?|cameo|footage|uncredited|voice|himself|herself|role)\b"
)
ROLE_WORDS = Pattern(
    r"(?i:^(?:the|a|an|his|her|young|old|captain|lt|dr|mr|mrs|ms|sgt|inspector|detective|officer|police|"
    r"doctor|nurse|"
    r"himself|herself|princess|king|queen|father|mother|uncle|aunt|man|woman|boy|girl|sir|lady|lord)\b)|"
    r"['’]s\b|/|^\p{Ll}"
)
ROLE_IN_BRACKETS = Pattern(rf"(?P<first>{NAME}) \((?P<inside>[^()]{{2,60}})\)(?:$|[,:;.] ?+)(?!{NAME} \()")
ROLE_BEFORE_BRACKETS = Pattern(rf"(?P<first>[^()]{{2,60}}?) \((?P<inside>{NAME})\)(?:$|[\s,:;.])")
SEVERAL = Pattern(rf"(?<=\sas\s.{{1,80}})(?:,|;|,? and)\s+(?={NAME}\s+as\s)")
GROUP = Pattern(
    r"(?i)(?:main|lead|leading|principal|minor|other|others|additional|recurring|guests?|extras?|voices?|humans?|"
    r"credited|children|adults|family|actors?|roles?|television|film|live[- ]action)(?: \p{L}+)?"
)
LONG_NAME = 6  # words; more before “as” are a sentence
STAR = 3  # times the weight of a likely name, since the prose calls this person an actor
LONG_ROLE = 12  # words


@dataclass(frozen=True)
class CastLine:
    """Hold one actor of a cast list, with the character if the line gives one."""

    actor: str
    character: str
    uncredited: bool = False
    voice: bool = False
    archive: bool = False


def read_list(lines: Sequence[str], stars: Container[str] = ()) -> list[list[CastLine]]:
    """Return the actors and characters in each line of a cast list.

    A line with only a dash, dots, a colon or brackets between two names does not show which is the actor. That is
    decided for the list as a whole, and separately for brackets: actors are on the side that looks more like
    people's names, above all names among `stars`.
    """
    role_first = roles_come_first(lines, stars)
    role_before_brackets = roles_precede_brackets(lines, stars)
    return [list(read_line(line, role_first, role_before_brackets, stars)) for line in lines]


def read_line(
    line: str, role_first: bool, role_before_brackets: bool, stars: Container[str]
) -> Iterator[CastLine]:
    remarks = " ".join(match["inside"] for match in BRACKETS.finditer(line))
    flags = {
        "uncredited": bool(regex.search(r"(?i)\buncredited\b", line)),
        "voice": bool(regex.search(r"(?i)\bvoice\b", remarks)),
        "archive": bool(ARCHIVE.search(line)),
    }
    for part in split_at_roles(without_remarks(line.strip().strip("|").strip())):
        for actor, character in actor_role_pairs(part, role_first, role_before_brackets, stars):
            yield CastLine(actor, character, **flags)


def split_at_roles(line: str) -> list[str]:
    """Split a line that gives several actors a role each: “A as B and C as D”."""
    return [part for part in SEVERAL.split(line) if part.strip()]


def actor_role_pairs(
    line: str, role_first: bool, role_before_brackets: bool, stars: Container[str]
) -> Iterator[tuple[str, str]]:
    by = PLAYED_BY.search(line)
    if by:
        role = listed_role(line[: by.start()])
        yield from assign_roles([name.name for name in read_name_list(line, by.end())], role)
        return
    parting = find_divider(line)
    is_part_of_role = role_first and parting is not None and AS.search(line, 0, parting.start())
    if not is_part_of_role and (match := AS.search(line)):
        actors = actors_of(line[: match.start()])
        yield from assign_roles(actors, listed_role(line[match.end() :]), line[match.end() :])
        return
    if (match := PLAYS.search(line)) and (names := read_name_list(line, 0)) and names[-1].end == match.start():
        yield from assign_roles([name.name for name in names], listed_role(line[match.end() :]))
        return
    if parting is not None:
        left, right = line[: parting.start()], line[parting.end() :]
        if left.strip().casefold() in CREW_LABELS and not role_first:
            return
        if role_first:
            names = read_name_list(right, 0)
            is_prose = len(right.split()) > LONG_NAME
            yield from assign_roles([name.name for name in (names[:1] if is_prose else names)], listed_role(left))
        else:
            yield from assign_roles(actors_of(left), "" if is_about_actor(right) else listed_role(right))
        return
    if (
        role_before_brackets
        and (bracketed := ROLE_BEFORE_BRACKETS.match(line))
        and bracketed["first"] not in stars
    ):
        yield bracketed["inside"], listed_role(bracketed["first"])
        return
    if (bracketed := ROLE_IN_BRACKETS.match(line)) and not is_remark(bracketed["inside"]):
        first, inside = bracketed["first"], bracketed["inside"]
        yield (inside, first) if inside in stars else (first, inside)
        return
    names = read_name_list(line, 0)
    if names and (names[-1].end + len(names[-1].aside) + 3 >= len(line) - 1 or len(names) > 2):
        for name in names:
            yield name.name, "" if is_remark(name.aside) else listed_role(name.aside)
    elif not names and is_bare_name(line):
        yield BRACKETS.sub("", line).strip(), ""


def without_remarks(line: str) -> str:
    return BRACKETS.sub(lambda match: "" if is_remark(match["inside"]) else match[0], line)


def is_remark(inside: str) -> bool:
    """Tell whether brackets after an actor hold a remark instead of a role: “uncredited”, “voice”."""
    return bool(
        REMARK_WORDS.fullmatch(inside)
        or APPEARANCE.match(inside)
        or regex.match(r"(?i)(?:voice|voiced|dubbed|credited|also|singing|born|died)\b", inside)
    )


def is_about_actor(words: str) -> bool:
    """Tell whether the words after an actor and a dash are not a role: “in a cameo appearance”, a sentence."""
    if words[:1].islower() and APPEARANCE.match(words):
        return True
    role = listed_role(words)
    most = LONG_NAME if words.strip().endswith(".") else LONG_ROLE
    return len(role.split()) > most


def find_divider(line: str) -> "regex.Match[str] | None":
    """Return the dash, colon or other divider between two names in a line, outside brackets."""
    depth = [(match.start(), match.end()) for match in BRACKETS.finditer(line)]
    for match in APART.finditer(line):
        if match.start() > 0 and not any(start <= match.start() < end for start, end in depth):
            return match
    return None


def actors_of(left: str) -> list[str]:
    """Return the actors before “as” or a dash: a list of names, or any short words."""
    bare = BRACKETS.sub("", left).strip(" ,")
    names = read_name_list(bare, 0)
    if names and names[-1].end >= len(bare) - 1:
        return [found_name.name for found_name in names]
    if is_bare_name(bare):
        return [bare]
    found = [name for match in NAME_PATTERN.finditer(bare) if (name := person_name(match[0]))]
    return found[:1] if names else found[-1:]


def is_bare_name(words: str) -> bool:
    """Tell whether these words are a short name that the patterns for names miss, such as “50 Cent”."""
    bare = BRACKETS.sub("", words).strip()
    parts = bare.split()
    if not 1 <= len(parts) <= LONG_NAME or bare.endswith((".", ":", "?")) or '"' in bare[:1]:
        return False
    content = [part for part in parts if part[0].isalpha() and part.casefold() not in ("of", "the", "de", "and")]
    return (
        (parts[0][0].isupper() or parts[0][0].isdigit())
        and all(part[0].isupper() for part in content)
        and bool(content)
    )


def assign_roles(actors: list[str], role: str, whole: str = "") -> Iterator[tuple[str, str]]:
    """Yield each actor with the role, or with their own if there are as many: “A and B as C and D”."""
    roles = [part.strip() for part in regex.split(r"\s+and\s+", role)]
    own = len(actors) > 1 and len(roles) == len(actors)
    for number, actor in enumerate(actors):
        yield actor, roles[number] if own else role


def is_cast_line(line: str) -> bool:
    """Tell whether a line without a bullet belongs to a cast list: a name, a divider and a role."""
    line = without_remarks(line)
    bare = BRACKETS.sub("", line).strip()
    if (match := AS.search(bare)) and is_names(bare[: match.start()]):
        return True
    if (match := PLAYED_BY.search(line)) and len(line[: match.start()].split()) <= LONG_NAME:
        return bool(read_name_list(line, match.end()))
    if (match := find_divider(bare)) is None:
        return ROLE_IN_BRACKETS.fullmatch(line.strip()) is not None
    left, right = bare[: match.start()], bare[match.end() :]
    short = len(left.split()) <= LONG_NAME and len(right.split()) <= LONG_ROLE and not right.rstrip().endswith(".")
    return bool(right) and (is_names(left) or (short and is_names(right)))


def is_bare_line(line: str) -> bool:
    """Tell whether a line holds only names and is not a heading within the list."""
    bare = BRACKETS.sub("", line).strip()
    return (
        len(bare.split()) <= LONG_NAME and is_names(bare) and not GROUP.fullmatch(bare) and topic_of(bare) is None
    )


def is_names(words: str) -> bool:
    bare = words.strip(" ,")
    names = read_name_list(bare, 0)
    return bool(names and names[-1].end >= len(bare) - 1) or is_bare_name(bare)


def roles_come_first(lines: Sequence[str], stars: Container[str]) -> bool:
    """Tell whether a list puts roles before dividers and actors behind, by which side looks more like people."""
    pairs, has_colon = [], False
    for line in lines:
        match = None if AS.search(line) or PLAYED_BY.search(line) else find_divider(line)
        if match is None:
            continue
        left = BRACKETS.sub("", line[: match.start()]).strip()
        if left.casefold() not in CREW_LABELS:
            pairs.append((left, BRACKETS.sub("", line[match.end() :]).strip()))
            has_colon |= ":" in match[0]
    lead = lead_of_second(pairs, stars)
    return lead > 0 or (has_colon and lead == 0 and sum(likeness_to_actor(left, stars) for left, _ in pairs) > 0)


def roles_precede_brackets(lines: Sequence[str], stars: Container[str]) -> bool:
    """Tell whether a list puts actors into brackets behind their roles, by which look more like people."""
    matches = (ROLE_BEFORE_BRACKETS.match(without_remarks(line).strip()) for line in lines)
    return lead_of_second([(match["first"], match["inside"]) for match in matches if match], stars) > 0


def lead_of_second(pairs: Sequence[tuple[str, str]], stars: Container[str]) -> float:
    """Return by how much the second words of pairs look more like actors than the first, over all of them."""
    return sum(likeness_to_actor(second, stars) - likeness_to_actor(first, stars) for first, second in pairs)


def likeness_to_actor(words: str, stars: Container[str]) -> float:
    return likeness_to_name(words) + STAR * (words in stars)


def likeness_to_name(words: str) -> float:
    """Score how much words look like an actor's name rather than a role, from -1 to 1."""
    if ROLE_WORDS.search(words):
        return -1
    if regex.fullmatch(rf"(?:{NAME})", words) and person_name(words):
        return 1
    if len(words.split()) > LONG_NAME and (names := read_name_list(words, 0, mononyms=False)):
        return 1 if " " in names[0].name else -0.5
    return 0 if len(words.split()) == 1 else -0.5
