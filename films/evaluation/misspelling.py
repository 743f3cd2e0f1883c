"""Misspell words as typing fingers do, the same way each time."""

from collections.abc import Callable

SHORTEST = 4  # letters; a shorter word misspelt is mostly another word


def swapped(word: str, place: int) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def dropped(word: str, place: int) -> str:
    return word[:place] + word[place + 1 :]


def doubled(word: str, place: int) -> str:
    return word[:place] + word[place] + word[place:]


def replaced(word: str, place: int) -> str:
    return word[:place] + ("e" if word[place] != "e" else "a") + word[place + 1 :]


SLIPS: tuple[Callable[[str, int], str], ...] = (swapped, dropped, doubled, replaced)


def misspelt(text: str, number: int) -> str:
    """Return the text with one slip in the middle of its longest word; `number` chooses among four slips.

    A slip that changes nothing, as swapping two equal letters, gives way to the next. Text whose words are all
    shorter than `SHORTEST` is returned as it is.
    """
    longest = max(text.split(), key=len, default="")
    if len(longest) < SHORTEST:
        return text
    place = len(longest) // 2 - 1
    slips = (SLIPS[(number + turn) % len(SLIPS)](longest, place) for turn in range(len(SLIPS)))
    return text.replace(longest, next(slip for slip in slips if slip != longest), 1)
