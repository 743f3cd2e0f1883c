from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0048_shorter_reason'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='film',
            index=models.Index(fields=['year'], name='films_film_year'),
        ),
    ]
