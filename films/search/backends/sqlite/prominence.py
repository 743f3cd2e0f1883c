"""Define the table of logarithms that the prominence of entries is made with; SQLite may lack the function."""

from films.search.backends.sources import LOGARITHMS

TABLES = (
    "CREATE TABLE search_logarithm (least REAL PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID",
    f"INSERT INTO search_logarithm VALUES {', '.join(map(str, LOGARITHMS))}",
)
TABLE_NAMES = ("search_logarithm",)
