"""Cite a page of the site, as text and as BibTeX."""

from dataclasses import dataclass
from datetime import date

from films.exporting import metadata


@dataclass(frozen=True)
class PageCitation:
    """Hold a line for a list of references and a BibTeX entry."""

    line: str
    bibtex: str


def cite_page(what: str, address: str, today: date) -> PageCitation:
    """Return the citation of a page, given its subject, its absolute address and the date of access."""
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
    return PageCitation(line, f"@misc{{{metadata.NAME}-{today.year},\n{entry}\n}}")


def escape_bibtex(text: str) -> str:
    """Return a text without characters that open or close a group in BibTeX."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
