"""Look for the title of a film, a song, a prize or a work."""

import re
from collections.abc import Iterable, Sequence

from films.evidence.support.spans import Span, Word, first_found

ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
SUBTITLE = re.compile(r"(?::| [–-]) ")
PRIZE = re.compile(r"(?:Award|Prize|Globe|Oscar|Medal|Honou?r)$")


def find_title(titles: Iterable[str], words: Sequence[Word]) -> Span | None:
    """Return where one of the titles stands, if need be without its article or its subtitle."""
    return first_found((form for title in titles for form in title_forms(title)), words)


def title_forms(title: str) -> list[str]:
    main = SUBTITLE.split(title)[0]
    several = [f"{main}s"] if PRIZE.search(main) else []  # “at the Academy Awards”
    return list(dict.fromkeys([title, ARTICLE.sub("", title), main, ARTICLE.sub("", main), *several]))
