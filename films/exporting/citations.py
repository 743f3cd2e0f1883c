"""How a page of the site is cited, in words and as BibTeX."""

from dataclasses import dataclass
from datetime import date

from films.exporting import metadata


@dataclass(frozen=True)
class Citation:
    """What to write where a page is cited: a line for a list of references, and a BibTeX entry."""

    line: str
    bibtex: str


def cite(what: str, address: str, today: date) -> Citation:
    """Cite a page by what it shows, its absolute address, and the date of access."""
    title = f"{metadata.TITLE}. {what}"
    line = (
        f"{metadata.AUTHORS}. {title}. Release {metadata.RELEASE}. {address} (accessed {today.day} {today:%B %Y})"
    )
    fields = {
        "author": "{" + metadata.AUTHORS + "}",
        "title": "{" + escape_bibtex(title) + "}",
        "version": metadata.RELEASE,
        "url": escape_bibtex(address),
        "urldate": today.isoformat(),
    }
    entry = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return Citation(line, f"@misc{{{metadata.NAME}-{today.year},\n{entry}\n}}")


def escape_bibtex(text: str) -> str:
    """Return a text in which nothing closes or opens a group of BibTeX."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
