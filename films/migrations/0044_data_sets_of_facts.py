"""Say of each fact which data set it came with, and keep the terms of data sets."""

import django.db.models.lookups
from django.db import migrations, models, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

FACTS = (
    "award boxoffice certificate character charactername companycredit credit film filmlocation filmrelation "
    "identifier location locationname note organization organizationname othername othertitle person release "
    "review song"
).split()
COLUMN = "varchar(40) DEFAULT '' NOT NULL"


class NameDataSets(migrations.SeparateDatabaseAndState):
    """Adds the column to the tables as they are, and fills it; Django would copy each table in SQLite.

    Models that are there are made anew after each operation; those made later are made once.
    """

    def __init__(self) -> None:
        field = models.CharField(
            blank=True,
            db_default="",
            default="",
            editable=False,
            help_text="The data set that it came with; empty if it came with none.",
            max_length=40,
        )
        super().__init__(state_operations=[migrations.AddField(name, "data_set", field) for name in FACTS])

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, model_name="film"):
            for name in FACTS:
                schema_editor.execute(f"ALTER TABLE films_{name} ADD COLUMN data_set {COLUMN}")
            name_data_sets(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, model_name="film"):
            for name in FACTS:
                schema_editor.execute(f"ALTER TABLE films_{name} DROP COLUMN data_set")


def name_data_sets(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the terms of each data set's last import, and name the data set in the rows that its imports created."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO films_dataset (name, licence, url) SELECT dataset, licence, url FROM films_importbatch "
            "WHERE id IN (SELECT max(id) FROM films_importbatch WHERE dataset <> '' GROUP BY dataset)"
        )
        cursor.execute(
            "SELECT created.model, batch.dataset, created.first_key, created.last_key "
            "FROM films_bulkalteration created JOIN films_importbatch batch ON batch.change_id = created.change_id "
            "WHERE created.first_key IS NOT NULL AND batch.dataset <> ''"
        )
        for label, *values in cursor.fetchall():
            name = label.rpartition(".")[2]
            if name in FACTS:
                cursor.execute(f"UPDATE films_{name} SET data_set = %s WHERE id BETWEEN %s AND %s", values)


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0043_reservations_of_all_that_waits'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(help_text='The scheme of its identifiers.', max_length=40, unique=True)),
                ('licence', models.CharField(blank=True, help_text='As its publisher calls it; empty if the import did not say.', max_length=100)),
                ('url', models.URLField(blank=True, help_text='Where it is published.', max_length=500, verbose_name='address')),
            ],
            options={
                'ordering': ['name'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('name'), function='TRIM'), models.Value('')), _negated=True), name='films_dataset_name_not_blank', violation_error_message='Give the name.')],
            },
        ),
        NameDataSets(),
    ]
