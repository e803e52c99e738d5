"""kill -9 at moments drawn by lot, while returns are accepted and ideas approved, one after the other.

Each round a process of its own works on the database that the rounds before have left, and is killed. After
it, what it did must be there whole or not at all. Ends with 1 where it is not. `killed.py [ROUNDS]`: 40.
"""

import itertools
import os
import random
import subprocess
import sys
import tempfile
import time

from sqlalchemy import func, select, text

from probation_commission import setup
from probation_commission.actions import ideas, returns
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.store import database
from probation_commission.store.tables import audit, figure, idea, idea_move, return_, upload
from tests.files import Borough
from tests.given.ideas import ANNA, LEA, POT, pot, shortlisted

LEAD = Person("Lead", Role.LEAD)
AWARD = 100
LATEST = 0.4
"""Seconds after which a worker is killed at the latest; it accepts or approves about thirty times in one."""


def accept(number: int) -> None:
    content = Borough(total=8 + number, wards=[("HARRINGAY", 7, 3), ("NFA", number, 2)]).file()
    returns.accept(LEAD, returns.check(LEAD, content, f"{number}.xlsx"))


def approve(number: int) -> None:
    kept = shortlisted(ANNA, title=f"Bikes {number}")
    ideas.move(LEA, kept.id, Stage.APPROVED, reason="It is good.", award_pence=AWARD)


def work(begin: int) -> None:
    """Both, until somebody kills it."""
    print("begun", flush=True)
    for number in itertools.count(begin):
        accept(number)
        approve(number)
        print(number, flush=True)


def killed_after(seconds: float, begin: int) -> int:
    """The number that comes after the last one done."""
    worker = subprocess.Popen(
        [sys.executable, __file__, "work", str(begin)], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    worker.stdout.readline()
    time.sleep(seconds)
    worker.kill()
    done = [int(line) for line in worker.stdout.read().split("\n")[:-1]]
    worker.wait()
    # What was under way may be done: its number is not used again.
    return max(done, default=begin - 1) + 2


def faults() -> list[str]:
    """What is there by half."""
    with database.read() as conn:

        def count(table, *conditions) -> int:
            return conn.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()

        figures = select(func.count()).where(figure.c.return_id == return_.c.id).scalar_subquery()
        each = set(conn.execute(select(figures)).scalars())
        uploads, written = count(upload), count(audit, audit.c.action == "accept return")
        approved = count(idea, idea.c.stage == Stage.APPROVED)
        moved = count(idea_move, idea_move.c.to_stage == Stage.APPROVED)
        entries = count(audit, audit.c.action == f"idea {Stage.APPROVED}")
        in_force = count(return_, return_.c.standing == "current")
        awarded = conn.execute(select(func.sum(idea.c.award_pence))).scalar_one() or 0
        checks = {
            f"{uploads} files, {written} audit entries, {count(return_)} returns": uploads
            == written
            == count(return_),
            f"returns of {each} figures": len(each) <= 1,
            f"{in_force} returns in force for one month": in_force <= 1,
            f"{approved} approved, {moved} moves, {entries} audit entries": approved == moved == entries,
            f"{awarded} pence for {approved} ideas": awarded == approved * AWARD <= POT.amount_pence,
            "quick_check": conn.execute(text("PRAGMA quick_check")).scalar_one() == "ok",
            "foreign_key_check": not conn.execute(text("PRAGMA foreign_key_check")).all(),
        }
    return [words for words, holds in checks.items() if not holds]


def said(act) -> str:
    """What whoever acts is told."""
    try:
        act()
    except database.DatabaseFaultError as fault:
        return str(fault)
    return "done"


def main(rounds: int) -> int:
    """1 where something was there by half."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0"}
        setup.ready()
        pot()
        number, lot = 1, random.Random(rounds)  # noqa: S311 (no secret)
        for turn in range(rounds):
            number = killed_after(lot.uniform(0, LATEST), number)
            if found := faults():
                print(f"round {turn + 1}:", *found, sep="\n  ")
                return 1
        print(f"{rounds} times killed, {number - 1} numbers begun: nothing was there by half.")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(int(sys.argv[2]))
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else 40))
