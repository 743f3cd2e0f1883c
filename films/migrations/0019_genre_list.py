from typing import Any

import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

from films.models.genres import add_standard_genres
from films.models.standard_genres import STANDARD_GENRES


def take_over_genres(apps: Any, schema_editor: Any) -> None:
    """Make the genres that are here already part of the list, or mark them as not in it."""
    alias = schema_editor.connection.alias
    genres = apps.get_model("films", "Genre").objects.using(alias)
    names = apps.get_model("films", "GenreName").objects.using(alias)
    genres.exclude(slug__in=STANDARD_GENRES).update(is_controlled=False)
    add_standard_genres(genres, names)


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0018_owner_of_any_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='genre',
            name='broader',
            field=models.ManyToManyField(blank=True, help_text='The genres that it is a kind of: searches for those find this one too.', related_name='narrower', to='films.genre', verbose_name='broader genres'),
        ),
        migrations.AddField(
            model_name='genre',
            name='is_combination',
            field=models.BooleanField(default=False, help_text='Of its broader genres: a film of all of these is found as one of it too. Films of Romance and Comedy are romantic comedies.', verbose_name='combination'),
        ),
        migrations.AddField(
            model_name='genre',
            name='is_controlled',
            field=models.BooleanField(default=True, help_text='In the genre list. Not so for a word of an import or document that could not be mapped to it.', verbose_name='controlled'),
        ),
        migrations.CreateModel(
            name='GenreName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('genre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='films.genre')),
            ],
            options={
                'ordering': ['genre', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('name'), function='TRIM'), models.Value('')), _negated=True), name='films_genrename_name_not_blank', violation_error_message='Give the name.'), models.UniqueConstraint(fields=('genre', 'name'), name='films_genrename_unique')],
            },
        ),
        migrations.RunPython(take_over_genres, migrations.RunPython.noop),
    ]
