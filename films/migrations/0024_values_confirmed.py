"""Let each citation confirm what its fact says today, since nobody noted what it said when it was cited."""

from django.db import migrations

FIELDS = {
    "film": "title original_title year runtime genres languages countries synopsis",
    "other_title": "title language",
    "film_relation": "related_film kind note",
    "person": "name",
    "other_name": "name",
    "organization": "name",
    "credit": "person job character credited_as uncredited note pay pay_currency",
    "location": "name part_of latitude longitude note",
    "location_name": "name",
    "film_location": "location use stands_in_for scene reason",
    "review": "outlet author measure scale score grade sample_size as_of summary",
    "release": "kind date place distributor note",
    "box_office": "kind amount currency territory rank period first_day last_day as_of note",
    "note": "text speaker unnamed_speaker",
    "identifier": "value",
    "award": "body prize category ceremony year result people work note",
    "company_credit": "company role territory note",
    "song": "title work origin performers composers use note",
    "certificate": "board country rating cuts date note",
}
PRECISE = {"release", "certificate"}  # kinds whose date says how much of it is known
DATE_LENGTHS = {"year": 4, "month": 7, "day": 10}


def value_of(fact, kind, name):  # type: ignore[no-untyped-def]
    field = fact._meta.get_field(name)
    if field.many_to_many:
        return " ".join(sorted(key_of(linked) for linked in getattr(fact, name).all()))
    value = getattr(fact, name)
    if value is None or value is False:
        return ""
    if field.is_relation:
        return key_of(value)
    if value is True:
        return "1"
    if name == "date" and kind in PRECISE:
        return value.isoformat()[: DATE_LENGTHS.get(fact.precision, 10)]
    return f"{value.normalize():f}" if field.get_internal_type() == "DecimalField" else str(value)


def key_of(record):  # type: ignore[no-untyped-def]
    return next(getattr(record, name) for name in ("slug", "tag", "code") if hasattr(record, name))


def confirm_values(apps, schema_editor):  # type: ignore[no-untyped-def]
    citations = apps.get_model("films", "Citation").objects.using(schema_editor.connection.alias)
    for kind, names in FIELDS.items():
        cited = citations.filter(reading="", claims={}).exclude(**{f"{kind}": None}).select_related(kind)
        for citation in cited.iterator(chunk_size=500):
            fact = getattr(citation, kind)
            chosen = [name for name in names.split() if citation.field in ("", name)]
            support = {"support": "sentence"} if citation.passage_id else {}
            values = {name: value_of(fact, kind, name) for name in chosen}
            citation.claims = {name: {"value": value} | support for name, value in values.items() if value}
            citations.filter(pk=citation.pk).update(claims=citation.claims)


class Migration(migrations.Migration):
    dependencies = [("films", "0023_claims")]

    operations = [migrations.RunPython(confirm_values, migrations.RunPython.noop)]
