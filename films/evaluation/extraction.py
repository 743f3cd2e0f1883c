"""Measure how many known facts are extracted from articles on films, and how many extracted facts are right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import regex
from rapidfuzz import fuzz

from films.evaluation.articles import Gold
from films.evidence.extraction.amounts import amounts_in
from films.evidence.extraction.dates import dates_in
from films.evidence.extraction.names import NAME_PATTERN, surname

Item = tuple[Any, ...]

APART = regex.compile(r"\s*\.{3}\s*|\s+–\s+")  # what a cast list's gold takes for part of the actor
SEVERAL = regex.compile(r"(?P<role>.+?) and (?P<actor>.+?) as (?P<other>.+)")
JOBS = {
    "director": ({"director"}, {"director"}, r"direct|helm|film-?maker"),
    "producer": ({"producer"}, {"producer"}, r"produc"),
    "composer": ({"music"}, {"composer"}, r"music|compos|scor"),
    "writer": ({"writer", "screenplay", "story"}, {"writer", "screenplay", "story", "source_author"},
        r"writ|wrote|script|screenplay|story|penned|adapt"),
    "cinematographer": ({"cinematography"}, {"cinematographer"}, r"cinematograph|photograph|lensed|camera"),
    "editor": ({"editing"}, {"editor"}, r"edit"),
}  # fmt: skip
"""For each row the infobox fields, the jobs proposed for them, and the words of which a sentence must have one."""

KINDS = ("cast", *JOBS, "release date", "budget", "box office", "score")
ONE_OF_MANY = ("release date", "box office")
"""Kinds of which infoboxes tell but one or two: what else is proposed is not wrong, so they have recall alone."""

ROUNDING = 0.02  # of an amount: “$336.5 million” and “$336.53 million” are one
SAME_NAME = 85  # of 100; the spellings of one name in an infobox and its article lie above
MAX_NAME = 6  # words; more in a cast list's gold is a sentence that its maker took for a name
FIRST_RUN = ("theatrical", "premiere", "festival")
PROBABLE = 0.5


@dataclass
class Tally:
    """Hold what was wanted of one kind, what was proposed, and what of each agrees."""

    wanted: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    missed: list[tuple[str, Item]] = field(default_factory=list)
    wrong: list[tuple[str, Item]] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        return self.found / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        return self.right / self.proposed if self.proposed else None

    @property
    def f1(self) -> float | None:
        if not self.recall or not self.precision:
            return None
        return 2 * self.recall * self.precision / (self.recall + self.precision)


def compare_with_infoboxes(articles: Sequence[Gold]) -> dict[str, Tally]:
    """Compare what is proposed for articles with what is known, kind by kind."""
    tallies = {kind: Tally() for kind in KINDS}
    for article in articles:
        for kind, (wanted, proposed, agree) in comparisons(article):
            tally_items(kind, tallies[kind], article.name, wanted, proposed, agree)
    return tallies


Comparison = tuple[list[Item], list[Item], Callable[[Item, Item], bool]]


def comparisons(article: Gold) -> Iterator[tuple[str, Comparison]]:
    """Yield for each kind what is wanted, what is proposed, and what agrees."""
    wanted_cast = list(cast_wanted(article))
    if wanted_cast:
        yield "cast", (wanted_cast, cast_proposed(article), same_part)
    for kind, (fields, jobs, words) in JOBS.items():
        known = [
            name for infobox_field in fields for name in infobox_names(article.infobox.get(infobox_field, []))
        ]
        if known:
            stated = [name for name in dict.fromkeys(known) if is_stated(article, name, words)]
            proposed = people_proposed(article, jobs)
            right = [(name, any(same_name((known_name,), (name,)) for known_name in known)) for name in proposed]
            yield kind, ([(name,) for name in stated], right, same_name)
    dates = dates_known(article)
    if dates:
        in_text = {day.date for day in dates_in(article.text, years=False)}
        yield "release date", ([(day,) for day in dates if day in in_text], releases_proposed(article), same_date)
    for kind, name, proposed_kind in (("budget", "budget", "budget"), ("box office", "gross", "box_office")):
        amounts = [amount.amount for value in article.infobox.get(name, []) for amount in amounts_in(value)]
        stated_amounts = [
            (float(amount),)
            for amount in amounts
            if any(is_close(amount, other.amount) for other in amounts_in(article.text))
        ]
        proposed_amounts = [
            (float(proposal.fields["amount"]),)
            for proposal in article.proposals
            if proposal.kind == proposed_kind and proposal.fields["amount"] and proposal.confidence >= PROBABLE
        ]
        if amounts:
            yield kind, (stated_amounts, proposed_amounts, same_amount)
    yield "score", ([tuple(score) for score in article.scores], scores_proposed(article), same_score)


def tally_items(
    kind: str,
    tally: Tally,
    name: str,
    wanted: list[Item],
    proposed: list[Item],
    agree: Callable[[Item, Item], bool],
) -> None:
    """Count in a tally what was wanted and what was proposed of one article."""
    tally.wanted += len(wanted)
    for item in wanted:
        if any(agree(item, proposal) for proposal in proposed):
            tally.found += 1
        else:
            tally.missed.append((name, item))
    if kind in ONE_OF_MANY:
        return
    for proposal in proposed:
        tally.proposed += 1
        if any(agree(item, proposal) for item in wanted) or (len(proposal) == 2 and proposal[1] is True):
            tally.right += 1
        else:
            tally.wrong.append((name, proposal))


def normalised(words: str) -> str:
    """Return words without brackets, signs and capitals, so that spellings of one thing are equal."""
    bare = regex.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", words)
    return " ".join(regex.sub(r"[^\p{L}\p{M}\d]+", " ", bare).casefold().split())


def infobox_names(values: list[str]) -> Iterator[str]:
    """Yield the names of people in an infobox's field, without remarks, companies' labels and lists' ends."""
    for value in values:
        bare = regex.sub(r"\([^()]*\)|,? A\.S\.C\.|<[^<>]*>", "", value)
        for name in regex.split(r",\s+(?!Jr|Sr)|\band\b|&", bare):
            name = name.strip(" ,:;")
            if (
                len(name.split()) <= MAX_NAME
                and len(name) > 2
                and name[0].isupper()
                and not value.rstrip().endswith(":")
            ):
                yield name


def is_stated(article: Gold, name: str, words: str) -> bool:
    """Tell whether one sentence has the person's name and a word for the job, and the text the whole name."""
    whole, last = normalised(name), normalised(surname(name))
    if whole not in normalised(article.text):
        return False
    stem = regex.compile(rf"\b(?:\w+-)?(?:{words})")
    return any(
        last in sentence.split() and stem.search(sentence) for sentence in map(normalised, article.sentences)
    )


def cast_lines(article: Gold) -> Iterator[tuple[str, str]]:
    """Yield the actors and roles of a cast list, even if a line has two: “A”, “X and B as Y”."""
    for actor, role in article.cast_list:
        if several := SEVERAL.fullmatch(role):
            yield actor, several["role"]
            yield several["actor"], several["other"]
        else:
            yield actor, role


def cast_wanted(article: Gold) -> Iterator[Item]:
    text = normalised(article.text)
    for actor, role in cast_lines(article):
        if not role and (parted := APART.search(actor)):
            actor, role = actor[: parted.start()], actor[parted.end() :]
        names = regex.split(r"\s+and\s+", actor)
        roles = regex.split(r"\s+and\s+", role)
        for number, name in enumerate(names):
            if NAME_PATTERN.fullmatch(regex.sub(r"\s*\([^()]*\)", "", name).strip()) is None and " " in name:
                continue
            if len(name.split()) <= MAX_NAME and not regex.search(
                r"\b(?:appears?|appearances?|reprised|has|is)\b", normalised(name)
            ):
                own = roles[number] if len(roles) == len(names) else role
                if normalised(name) in text:
                    yield normalised(name), normalised(regex.sub(r"(?i)\buncredited\b", "", own))


def cast_proposed(article: Gold) -> list[Item]:
    return [
        (normalised(proposal.fields["person"]), normalised(proposal.fields["character"]))
        for proposal in article.proposals
        if proposal.kind == "credit"
        and proposal.fields["job"] in ("actor", "voice", "self")
        and proposal.confidence >= PROBABLE
    ]


def same_part(wanted: Item, proposed: Item) -> bool:
    """Tell whether actor and role agree; one cut off in the gold, such as “Dr”, agrees with all that begin so."""
    (actor, role), (other, character) = wanted, proposed
    return actor == other and (role == character or bool(role and (f"{character} ".startswith(f"{role} "))))


def people_proposed(article: Gold, jobs: set[str]) -> list[str]:
    return list(
        dict.fromkeys(
            proposal.fields["person"]
            for proposal in article.proposals
            if proposal.kind == "credit"
            and proposal.fields["job"] in jobs - {"source_author"}
            and proposal.confidence >= PROBABLE
        )
    )


def same_name(wanted: Item, proposed: Item) -> bool:
    return fuzz.ratio(normalised(wanted[0]), normalised(proposed[0])) >= SAME_NAME


def dates_known(article: Gold) -> list[date]:
    return [
        day.date
        for value in article.infobox.get("released", [])
        for day in dates_in(value, years=False)
        if day.precision == "day"
    ]


def releases_proposed(article: Gold) -> list[Item]:
    return list(
        dict.fromkeys(
            (date.fromisoformat(proposal.fields["date"]),)
            for proposal in article.proposals
            if proposal.kind == "release"
            and proposal.confidence >= PROBABLE
            and proposal.fields["release_kind"] in FIRST_RUN
            and proposal.fields["precision"] == "day"
        )
    )  # fmt: skip


def same_date(wanted: Item, proposed: Item) -> bool:
    return bool(wanted[0] == proposed[0])


def is_close(first: Any, second: Any) -> bool:
    return abs(float(first) - float(second)) <= ROUNDING * max(float(first), float(second))


def same_amount(wanted: Item, proposed: Item) -> bool:
    return is_close(wanted[0], proposed[0])


def scores_proposed(article: Gold) -> list[Item]:
    return [
        tuple(proposal.fields[name] for name in ("outlet", "score", "sample_size", "average"))
        for proposal in article.proposals
        if proposal.kind == "review" and "author" not in proposal.fields and proposal.confidence >= PROBABLE
    ]


def same_score(wanted: Item, proposed: Item) -> bool:
    return wanted == proposed
