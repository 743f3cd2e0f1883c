from django.db import migrations

CUES = {"director": "who made", "cinematographer": "who shot"}


def ask_who_made_or_shot(apps, schema_editor):  # type: ignore[no-untyped-def]
    jobs = apps.get_model("films", "Job").objects.using(schema_editor.connection.alias)
    for code, cue in CUES.items():
        for job in jobs.filter(code=code).exclude(cues__contains=cue):
            job.cues = f"{job.cues}, {cue}" if job.cues else cue
            job.save(update_fields=["cues"])


class Migration(migrations.Migration):
    dependencies = [("films", "0032_likely_relations")]

    operations = [migrations.RunPython(ask_who_made_or_shot, migrations.RunPython.noop)]
