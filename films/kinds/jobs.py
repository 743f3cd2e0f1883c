"""What the entries of films, people and credits say alike of jobs: their names, their words, their tokens."""

from films.kinds.index import Dependency
from films.kinds.sql import LIMIT, NAME, plain_sql

JOB_NAME = "coalesce((SELECT name FROM films_job WHERE code = credit.job), '')"
JOB_WORDS = "coalesce((SELECT words FROM films_job WHERE code = credit.job), '')"
PUBLISHED_CREDIT = "credit.state = 'published'"
JOB_VALUE = "replace(credit.job, '_', '')"
CREDITED = f"{JOB_VALUE} || credit.person_id"
WORKED_AS = f"{JOB_VALUE} || credit.film_id"
HAS_CHARACTER = "credit.character <> ''"
CHARACTER = f"'{NAME}' || replace({plain_sql('credit.character')}, ' ', ' {LIMIT}{NAME}')"


def of_job(column: str) -> Dependency:
    """Return the dependency of what stands in a column of credits on the names and words of their jobs."""
    return Dependency(
        "films_job", f"SELECT {column} FROM films_credit WHERE job = {{row}}.code", ("name", "words")
    )
