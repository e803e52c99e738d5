"""Health, as a monitor and as a stranger see it."""

import json

import pytest
from starlette.applications import Starlette

from probation_commission.web.health import health_route
from tests.web.asking import asked

APP = Starlette(routes=[health_route()])


@pytest.mark.usefixtures("migrated")
def test_a_database_in_order():
    answer = asked(APP, "/healthz")
    assert (answer.status, json.loads(answer.body)["status"]) == (200, "ok")
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
