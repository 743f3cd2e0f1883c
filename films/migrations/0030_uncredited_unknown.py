"""Make it unknown whether credits were uncredited that nobody said were.

Before it could be unknown, “no” was what every credit had from the start. What the history recorded of these credits
changes with them, so that earlier changes can still be undone.
"""

from django.db import migrations


def make_unknown(apps, schema_editor):  # type: ignore[no-untyped-def]
    database = schema_editor.connection.alias
    apps.get_model("films", "Credit").objects.using(database).filter(uncredited=False).update(uncredited=None)
    alterations = apps.get_model("films", "Alteration").objects.using(database)
    for values in ("before", "after"):
        recorded = alterations.filter(kind="credit", **{f"{values}__uncredited": False}).only("pk", values)
        for alteration in recorded.iterator():
            getattr(alteration, values)["uncredited"] = None
            alteration.save(update_fields=[values])


class Migration(migrations.Migration):
    dependencies = [("films", "0029_characters_and_names")]

    operations = [migrations.RunPython(make_unknown, migrations.RunPython.noop)]
