"""Implement the engine for SQLite: FTS5 finds the words, and triggers keep the index up to date."""

import time

from films.search.backends.base import Timing
from films.search.backends.sqlite.backend import (
    READER,
    best_by_engine,
    facets_of,
    matching,
    prominence_parts,
    records_named,
    time_limit,
    words,
)
from films.search.backends.sqlite.bulk_inserts import (
    bulk_deletes,
    bulk_inserts,
    index_waiting,
)
from films.search.backends.sqlite.compiler import containing, having_any, in_names, token_phrase
from films.search.backends.sqlite.filing import FiledTitleInSQLite
from films.search.backends.sqlite.index import INDEX, bulk_changes
from films.search.backends.sqlite.moving import give_keys_after, keys_given, without_writers
from films.search.backends.sqlite.revision import last_revision
from films.search.backends.sqlite.writing import hindrance_to_writing, snapshot, trial

can_order = READER.can_order
candidates = READER.candidates
changed_since = READER.changed_since
filed_title = FiledTitleInSQLite
genre_names = READER.genre_names
install = INDEX.install
is_installed = INDEX.is_installed
names_beginning = READER.names_beginning
ordered = READER.ordered
orders_held = READER.orders_held
problems = INDEX.problems
rebuild = INDEX.rebuild
records_identified = READER.records_identified
records_with_ids = READER.records_with_ids
records_with_slugs = READER.records_with_slugs
state = READER.state
table_names = INDEX.table_names
uninstall = INDEX.uninstall
timing = Timing(time.process_time, "processor time of this process", "FTS5")
values_in_order = READER.values_in_order
waiting_count = INDEX.waiting_count
word_frequencies = READER.word_frequencies

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
    "timing",
    "token_phrase",
    "trial",
    "uninstall",
    "values_in_order",
    "waiting_count",
    "without_writers",
    "word_frequencies",
    "words",
]
