"""Implement the engine for SQLite: FTS5 finds the words, and triggers keep the index up to date."""

from films.search.backends.sqlite.backend import (
    best_by_engine,
    candidates,
    facets_of,
    genre_names,
    matching,
    names_beginning,
    prominence_parts,
    records_identified,
    records_named,
    records_with_ids,
    records_with_slugs,
    time_limit,
    word_frequencies,
    words,
)
from films.search.backends.sqlite.bulk_inserts import (
    bulk_deletes,
    bulk_inserts,
    index_waiting,
)
from films.search.backends.sqlite.changes import changed_since, state
from films.search.backends.sqlite.compiler import containing, having_any, in_names, token_phrase
from films.search.backends.sqlite.filing import filed_title
from films.search.backends.sqlite.index import INDEX, bulk_changes
from films.search.backends.sqlite.moving import give_keys_after, keys_given, without_writers
from films.search.backends.sqlite.orders import can_order, ordered, orders_held, values_in_order
from films.search.backends.sqlite.revision import last_revision
from films.search.backends.sqlite.writing import hindrance_to_writing, snapshot, trial

install = INDEX.install
is_installed = INDEX.is_installed
problems = INDEX.problems
rebuild = INDEX.rebuild
table_names = INDEX.table_names
uninstall = INDEX.uninstall
waiting_count = INDEX.waiting_count

__all__ = [
    "best_by_engine",
    "bulk_changes",
    "bulk_deletes",
    "bulk_inserts",
    "can_order",
    "candidates",
    "changed_since",
    "containing",
    "facets_of",
    "filed_title",
    "genre_names",
    "give_keys_after",
    "having_any",
    "hindrance_to_writing",
    "in_names",
    "index_waiting",
    "install",
    "is_installed",
    "keys_given",
    "last_revision",
    "matching",
    "names_beginning",
    "ordered",
    "orders_held",
    "problems",
    "prominence_parts",
    "rebuild",
    "records_identified",
    "records_named",
    "records_with_ids",
    "records_with_slugs",
    "snapshot",
    "state",
    "table_names",
    "time_limit",
    "token_phrase",
    "trial",
    "uninstall",
    "values_in_order",
    "waiting_count",
    "without_writers",
    "word_frequencies",
    "words",
]
