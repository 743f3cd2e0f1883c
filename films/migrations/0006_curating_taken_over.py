"""Curating was an app of its own, whose history named accounts by their keys: here it names them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import migrations

SAME = {
    "Change": "id, made_at, action, summary, reason, undoes_id",
    "CsvBatch": "id, made_at, sheet, file_name, content, basis, reason, outcomes, passage_id, change_id",
    "Alteration": "id, change_id, kind, record_id, owner_kind, owner_id, name, before, after",
    "LikelyDuplicate": "id, kind, one_id, other_id, one_name, other_name, why, likeness, are_different",
}
"""The columns of each model that are as they were."""

FORMER = {
    "Change": "curating_change",
    "CsvBatch": "curating_batch",
    "Alteration": "curating_alteration",
    "LikelyDuplicate": "curating_likelyduplicate",
}
NAMING_A_CURATOR = ("Change", "CsvBatch")


def take_over(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if not {*FORMER.values()} <= {*connection.introspection.table_names(cursor)}:
            return
        user: Any = get_user_model()
        name, accounts = user._meta.get_field(user.USERNAME_FIELD).column, user._meta.db_table
        curator = f"COALESCE((SELECT {name} FROM {accounts} AS account WHERE account.id = curator_id), '')"
        for model, former in FORMER.items():
            into = taken = SAME[model]
            if model in NAMING_A_CURATOR:
                into, taken = f"{into}, curator", f"{taken}, {curator}"
            table = apps.get_model("films", model)._meta.db_table
            cursor.execute(f"INSERT INTO {table} ({into}) SELECT {taken} FROM {former}")
        for former in reversed(FORMER.values()):
            cursor.execute(f"DROP TABLE {former}")


class Migration(migrations.Migration):

    dependencies = [
        ("films", "0005_curating"),
    ]

    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
