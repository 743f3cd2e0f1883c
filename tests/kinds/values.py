"""The values of fields as the database writes them for citations."""

from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from films.kinds.claims import value_sql
from films.kinds.dialects import DIALECTS
from films.kinds.registry import claims_of


def values_in_database(model: Any, name: str) -> dict[int, str]:
    claimable = next(one for one in claims_of(model) if one.name == name)
    expression = value_sql(model, claimable, model._meta.db_table)
    sql = RawSQL(DIALECTS[connection.vendor](expression), (), TextField())  # noqa: S611 - as the app makes it
    return dict(model._default_manager.order_by().values_list("pk", sql))
