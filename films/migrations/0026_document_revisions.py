"""Keep the revisions of documents, beginning with the text that each has now."""

import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
from django.db import migrations, models


def keep_present_texts(apps, schema_editor):  # type: ignore[no-untyped-def]
    using = schema_editor.connection.alias
    revisions = apps.get_model("films", "DocumentRevision").objects.using(using)
    changes = apps.get_model("films", "Change").objects.using(using)
    for document in apps.get_model("films", "Document").objects.using(using).exclude(text="").iterator(chunk_size=20):
        imported = changes.filter(alterations__kind="document", alterations__record_id=document.pk)
        made = imported.filter(action__in=["document", "revision"]).order_by("made_at").last()
        added_at = made.made_at if made else django.utils.timezone.now()
        names = "title publisher url revision licence retrieved sha256 text".split()
        revisions.create(
            document=document,
            added_by=made.curator if made else "",
            added_at=added_at,
            taken_at=added_at,
            **{name: getattr(document, name) for name in names},
        )


class Migration(migrations.Migration):
    dependencies = [("films", "0025_record_help_texts")]

    operations = [
        migrations.CreateModel(
            name="DocumentRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="URL")),
                ("revision", models.CharField(blank=True, max_length=100)),
                ("licence", models.CharField(blank=True, max_length=100)),
                ("retrieved", models.DateField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("text", models.TextField()),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("added_by", models.CharField(blank=True, help_text="Empty for the command line.", max_length=150)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_at", models.DateTimeField(
                        blank=True, help_text="When it became the document's text.", null=True
                    )),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="films.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "document revision",
                "ordering": ["-added_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "sha256"),
                        name="films_documentrevision_unique",
                        violation_error_message="This text is a revision of the document already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(models.F("sha256"), function="LENGTH"), 64
                            )
                        ),
                        name="films_documentrevision_sha256_whole",
                        violation_error_message="A SHA-256 has 64 hexadecimal digits.",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_present_texts, migrations.RunPython.noop),
    ]
