
import films.models.changes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0017_songs_and_certificates'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alteration',
            name='owner_id',
            field=films.models.changes.RecordKeyField(help_text='The record that it is part of.', max_length=40, null=True),
        ),
    ]
