"""Health, as a monitor and as a stranger see it."""

import json
import sqlite3
from contextlib import closing

import pytest
from starlette.applications import Starlette

from probation_commission.store import database
from probation_commission.web import health
from probation_commission.web.health import health_route
from tests.web.asking import asked

APP = Starlette(routes=[health_route()])


@pytest.mark.usefixtures("migrated")
def test_a_database_in_order():
    answer = asked(APP, "/healthz")
    assert (answer.status, json.loads(answer.body)) == (
        200,
        {"status": "ok", "database": "reachable", "writing": "works", "revision": 0},
    )
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("home")
def test_a_database_out_of_reach_is_one_word_without_its_address(monkeypatch):
    monkeypatch.setenv(
        "PC_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:1/explorer"
    )  # nothing listens
    answer = asked(APP, "/healthz")
    assert (answer.status, answer.body) == (503, b'{"status":"failing","database":"unreachable"}')


@pytest.mark.usefixtures("home")
def test_a_database_never_migrated_is_not_in_order():
    assert asked(APP, "/healthz").status == 503


@pytest.fixture
def app(monkeypatch):
    """The route of an app that was just started, and that writes anew whenever it is asked."""
    monkeypatch.setattr(health, "_WRITTEN_ANEW", 0)
    return Starlette(routes=[health_route()])


def test_one_that_can_only_be_read(app, migrated_home, monkeypatch):
    monkeypatch.setattr(database, "_PATIENCE_OF_A_MONITOR", 0.01)
    with closing(sqlite3.connect(migrated_home / "explorer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = asked(app, "/healthz")
        assert (answer.status, json.loads(answer.body)) == (
            503,
            {"status": "failing", "database": "reachable", "writing": "locked"},
        )
    assert asked(app, "/healthz").status == 200


@pytest.mark.usefixtures("migrated")
def test_a_crowd_of_monitors_writes_once(monkeypatch):
    app = Starlette(routes=[health_route()])
    writes = []
    monkeypatch.setattr(database, "can_be_written", lambda: writes.append(1))
    assert [asked(app, "/healthz").status for _ in range(5)] == [200] * 5
    assert len(writes) == 1
