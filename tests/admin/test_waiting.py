"""The desk's first page: what waits, and the kinds of entries in the order of the work."""

import re
from collections.abc import Callable
from types import SimpleNamespace

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.curating.worklist import worklist
from films.models import Change, Citation, Credit, LikelyDuplicate, Passage, Proposal, Suggestion

from .forms import submit
from .many import make
from .test_curating import change_page


def offered(cast: SimpleNamespace, number: int = 1) -> None:
    for _ in range(number):
        Proposal.objects.create(
            document=cast.document, passage=cast.passage, kind="credit", content={}, confidence=0.5
        )


def test_nothing_waits(desk: Client, cast: SimpleNamespace) -> None:
    assert "Nothing to do" in desk.get("/admin/").content.decode()


def test_what_waits_is_counted_and_leads_to_its_place(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    offered(cast, 3)
    cite(cast.passage, film=cast.other_film)
    cite(cast.passage, film=cast.film)
    Passage.objects.update(lost_sentence="It is gone.")
    people = [cast.belushi.pk, cast.hill.pk]
    LikelyDuplicate.objects.create(kind="person", one_id=min(people), other_id=max(people), likeness=99)
    page = desk.get("/admin/").content.decode()
    found = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> <b>(\d+)</b>', page)
    assert {(name, count) for _, name, count in found} == {
        ("Proposals of all documents", "3"),
        ("Proposals from Red Heat (1988 film)", "3"),
        ("Orphaned citations", "2"),
        ("Likely duplicates", "1"),
    }
    for address, _, _ in found:
        assert desk.get(address).status_code == 200


def test_the_first_page_asks_as_often_for_many_that_wait_as_for_one(desk: Client, curator: User) -> None:
    def queries_with(numbers: range) -> int:
        for model in (Proposal, Suggestion, LikelyDuplicate, Citation):
            make(model, numbers)
        Credit.objects.update(job="director")  # so that what was cited waits to be confirmed
        Passage.objects.filter(document__slug=f"document-{numbers[0]}").update(lost_sentence="It is gone.")
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/admin/").status_code == 200
        return len(captured)

    few = queries_with(range(5))
    assert queries_with(range(5, 20)) == few
    in_all, *proposals, suggestions, to_confirm, orphaned, alike = [item.count for item in worklist(curator)]
    assert (in_all, proposals, suggestions, to_confirm, orphaned, alike) == (20, [1] * 5, 20, 18, 2, 20)


def test_the_latest_changes_are_told(desk: Client, cast: SimpleNamespace) -> None:
    assert "Nothing yet." in desk.get("/admin/").content.decode()
    submit(desk, change_page(cast.belushi), name="Jim Belushi")
    page = desk.get("/admin/").content.decode()
    assert f"/admin/films/change/{Change.objects.get().pk}/change/" in page
    assert "Changed “Jim Belushi”" in page


def test_one_sees_what_one_may_do(client: Client, cast: SimpleNamespace, cite: Callable[..., Citation]) -> None:
    cite(cast.passage, film=cast.film)
    Passage.objects.update(lost_sentence="It is gone.")
    account = User.objects.create_user("viewer", is_staff=True)
    account.groups.add(Group.objects.get(name="Viewer"))
    client.force_login(account)
    page = client.get("/admin/").content.decode()
    assert "Orphaned citations" not in page
    assert "Import a document" not in page


def test_counting_reads_no_more_than_what_waits(
    cast: SimpleNamespace, cite: Callable[..., Citation], admin_user: User
) -> None:
    cite(cast.passage, film=cast.film)
    with CaptureQueriesContext(connection) as captured:
        worklist(admin_user)
    plans = []
    for query in captured:
        if "films_citation" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plans.append([str(row[3]) for row in cursor.fetchall()])
    looked_for_in_passages = [plan for plan in plans if any("films_passage_lost" in step for step in plan)]
    assert len(looked_for_in_passages) == 1
    scans = [step for plan in plans for step in plan if re.match("SCAN (films_(?!passage)|claim)", step)]
    assert not [scan for scan in scans if not scan.endswith("films_citation_reading")], (
        "an index of conflicts alone"
    )


def test_the_kinds_stand_in_groups_each_once(desk: Client) -> None:
    groups = desk.get("/admin/").context["app_list"]
    assert [group["name"] for group in groups][:2] == ["Evidence", "Films"]
    named = [model["object_name"] for group in groups for model in group["models"]]
    page = desk.get("/admin/films/")
    assert page.content.decode().count("To do") == 1
    (whole,) = page.context["app_list"]
    kinds = {model["object_name"] for model in whole["models"]}
    assert len(named) == len(set(named))
    assert kinds <= set(named)
