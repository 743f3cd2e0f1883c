"""The logs that the history took over go."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("films", "0012_history_taken_over"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='importchange',
            name='batch',
        ),
        migrations.RemoveField(
            model_name='step',
            name='document',
        ),
        migrations.RemoveField(
            model_name='importbatch',
            name='created',
        ),
        migrations.RemoveField(
            model_name='importbatch',
            name='undone',
        ),
        migrations.DeleteModel(
            name='ImportChange',
        ),
        migrations.DeleteModel(
            name='Step',
        ),
    ]
