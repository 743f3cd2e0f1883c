"""Describe everything that can be downloaded: what it is, its licence, and how to cite it."""

from films import __version__

RELEASE = __version__
NAME = "red-heat"
TITLE = "Red Heat: facts about films"
AUTHORS = "The Red Heat contributors"
DESCRIPTION = (
    "Facts about films. What curators took from source documents is in our own words, and each such fact cites "
    "the sentence that states it, by its place and its SHA-256. The sentences themselves stay with their "
    "documents. What came with a data set names it, and is under its licence where nothing is cited."
)
LICENCE = "MIT"
LICENCE_TITLE = "MIT License"
LICENCE_ADDRESS = "https://opensource.org/license/mit"
KEYWORDS = ("film", "cinema", "credits", "filming locations", "provenance")
CITE_AS = f"{AUTHORS}. {TITLE}. Release {RELEASE}."


def as_dict() -> dict[str, str]:
    """Return all of this by name, as it accompanies the data."""
    return {
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "release": RELEASE,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "cite_as": CITE_AS,
    }
