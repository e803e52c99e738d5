"""A process that is killed in the middle of accepting leaves nothing of it, in either database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from probation_commission.actions import returns
from probation_commission.domain.access import Person, Role
from probation_commission.settings import DATA
from probation_commission.store import database
from probation_commission.store.tables import metadata

ROOT = Path(__file__).resolve().parent.parent.parent
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"
LEAD = Person("Local lead", Role.LEAD)

KILLED_AT = """
import os, signal, sys
from tests.actions import test_killed
module, name = sys.argv[1].rsplit(".", 1)
setattr(sys.modules[module], name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
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


@pytest.mark.parametrize(
    "moment",
    [
        "probation_commission.store.returns.add",  # the file is written down, none of its figures
        "probation_commission.store.audit.record",  # all figures are written, the audit entry is not
    ],
)
def test_nothing_is_left_of_it_and_the_file_can_be_accepted_afterwards(moment, migrated):
    before = everything_stored()
    env = os.environ | {"PC_DATABASE_URL": migrated, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, moment], env=env, check=False, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert everything_stored() == before
    accept_the_workbook()
    assert len(everything_stored()["figure"]) > 100
