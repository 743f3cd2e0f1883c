"""Provide what the entries of films, people and credits share about jobs: names, words, tokens."""

from films.kinds.index import Dependency
from films.kinds.sql import LIMIT, NAME, plain_sql

JOB_NAME = "coalesce((SELECT name FROM films_job WHERE code = credit.job), '')"
JOB_WORDS = "coalesce((SELECT words FROM films_job WHERE code = credit.job), '')"
PUBLISHED_CREDIT = "credit.state = 'published'"
BILLED_FIRST = 3  # actors of a film who, with its directors, count as its leads
IS_LEADING = f"(credit.job = 'director' OR credit.billing <= {BILLED_FIRST})"
JOB_VALUE = "replace(credit.job, '_', '')"
CREDITED = f"{JOB_VALUE} || credit.person_id"
WORKED_AS = f"{JOB_VALUE} || credit.film_id"
HAS_CHARACTER = "credit.character <> ''"
CHARACTER = f"'{NAME}' || replace({plain_sql('credit.character')}, ' ', ' {LIMIT}{NAME}')"


def depends_on_job(column: str) -> Dependency:
    """Return the dependency of entries, by a column of credits, on the names and words of jobs."""
    return Dependency(
        "films_job", f"SELECT {column} FROM films_credit WHERE job = {{row}}.code", ("name", "words")
    )
