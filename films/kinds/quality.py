"""Count the values of a kind's published facts by their evidence, in one SQL statement for each kind."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.db.models import CharField, ForeignKey, ManyToManyField, Model, TextField

from films.kinds.claims import ClaimableField, value_sql
from films.kinds.sql import sql_text
from films.models.evidence import Basis, Support


class Evidence(StrEnum):
    """Name what is known about the evidence for a value, best first."""

    WORDS = "words"
    OTHER_WORDS = "other_words"
    SENTENCE = "sentence"
    GENERAL_KNOWLEDGE = "general_knowledge"
    NO_SOURCE = "no_source"
    WAITING = "waiting"
    NOT_CITED = "not_cited"


IN_INDEX = tuple(evidence for evidence in Evidence if evidence is not Evidence.NOT_CITED)
"""What searches find by `evidence:`; facts without evidence are found by `cited:no`."""

EVIDENCE_OF_CLAIM = {
    Support.WORDS: Evidence.WORDS,
    Support.OTHER_WORDS: Evidence.OTHER_WORDS,
    Support.SENTENCE: Evidence.SENTENCE,
}
EVIDENCE_OF_BASIS = {
    Basis.GENERAL_KNOWLEDGE: Evidence.GENERAL_KNOWLEDGE,
    Basis.NO_SOURCE: Evidence.NO_SOURCE,
}
STANDING_CLAIMS = (
    "films_citation cited JOIN json_each(cited.claims) claim ON TRUE LEFT JOIN films_passage passage "
    "ON passage.id = cited.passage_id AND passage.lost_sentence = ''"
)
STANDS = "cited.reading = '' AND (cited.passage_id IS NULL OR passage.id IS NOT NULL)"
"""The claims of citations whose sentence is not gone, and that give no other value than the fact has."""


def claim_evidence_sql() -> str:
    """Return the SQL expression of the evidence that a claim gives, for a row of `STANDING_CLAIMS`."""
    supports = " ".join(
        f"WHEN {sql_text(support)} THEN {sql_text(state)}" for support, state in EVIDENCE_OF_CLAIM.items()
    )
    bases = " ".join(
        f"WHEN {sql_text(basis)} THEN {sql_text(state)}" for basis, state in EVIDENCE_OF_BASIS.items()
    )
    return (
        f"CASE cited.basis {bases} ELSE CASE json_extract(claim.value, '$.support') {supports} "
        f"ELSE {sql_text(Evidence.SENTENCE)} END END"
    )


def has_value_sql(model: type[Model], claimable: ClaimableField, row: str) -> str:
    """Return the SQL condition that a row of a model's table has a value in a field."""
    field: Any = model._meta.get_field(claimable.name)
    if isinstance(field, ManyToManyField):
        return (
            f"EXISTS (SELECT 1 FROM {field.m2m_db_table()} link WHERE link.{field.m2m_column_name()} = {row}.id)"
        )
    column = f"{row}.{field.column}"
    if isinstance(field, CharField | TextField) and not isinstance(field, ForeignKey):
        return f"coalesce({column}, '') <> ''"
    return f"{column} IS NOT NULL"


def values_sql(model: type[Model], claims: Sequence[ClaimableField]) -> str:
    """Return a SELECT of how many facts of a model are published, and how many values they have."""
    held = (
        " + ".join(
            f"CASE WHEN {has_value_sql(model, claimable, 'fact')} THEN 1 ELSE 0 END" for claimable in claims
        )
        or "0"
    )
    facts = f"{model._meta.db_table} fact WHERE fact.state = 'published'"
    return f"SELECT count(*), coalesce(sum({held}), 0) FROM {facts}"


def evidence_sql(kind: str, model: type[Model], claims: Sequence[ClaimableField]) -> str:
    """Return a SELECT of the values that published facts of a kind are cited for, counted by evidence.

    Its columns are the document, if there is one, the evidence, and the number of values: of those with no better
    evidence anywhere, and of those with no better evidence in that document. What a citation gives as another
    value is counted as the evidence `conflicting`.
    """
    table = model._meta.db_table
    values = " UNION ALL ".join(
        f"SELECT fact.id AS fact_id, {sql_text(claimable.name)} AS field, "
        f"{value_sql(model, claimable, 'fact')} AS value FROM {table} fact "
        f"WHERE fact.state = 'published' AND fact.id IN (SELECT fact_id FROM claims)"
        for claimable in claims
    )
    ranks = " ".join(f"WHEN {sql_text(state)} THEN {rank}" for rank, state in enumerate(Evidence))
    return f"""
        WITH claims AS MATERIALIZED (
            SELECT cited.{kind}_id AS fact_id, claim.key AS field, passage.document_id AS document_id,
                json_extract(claim.value, '$.value') AS value, {claim_evidence_sql()} AS evidence
            FROM {STANDING_CLAIMS} WHERE cited.{kind}_id IS NOT NULL AND {STANDS}
        ), present AS ({values}), compared AS (
            SELECT fact_id, field, document_id,
                CASE WHEN claims.value = present.value THEN evidence ELSE 'waiting' END AS evidence
            FROM present JOIN claims USING (fact_id, field) WHERE present.value <> ''
        ), ranked AS (
            SELECT document_id, evidence,
                row_number() OVER (PARTITION BY fact_id, field ORDER BY CASE evidence {ranks} END) AS place,
                row_number() OVER (
                    PARTITION BY fact_id, field, document_id ORDER BY CASE evidence {ranks} END
                ) AS place_in_document
            FROM compared
        )
        SELECT document_id, evidence, count(*) FILTER (WHERE place = 1),
            count(*) FILTER (WHERE place_in_document = 1)
        FROM ranked GROUP BY document_id, evidence
        UNION ALL
        SELECT passage.document_id, 'conflicting', count(*), count(*)
        FROM films_citation cited JOIN films_passage passage ON passage.id = cited.passage_id
        CROSS JOIN {table} fact ON fact.id = cited.{kind}_id AND fact.state = 'published'
        WHERE cited.reading <> '' GROUP BY passage.document_id
    """
