
from typing import Any

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import films.models.changes
from django.db import migrations, models

from films.models.jobs import install_standard_jobs


def install(apps: Any, schema_editor: Any) -> None:
    """Make the jobs that credits are for already, before credits refer to them."""
    install_standard_jobs(using=schema_editor.connection.alias, apps=apps)


def name_kept_jobs_by_column(apps: Any, schema_editor: Any) -> None:
    """Let imports of before be undone: the credits that they dropped are kept by the names of columns."""
    changes = apps.get_model("films", "BulkAlteration").objects.using(schema_editor.connection.alias)
    for change in changes.filter(model="films.credit").iterator(chunk_size=100):
        for _, before, after in change.rows:
            for values in (before, after):
                if values and "job" in values:
                    values["job_id"] = values.pop("job")
        change.save(update_fields=["rows"])


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0013_history_alone'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alteration',
            name='record_id',
            field=films.models.changes.RecordKeyField(),
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('code', models.CharField(help_text='Names the job in fixtures, exports and addresses, as “casting_director” does; never changes.', max_length=30, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator('^[a-z]+(_[a-z]+)*$', 'Write the code in small letters a to z, with “_” between words.')])),
                ('name', models.CharField(max_length=60, unique=True)),
                ('department', models.CharField(choices=[('directing', 'Directing'), ('writing', 'Writing'), ('cast', 'Cast'), ('production', 'Production'), ('music', 'Music'), ('camera', 'Camera'), ('editing', 'Editing'), ('art', 'Art'), ('costume_and_makeup', 'Costume and make-up'), ('sound', 'Sound'), ('visual_effects', 'Visual effects')], max_length=20)),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Place among the jobs of its department, from 1.')),
                ('cues', models.TextField(blank=True, help_text="What asks for it beside a person's name, with commas between: “directed, director”.")),
                ('words', models.TextField(blank=True, help_text='Words that its credits are found by. Left empty: those of its name and of what asks for it.')),
            ],
            options={
                'ordering': ['department', 'position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='job',
            name='broader',
            field=models.ForeignKey(blank=True, help_text='The job that it is a kind of: searches for that one find this one too.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='narrower', to='films.job'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(('department__in', ['directing', 'writing', 'cast', 'production', 'music', 'camera', 'editing', 'art', 'costume_and_makeup', 'sound', 'visual_effects'])), name='films_job_department_listed', violation_error_message='Choose department from the list.'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('code'), function='TRIM'), models.Value('')), _negated=True), name='films_job_code_not_blank', violation_error_message='Give the code.'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('name'), function='TRIM'), models.Value('')), _negated=True), name='films_job_name_not_blank', violation_error_message='Give the name.'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Replace(models.F('code'), models.Value('_'), models.Value('')), name='films_job_code_unique_as_one_word', violation_error_message='Another job has this code, but for its underscores.'),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='credit',
            name='films_credit_job_listed',
        ),
        migrations.RemoveConstraint(
            model_name='credit',
            name='films_credit_character_in_cast',
        ),
        migrations.AlterField(
            model_name='credit',
            name='job',
            field=models.ForeignKey(db_column='job', on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='films.job'),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.CheckConstraint(condition=models.Q(('character', ''), models.Q(('job__in', ('director', 'assistant_director', 'choreographer', 'story', 'screenplay', 'dialogue_writer', 'writer', 'source_author', 'producer', 'executive_producer', 'casting_director', 'composer', 'existing_music', 'lyricist', 'playback_singer', 'cinematographer', 'editor', 'production_designer', 'art_director', 'set_decorator', 'character_designer', 'costume_designer', 'makeup_artist', 'sound', 'visual_effects', 'special_effects', 'animator')), _negated=True), _connector='OR'), name='films_credit_character_in_cast', violation_error_message='Only the cast plays characters.'),
        ),
        migrations.RunPython(name_kept_jobs_by_column, migrations.RunPython.noop),
    ]
