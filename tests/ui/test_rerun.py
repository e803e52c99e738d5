"""Each run of a page is counted; one that takes long is a line in the log."""

import json

import pytest

from probation_commission.store import database
from probation_commission.ui import rerun
from tests.test_metrics import grown

pytestmark = pytest.mark.usefixtures("migrated_home")


def run() -> None:
    with rerun.measured("iom"), database.read() as conn:
        database.revision_number(conn)


def test_a_run_is_counted_and_a_quick_one_is_not_logged(capsys):
    more = grown(run)
    assert more["pc_rerun_seconds_count", "iom"] == more["pc_rerun_selects_total", "iom"] == 1
    assert capsys.readouterr().err == ""


def test_a_slow_one_is_logged(monkeypatch, capsys):
    monkeypatch.setenv("PC_LOG", "json")
    monkeypatch.setattr(rerun, "SLOW", 0)
    run()
    logged = json.loads(capsys.readouterr().err)
    assert (logged["event"], logged["page"], logged["selects"]) == ("slow rerun", "iom", 1)


def test_so_is_one_that_fails():
    def fail() -> None:
        with pytest.raises(ZeroDivisionError), rerun.measured("iom"):
            raise ZeroDivisionError

    assert grown(fail)["pc_rerun_seconds_count", "iom"] == 1
