"""How long it takes to work out what may be shown (`make bench`).

Each line is also given as a multiple of putting the same month into bands without looking at what they
give away, which is the least that could be done.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date

import pandas as pd

from probation_commission.analysis.illustrative import iom_csv
from probation_commission.disclosure import engine
from probation_commission.disclosure.audiences import Audience, Rule, Rules
from probation_commission.disclosure.bands import band, bands
from probation_commission.disclosure.hiding import decide, pattern
from probation_commission.disclosure.month import by_place
from probation_commission.disclosure.questions import Question
from probation_commission.disclosure.release import releases
from probation_commission.domain.iom import COUNTS
from probation_commission.intake import returns
from probation_commission.intake.places import gazetteer, ward_facts
from probation_commission.settings import DATA
from tests.given import figures_of

HARINGEY = DATA / "haringey_iom_2023_05.xlsx"
TODAY = date(2026, 11, 24)
RULE = Rules().partnership
AREAS = {"E09000014": "Haringey", "E06000005": "Darlington", "E06000047": "Durham"}


def main() -> None:
    sample = iom_csv(ward_facts()).encode()
    everything = pd.concat([figures(HARINGEY.read_bytes(), HARINGEY.name), figures(sample, "sample.csv")])
    for code, name in AREAS.items():
        own = everything[everything.area_code == code]
        measure(name, own, sorted(own.month.unique()))


def figures(content: bytes, name: str) -> pd.DataFrame:
    reading = returns.read(content, name, gazetteer(), TODAY, {})
    answers = {question.key: question.options[-1][0] for question in reading.questions}
    return figures_of(*returns.answer(reading, answers).returns)


def measure(name: str, own: pd.DataFrame, months: list[date]) -> None:
    month = by_place(own, months[-1])
    size = f"{len(month.places) - 1} places × {len(COUNTS)}"
    print(f"{name}: {size}, {len(months)} month{'s' * (len(months) > 1)}")
    baseline = line("bands alone, one month", lambda: in_bands(own, months[-1]), None)
    question = Question(month.table, None, RULE)
    line(f"engine, one month ({decide(question).pattern.method})", lambda: decide(question), baseline)
    public = Rules().of(Audience.PUBLIC)
    line("engine, one month (public)", lambda: pattern(month.table, public), baseline)
    with tempfile.TemporaryDirectory() as home:
        os.environ["PC_HOME"] = home
        line("all months, other processes", lambda: release(own, months, forget=True), baseline, times=1)
        engine.forget()
        line("all months, from files", lambda: release(own, months, forget=True), baseline)
        line("all months, from memory", lambda: release(own, months, forget=False), baseline)


def in_bands(own: pd.DataFrame, month: date) -> list[str]:
    every = bands(RULE.threshold)
    return [every[band(count, every)].label for count in by_place(own, month).counts.values()]


def release(own: pd.DataFrame, months: list[date], *, forget: bool, rule: Rule = RULE) -> None:
    if forget:
        engine.forget()
    releases(own, months, Audience.PARTNERSHIP, rule)


def line(what: str, work: Callable[[], object], baseline: float | None, times: int = 3) -> float:
    took = min(timed(work) for _ in range(times))
    ratio = f"  {took / baseline:7.1f} × bands alone" if baseline else ""
    print(f"  {what:42} {took * 1000:8.0f} ms{ratio}")
    return took


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
    sys.exit(0)
