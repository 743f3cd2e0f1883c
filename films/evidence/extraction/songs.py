"""Extract the songs of a film, with who wrote and who sang them, from lists of tracks and from prose."""

from collections.abc import Iterator

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

QUOTED = r"[\"“](?P<title>[^\"“”]{1,80})[\"”]"
TITLE = Pattern(QUOTED)
LIST_HEADING = Pattern(r"(?i)\b(?:songs?|track ?list\w*|tracks|soundtracks?|musical numbers|numbers|music)\b")
ITEM = Pattern(rf"^(?:\d{{1,2}}[.):]? ?\|? ?)?{QUOTED}")
WRITTEN = Pattern(
    r"(?i)\b(?:written|composed|penned|music)(?: (?:and|&) (?:\p{Ll}+|"
    r"produced))?(?: (?:especially )?for the film)? by (?P<names>)"
)
SUNG = Pattern(
    r"(?i)\b(?:performed|sung|sings|recorded|vocals?|singers?:?)(?: (?:and|&) \p{Ll}+)?(?: by)? (?P<names>)"
)
BY = Pattern(r"^,? (?:–|—|-|by) (?P<names>)|^ ?\| ?(?P<cell>)")
SONG = Pattern(
    r"(?i)\b(?:songs?|tracks?|theme|tune|ballad|hymn|single|numbers?|aria|lullaby|anthem|soundtrack|sings?|"
    r"sang|sung|singing)\b"
)
THE_SONG = Pattern(
    r"(?i)\b(?:(?:songs?|tracks?|theme|tune|ballad|hymn|single|numbers?|lullaby|anthem)(?: (?:called|titled|"
    r"named|entitled|is|was|"
    r"are|were|include[sd]?|including))?,?:? |sings? |sang |sung )$"
)
ALSO = Pattern(r"^(?:,|,? and|,? &) ?$")
ALBUM = Pattern(r"(?i)\b(?:album|EP|chart|episode|article|interview|said|novel|short story|chapter|sketch|skit)\b")
UNRELATED = Pattern(
    r"(?i)\b(?:trailers?|teasers?|parod\w+|cut from|deleted|considered|inspired|reminiscent|compared|not used|"
    r"sample\w*)\b"
)
SOURCE = Pattern(r"(?i)\b(?:plagiari\w+|copied|lifted|stolen)\b[^.;]*\bfrom\b[^.;]*$")
"""Before the title of the song that another was taken from."""

SURE, LIKELY, POSSIBLE = 0.85, 0.75, 0.6
LONGEST = 12  # words; a longer quotation is speech


def extract_songs(article: Article) -> list[ExtractedFact]:
    """Return each song once, from the sentence that tells most about it."""
    found: dict[str, ExtractedFact] = {}
    for statement in article.outside_sections(Topic.PLOT, Topic.AWARDS, Topic.CAST):
        in_list = statement.in_list or bool(statement.line and ITEM.match(statement.line))
        is_listed = in_list and LIST_HEADING.search(statement.heading)
        if statement.topic is Topic.ELSEWHERE and not is_listed:
            continue
        for fact in [*listed_song(statement)] if is_listed else songs_in_prose(statement):
            key = fact.fields["title"].casefold()
            if key not in found or people_named(fact) > people_named(found[key]):
                found[key] = fact
    return list(found.values())


def people_named(fact: ExtractedFact) -> int:
    return len(fact.fields["performers"]) + len(fact.fields["composers"])


def listed_song(statement: Statement) -> Iterator[ExtractedFact]:
    """Read a line of a list of tracks: “"Title" – Singer”."""
    text = statement.line or statement.text
    item = ITEM.match(regex.sub(r"^\s*[•*·–-]\s*", "", text))
    if not item:
        return
    rest = item.string[item.end() :]
    performers, composers = people_of_song(rest)
    if not performers and not composers and (by := BY.match(rest)):
        performers = names_from(rest, by.end())
    yield song(statement, item["title"], SURE, performers, composers)


def songs_in_prose(statement: Statement) -> Iterator[ExtractedFact]:
    text = statement.text
    if not SONG.search(text):
        return
    titles = [match for match in TITLE.finditer(text) if len(match["title"].split()) <= LONGEST]
    is_song = False
    for position, match in enumerate(titles):
        following = titles[position + 1].start() if position + 1 < len(titles) else len(text)
        before, after = text[: match.start()], text[match.end() : following]
        previous = titles[position - 1].end() if position else 0
        continues = is_song and bool(ALSO.match(text[previous : match.start()]))
        performers, composers = people_of_song(after)
        is_song = (
            continues
            or bool(THE_SONG.search(before))
            or (bool(performers or composers) and bool(SONG.search(text)))
        )
        if is_song and not ALBUM.search(before[-25:]) and not (UNRELATED.search(text) or SOURCE.search(before)):
            sure = LIKELY if statement.topic is Topic.MUSIC else POSSIBLE
            yield song(statement, match["title"], sure, performers, composers)


def people_of_song(words: str) -> tuple[list[str], list[str]]:
    """Return who sang and who wrote a song, as told by the words after its title."""
    sung, written = SUNG.search(words), WRITTEN.search(words)
    return names_from(words, sung.end()) if sung else [], names_from(words, written.end()) if written else []


def names_from(words: str, start: int) -> list[str]:
    """Return the full names in a list that begins at `start`: “Ada and Mia Roe” are two Roes."""
    found = (f"{name.name} {name.family}".strip() for name in read_name_list(words, start))
    return [name for name in found if " " in name]


def song(
    statement: Statement, title: str, sure: float, performers: list[str], composers: list[str]
) -> ExtractedFact:
    return statement.propose(
        "song", sure, title=title.strip(" ,."), work="", performers=performers, composers=composers
    )
