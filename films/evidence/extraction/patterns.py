"""Define regular expressions that cost nothing until they are used."""

from typing import Any

import regex


class Pattern:
    """Stand for a regular expression that is compiled when it is first used.

    Compiling all those of this package takes more than a second, which every command and every process of the site
    would spend at its start.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(regex.compile(self.pattern, self.flags), name)
        setattr(self, name, found)  # so that it is looked up once
        return found
