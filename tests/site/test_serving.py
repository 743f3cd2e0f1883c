"""What granian hands over reaches Django as WSGI says."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest

from redheat.middleware.headers import PERMISSIONS_POLICY
from redheat.serving import HEADERS_OF_REFUSALS, RefusedError, ThreadedApplication, environ_of, refuse_ambiguous


def test_a_header_with_underscores_cannot_pass_for_one_of_a_proxy() -> None:
    headers = {"host": "desk.example", "x-forwarded-for": "192.0.2.7", "x_forwarded_for": "203.0.113.9"}
    scope: Any = SimpleNamespace(
        client="127.0.0.1:50000",
        server="127.0.0.1:8000",
        method="GET",
        path="/films/caf%C3%A9/",
        query_string="",
        http_version="1.1",
        scheme="http",
        headers=headers,
        authority=None,
    )
    environ = environ_of(scope, BytesIO())
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert (environ["REMOTE_ADDR"], environ["PATH_INFO"].encode("latin-1").decode()) == (
        "127.0.0.1",
        "/films/café/",
    )


@pytest.mark.parametrize(
    ("headers", "status"), [({"host": "desk.example", "transfer-encoding": "chunked"}, 411), ({}, 400)]
)
def test_what_a_proxy_may_read_otherwise_is_refused(headers: dict[str, str], status: int) -> None:
    scope: Any = SimpleNamespace(headers=headers, http_version="1.1", authority=None)
    with pytest.raises(RefusedError) as refused:
        refuse_ambiguous(scope)
    assert refused.value.status == status
    sent = dict(HEADERS_OF_REFUSALS)
    assert (sent["x-frame-options"], sent["permissions-policy"]) == ("DENY", PERMISSIONS_POLICY)


@pytest.mark.parametrize(
    ("method", "path", "cookie", "threads"),
    [
        ("GET", "/", "django_language=de", "visitors"),
        ("GET", "/", "__Host-sessionid=1", "curators"),
        ("POST", "/admin/login/", "", "curators"),
        ("GET", "/healthz", "", "health"),
    ],
)
def test_who_may_wait_for_the_database_occupies_no_thread_of_visitors(
    method: str, path: str, cookie: str, threads: str
) -> None:
    scope: Any = SimpleNamespace(method=method, path=path, headers={"cookie": cookie})
    application = ThreadedApplication(lambda environ, start: [])
    assert application.threads_for(scope) is getattr(application, threads)
