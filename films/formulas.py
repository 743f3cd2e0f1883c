"""Keep spreadsheets from running texts as formulas.

A spreadsheet evaluates any cell that begins with one of these signs, which can run programs or send data away: see
OWASP on CSV injection. An apostrophe before the sign makes the cell plain text.
"""

SIGNS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would evaluate a text as a formula."""
    return text.startswith(SIGNS)


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that would be a formula."""
    return f"'{text}" if is_formula(text) else text


def unescape_formula(text: str) -> str:
    """Remove the apostrophe that kept a text from being a formula."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
