from typing import Any

from django.db import migrations

FORMER = "The title and year are the same, but an identifier is another."
NOW = "the same title and year, but another identifier"


def shorten(apps: Any, schema_editor: Any) -> None:
    """Shorten a reason that is longer than its column, which not every database takes."""
    pairs = apps.get_model("films", "LikelyDuplicate").objects.using(schema_editor.connection.alias)
    pairs.filter(why=FORMER).update(why=NOW)


class Migration(migrations.Migration):
    dependencies = [("films", "0047_unknown_first")]
    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]
