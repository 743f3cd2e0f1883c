"""The index outlives migrations. This changes tables, so it is not rolled back, and runs after all that is."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models.signals import post_migrate, pre_migrate

from films.models import Film
from films.search.backends import engine
from tests.cast import credit, director, tanuki_film
from tests.search.finding import found


class AddColumn(migrations.Migration):
    operations = [
        migrations.AddField("film", "tagline", models.CharField(max_length=50, default="")),
        migrations.AlterField("film", "runtime", models.IntegerField(null=True)),
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_the_index_survives_a_migration_that_remakes_its_tables() -> None:
    film = tanuki_film()
    credit(film, director())
    config = apps.get_app_config("films")
    migration = AddColumn("0099_add_column", "films")
    plan: list[Any] = [(migration, False)]
    signal: dict[str, Any] = {
        "sender": config,
        "app_config": config,
        "using": DEFAULT_DB_ALIAS,
        "plan": plan,
        "verbosity": 0,
        "interactive": False,
    }
    before = ProjectState.from_apps(apps)
    after = migration.mutate_state(before)
    try:
        pre_migrate.send(**signal, apps=before.apps)
        with connection.schema_editor() as editor:
            migration.apply(before.clone(), editor)
        Film.objects.filter(pk=film.pk).update(title="Written While Off")
        post_migrate.send(**signal, apps=after.apps)
        assert found("written while off") >= {("film", "Written While Off")}
        Film.objects.filter(pk=film.pk).update(title="Written After")
        assert ("film", "Written After") in found("written after")
        assert list(engine().problems()) == []
    finally:
        pre_migrate.send(**signal, apps=after.apps)
        with connection.schema_editor() as editor:
            altered = after.apps.get_model("films", "Film")
            editor.remove_field(altered, altered._meta.get_field("tagline"))
        post_migrate.send(**signal, apps=before.apps)
