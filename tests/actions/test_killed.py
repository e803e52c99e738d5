"""A process that is killed in the middle of accepting leaves nothing of it, in either database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from probation_commission.actions import returns, staging
from probation_commission.domain.access import Person, Role
from probation_commission.domain.returns import Kind
from probation_commission.settings import DATA
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.store.tables import metadata

ROOT = Path(__file__).resolve().parent.parent.parent
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"
LEAD = Person("Local lead", Role.LEAD)

KILLED_AT = """
import os, signal, sys
from tests.actions import test_killed
module, name = sys.argv[1].rsplit(".", 1)
setattr(sys.modules[module], name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
test_killed.staging.AT_ONCE = int(sys.argv[2])
test_killed.accept_the_workbook()
"""


def accept_the_workbook() -> None:
    checked = returns.check(LEAD, WORKBOOK.read_bytes(), WORKBOOK.name)
    returns.accept(LEAD, checked, {asked.key: asked.options[-1][0] for asked in checked.reading.questions})


def everything_stored() -> dict[str, list[tuple]]:
    with database.read() as conn:
        return {
            table.name: sorted(map(tuple, conn.execute(select(table)))) for table in metadata.sorted_tables
        }


def killed_at(moment: str, at_once: int, url: str) -> None:
    env = os.environ | {"PC_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED_AT, moment, str(at_once)]
    assert subprocess.run(command, env=env, check=False, cwd=ROOT).returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    "moment",
    [
        "probation_commission.store.returns.add",  # the file is written down, none of its figures
        "probation_commission.store.audit.record",  # all figures are written, the audit entry is not
    ],
)
def test_nothing_is_left_of_it_and_the_file_can_be_accepted_afterwards(moment, migrated):
    before = everything_stored()
    killed_at(moment, staging.AT_ONCE, migrated)
    assert everything_stored() == before
    accept_the_workbook()
    assert len(everything_stored()["figure"]) > 100


def test_what_was_staged_until_then_is_seen_by_nobody_and_goes_at_the_next_start(migrated):
    before = everything_stored()
    killed_at("probation_commission.store.audit.record", 50, migrated)
    staged = everything_stored()
    assert len(staged["figure"]) > 100
    with database.read() as conn:
        assert store.history(conn).empty
        assert store.figures(conn, Kind.IOM).empty
    staging.clear_abandoned()
    # The account of whoever asked for it gives nobody access.
    assert everything_stored() == {**before, "account": staged["account"]}
    accept_the_workbook()
    assert len(everything_stored()["figure"]) > 100
