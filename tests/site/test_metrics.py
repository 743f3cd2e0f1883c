"""Requests are counted for Prometheus where the operator asks for it, and shown to nobody outside."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

VISITOR = "9.9.9.9"  # addresses for documentation count as private


@pytest.fixture
def counting(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    settings.METRICS = True


@pytest.mark.django_db
def test_requests_searches_and_the_index_are_counted(counting: None) -> None:
    client = Client()
    client.get("/", {"q": "tanuki"})
    client.get("/nowhere")
    response = client.get("/metrics")
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")
    shown = response.content.decode()
    assert 'red_heat_requests_total{status="404",view="none"} 1.0' in shown
    assert 'red_heat_request_duration_seconds_count{view="search"} 1.0' in shown
    assert 'red_heat_searches_total{outcome="computed",view="search"} 1.0' in shown
    assert "red_heat_index_ready 1.0" in shown
    for outside in (Client(REMOTE_ADDR=VISITOR), Client(headers={"X-Forwarded-For": VISITOR})):
        assert outside.get("/metrics").status_code == 404


@pytest.mark.django_db
def test_metrics_are_off_unless_asked_for() -> None:
    assert Client().get("/metrics").status_code == 404
