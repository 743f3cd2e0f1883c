from django.db import migrations

CUES = "screenwriter, screenwriters, scriptwriter"


def ask_for_writers(apps, schema_editor):  # type: ignore[no-untyped-def]
    jobs = apps.get_model("films", "Job").objects.using(schema_editor.connection.alias)
    for job in jobs.filter(code="writer").exclude(cues__contains="screenwriter"):
        job.cues = f"{job.cues}, {CUES}" if job.cues else CUES
        job.save(update_fields=["cues"])


class Migration(migrations.Migration):
    dependencies = [("films", "0021_index_of_film_titles")]

    operations = [migrations.RunPython(ask_for_writers, migrations.RunPython.noop)]
