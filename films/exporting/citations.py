"""Cite a page of the site, as text and in the formats of reference managers."""

import json
from dataclasses import dataclass
from datetime import date

from films.exporting import metadata


@dataclass(frozen=True)
class PageCitation:
    """Hold a line for a list of references, and what reference managers read."""

    line: str
    bibtex: str
    ris: str
    csl_json: str


def cite_page(what: str, address: str, today: date) -> PageCitation:
    """Return the citation of a page, given its subject, its absolute address and the date of access."""
    title = " ".join(f"{metadata.TITLE}. {what}".split())
    line = (
        f"{metadata.AUTHORS}. {title}. Release {metadata.RELEASE}. {address} (accessed {today.day} {today:%B %Y})"
    )
    return PageCitation(
        line, as_bibtex(title, address, today), as_ris(title, address, today), as_csl(title, address, today)
    )


def as_bibtex(title: str, address: str, today: date) -> str:
    fields = {
        "author": "{" + metadata.AUTHORS + "}",
        "title": "{" + escape_bibtex(title) + "}",
        "version": metadata.RELEASE,
        "url": escape_bibtex(address),
        "urldate": today.isoformat(),
    }
    entry = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{metadata.NAME}-{today.year},\n{entry}\n}}"


def as_ris(title: str, address: str, today: date) -> str:
    """Return a record of an electronic source, the accessed date in Y2."""
    tags = {
        "TY": "ELEC",
        "AU": metadata.AUTHORS,
        "TI": title,
        "ET": metadata.RELEASE,
        "UR": address,
        "Y2": f"{today:%Y/%m/%d}",
        "ER": "",
    }
    return "\n".join(f"{tag}  - {value}" for tag, value in tags.items())


def as_csl(title: str, address: str, today: date) -> str:
    """Return a list with one item of the Citation Style Language, as Zotero and Pandoc read it."""
    item = {
        "id": f"{metadata.NAME}-{today.year}",
        "type": "webpage",
        "title": title,
        "author": [{"literal": metadata.AUTHORS}],
        "version": metadata.RELEASE,
        "URL": address,
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
    }
    return json.dumps([item], ensure_ascii=False)


def escape_bibtex(text: str) -> str:
    """Return a text without characters that open or close a group in BibTeX."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
