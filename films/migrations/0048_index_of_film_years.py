from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0047_unknown_first'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='film',
            index=models.Index(fields=['year'], name='films_film_year'),
        ),
    ]
