"""Folding of letters that Unicode does not decompose, the same in Python and in SQL.

The index's tokenizer drops diacritics (é, ś, İ) by itself. It keeps letters that have no decomposition, such as
ł or ø, and apostrophes part words; the folded form spells those as people type them.
"""

import unicodedata

LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ё": "е", "Ё": "Е",
    "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_TABLE = str.maketrans(LETTERS)


def folded(text: str) -> str:
    """Return `text` with the letters of `LETTERS` spelled out; every other character stays."""
    return text.translate(_TABLE)


def token(word: str) -> str:
    """Return a word as the index's tokenizer stores it: in lower case, without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def folded_sql(expression: str) -> str:
    """Return the SQL expression that folds the text of `expression` as `folded` does."""
    for letter, spelled in LETTERS.items():
        expression = f"replace({expression}, {sql_text(letter)}, {sql_text(spelled)})"
    return expression


def sql_text(text: str) -> str:
    """Return `text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
