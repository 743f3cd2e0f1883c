"""CSV files at the desk: a template, a trial that shows every row, an import, and its undoing."""

from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from films.curating.csv_import import batches, csv_rows
from films.curating.csv_import.sheets import SHEETS
from films.models import Change, Citation, CsvBatch, Person

ADD = "/admin/films/csvbatch/add/"


def send(desk: Client, content: str | bytes, **given: Any) -> Any:
    data = content.encode() if isinstance(content, str) else content
    known = {"sheet": "people", "basis": "general_knowledge", "reason": "From the catalogue."}
    return desk.post(ADD, {**known, "file": SimpleUploadedFile("x.csv", data), **given}, follow=True)


def text(page: Any) -> str:
    assert page.status_code == 200
    return unescape(page.content.decode())


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_template_has_the_columns(desk: Client, sheet: str) -> None:
    page = desk.get(reverse("admin:films_csvbatch_template", args=[sheet]))
    assert page.content.decode("utf-8-sig").strip() == ",".join(SHEETS[sheet].columns)
    assert f'filename="{sheet}.csv"' in page["Content-Disposition"]
    assert page["Content-Disposition"].startswith("attachment")


def test_every_kind_s_columns_are_explained(desk: Client) -> None:
    page = text(desk.get(ADD))
    for sheet in SHEETS.values():
        assert sheet.title in page
    assert desk.get(reverse("admin:films_csvbatch_template", args=["kings"])).status_code == 404


def test_a_file_is_tried_then_imported_then_undone(desk: Client, cast: SimpleNamespace) -> None:
    page = text(send(desk, "slug,name,disambiguation\n,<b>Ada</b> Quist,\nwalter-hill,,director\n"))
    assert "<strong>1</strong> created" in page
    assert "disambiguation: nothing → director" in page
    assert (
        "&lt;b&gt;Ada&lt;/b&gt;"
        in desk.get(f"/admin/films/csvbatch/{CsvBatch.objects.get().pk}/change/").content.decode()
    )
    assert not Change.objects.exists()
    address = reverse("admin:films_csvbatch_import", args=[CsvBatch.objects.get().pk])
    assert desk.get(address).headers["location"] == address.replace("import", "change")
    assert "All rows were imported" in text(desk.post(address, follow=True))
    assert Person.objects.filter(sort_name="Quist, <b>Ada</b>").exists()
    assert Citation.objects.count() == 2
    assert "already been imported" in text(desk.post(address, follow=True))
    assert "see what that did" in text(desk.get(f"/admin/films/csvbatch/{CsvBatch.objects.get().pk}/change/"))
    desk.post(reverse("admin:films_change_undo", args=[Change.objects.get().pk]))
    assert Person.objects.count() == 2


def test_the_rest_of_an_interrupted_import_is_offered(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    send(desk, "name\nAda Quist\nBo Quist\n")
    address = reverse("admin:films_csvbatch_import", args=[CsvBatch.objects.get().pk])
    with monkeypatch.context() as interrupted:
        interrupted.setattr(batches, "ROWS_AT_ONCE", 1)
        interrupted.setattr(batches, "let_others_write", stop)
        with pytest.raises(KeyboardInterrupt):
            desk.post(address)
    page = text(desk.get(f"/admin/films/csvbatch/{CsvBatch.objects.get().pk}/change/"))
    assert "1 of 2 rows have been imported so far" in page
    assert "Import the rest" in page
    desk.post(address)
    assert Person.objects.filter(name__endswith="Quist").count() == 2


def test_while_a_row_is_refused_nothing_is_offered(desk: Client, cast: SimpleNamespace) -> None:
    page = text(send(desk, "name\nAda Quist\nWalter Hill\n"))
    assert "Nothing can be imported while a row is refused" in page
    assert page.index("There is a person “Walter Hill” already") < page.index("Ada Quist")
    assert "Import all rows" not in page
    answer = desk.post(reverse("admin:films_csvbatch_import", args=[CsvBatch.objects.get().pk]), follow=True)
    assert "Nothing was imported" in text(answer)
    assert Person.objects.count() == 2


def test_a_document_s_sentence_is_cited(desk: Client, cast: SimpleNamespace) -> None:
    page = send(desk, "name\nAda Quist\n", basis="document", passage=cast.passage.pk, reason="")
    assert "Belushi plays" in text(page)
    desk.post(reverse("admin:films_csvbatch_import", args=[CsvBatch.objects.get().pk]))
    assert Citation.objects.get().passage == cast.passage
    assert str(cast.passage) in text(desk.get(f"{ADD}?passage={cast.passage.pk}"))


@pytest.mark.parametrize(
    ("content", "given", "complaint"),
    [
        ("colour\nred\n", {}, "There is no column “colour”"),
        ("", {}, "empty"),
        ("name\nAda\n", {"reason": ""}, "Say why you trust this"),
        ("name\nAda\n", {"basis": "document"}, "Choose the passage"),
        ("name\nAda\n", {"basis": "document", "passage": "x\x00"}, "Select a valid choice"),
        ("name\nAda\n", {"sheet": "kings"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_used_says_why_and_keeps_what_was_typed(
    desk: Client, cast: SimpleNamespace, content: str | bytes, given: dict[str, str], complaint: str
) -> None:
    page = text(send(desk, content, **given))
    assert complaint in page
    if "reason" not in given:
        assert "From the catalogue." in page
    assert not CsvBatch.objects.exists()


def test_a_large_file_is_refused_unread(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("films.admin.csv_form.decode_csv", None)
    page = text(send(desk, b"name\n" + b"x" * csv_rows.MAX_BYTES))
    assert "the limit is 5,000,000" in page


def test_only_an_editor_imports(client: Client, cast: SimpleNamespace) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    assert client.get(ADD).status_code == 403
    assert send(client, "name\nAda\n").status_code == 403
    assert "CSV import" not in client.get("/admin/").content.decode()
    account.groups.set([Group.objects.get(name="Editor")])
    client.force_login(User.objects.get(pk=account.pk))
    assert client.get(ADD).status_code == 200
    assert "CSV import" in client.get("/admin/").content.decode()
