"""One history for every change: what it needs is added here."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("films", "0010_awards"),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkAlteration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(help_text="The model's label.", max_length=80)),
                ('first_key', models.BigIntegerField(null=True)),
                ('last_key', models.BigIntegerField(null=True)),
                ('rows', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LongText',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('compressed', models.BinaryField(help_text='UTF-8, compressed by zlib.')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='change',
            options={'default_permissions': ('view',), 'ordering': ['-made_at', '-pk'], 'permissions': [('publish', 'Can publish facts and change published ones'), ('merge', 'Can merge records'), ('import_csv', 'Can import CSV files'), ('undo', 'Can undo changes')]},
        ),
        migrations.AddField(
            model_name='change',
            name='document_id',
            field=models.BigIntegerField(blank=True, help_text='The document at whose desk this was done.', null=True, verbose_name='document'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='change',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_batch', to='films.change'),
        ),
        migrations.AlterField(
            model_name='change',
            name='action',
            field=models.CharField(choices=[('edit', 'Edit'), ('bulk_edit', 'Bulk edit'), ('publish', 'Publish or return to draft'), ('delete', 'Delete'), ('merge', 'Merge'), ('distinguish', 'Decide on likely duplicates'), ('accept', 'Accept a proposal'), ('reject', 'Reject a proposal'), ('enter', 'Enter a fact from a sentence'), ('set_aside', 'Set a sentence aside'), ('cite', 'Cite another sentence'), ('prefer', 'Prefer another value'), ('document', 'Import a document'), ('revision', 'New revision of a document'), ('csv_import', 'CSV import'), ('import', 'Import a data set'), ('revert', 'Revert'), ('undo', 'Undo')], max_length=20),
        ),
        migrations.AlterField(
            model_name='change',
            name='made_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['document_id', 'curator'], name='films_change_desk'),
        ),
        migrations.AddField(
            model_name='bulkalteration',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bulk_alterations', to='films.change'),
        ),
    ]
