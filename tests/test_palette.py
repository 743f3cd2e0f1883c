"""The site and the curator's desk share one palette, which alone says what a colour is."""

import re
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "films" / "static" / "films"
PALETTE = STATIC / "palette.css"
STYLESHEETS = sorted(STATIC.rglob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", re.IGNORECASE)
PROPERTY = re.compile(r"(--[\w-]+):")


def rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/|[^{}]+\{|url\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_no_colour_is_said_outside_the_palette() -> None:
    assert {path.name: COLOUR.findall(rules(path)) for path in STYLESHEETS if path != PALETTE} == {
        path.name: [] for path in STYLESHEETS if path != PALETTE
    }


def test_no_colour_is_said_twice_in_the_palette() -> None:
    colours = re.findall(r"#[0-9a-f]{3,8}\b|rgb\([^)]*\)", rules(PALETTE))
    assert sorted(colours) == sorted(set(colours))


def test_no_stylesheet_gives_a_colour_or_typeface_of_the_palette_another_value() -> None:
    shared = set(PROPERTY.findall(rules(PALETTE)))
    for path in STYLESHEETS:
        assert path == PALETTE or not shared & set(PROPERTY.findall(rules(path))), path.name
