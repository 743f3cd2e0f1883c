"""Load the font of the pictures, and tell what it can write."""

from pathlib import Path

import regex

FONT = Path(__file__).with_name("DejaVuSerifCondensed.ttf")
DRAWABLE = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}\p{Inherited}]*")
"""Texts in the scripts that the font has."""


def is_drawable(text: str) -> bool:
    """Tell whether the font has the scripts of a text."""
    return DRAWABLE.fullmatch(text) is not None
