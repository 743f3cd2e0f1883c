"""Read lists of awards: “Best Film (Name) – Won”, below a heading that may name the prize or who gives it."""

from dataclasses import dataclass

import regex

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.names import read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.segmentation import is_heading

RESULT = (
    r"(?P<result>won|wins?|winner|nominated|nominee|nomination|runner[- ]up|"
    r"\d(?:st|nd|rd|th) (?:place|runner[- ]up))"
)
ITEM = Pattern(
    rf"^(?P<category>\p{{Lu}}[^:]*?)(?: ?[—–-])?(?: \((?P<aside>[^()]{{3,120}})\)|"
    rf"(?::| [—–-])(?! ?(?i:{RESULT})) (?P<names>(?=\p{{Lu}})[^()]{{3,120}}))?"
    rf"(?:\s*[—–:(-]\s*(?i:{RESULT})\)?)?[*†‡. ]*$"
)
GIVER = Pattern(
    r"\b(?:Awards?|Critics|Circle|Board of Review|Society|Festival|Guild|Academy|Association|Institute|Prizes?)\b"
)
OF_CATEGORY = Pattern(
    r"(?i)\b(?:screenplay|story|picture|drama|comedy|musical|original|adapted|colou?r|black|adaptation|film|"
    r"feature|score|song|documentary|television|series|english|foreign|language)\b"
)
ABOVE = 300  # characters before a list in which the headings above it are looked for


@dataclass(frozen=True)
class ListedAward:
    """Hold what an item of a list says; `result` is empty where the headings must tell it."""

    category: str
    result: str
    people: list[str]


def read_item(article: Article, words: str) -> ListedAward | None:
    """Return the category, the people and the result of an item; None if it is prose or names another place."""
    item = ITEM.match(words)
    if not item:
        return None
    result = next((found for found in item.captures("result")), "").casefold()
    if result[:1].isdigit() or result.startswith("runner"):
        return None
    category, inside = item["category"].strip(" ,"), item["aside"] or item["names"] or ""
    named = [] if OF_CATEGORY.search(inside) else read_name_list(inside, 0)
    if item["aside"] and not named:
        category = f"{category} ({inside})"
    elif item["names"] and OF_CATEGORY.search(inside):
        category = words[: item.end("names")].strip()
    people = [article.full_name(name.name) for name in named]
    return ListedAward(
        category,
        result and ("won" if result.startswith("w") else "nominated"),
        [one for one in people if " " in one],
    )


def giver_above(article: Article, statement: Statement) -> str:
    """Return the nearest heading above a list that names a prize or who gives it, or an empty string."""
    before = article.text[max(0, statement.start - ABOVE) : statement.start].splitlines()[:-1]
    for line in [statement.heading, *reversed(before)]:
        line = regex.sub(r"^#+ |[:*]+$", "", line.strip())
        if line and not is_heading(line):
            break
        if GIVER.search(line) and " " in line:
            return line
    return ""
