"""Formulas in spreadsheets: which texts are taken for one, and how a text is kept from being one.

A spreadsheet calculates, runs or fetches what a cell holds if it begins with one of these signs: see OWASP on CSV
injection. An apostrophe before the sign makes the cell a text.
"""

SIGNS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return text.startswith(SIGNS)


def escape_formula(text: str) -> str:
    """Return a text that is no formula: with an apostrophe before what would be one."""
    return f"'{text}" if is_formula(text) else text


def unescape_formula(text: str) -> str:
    """Return a text without the apostrophe that kept it from being a formula."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
