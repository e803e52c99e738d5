"""How long it takes to work out what may be shown (`make bench`).

Each line is also given as a multiple of putting the same months into bands without looking at what they give
away, which is the least that could be done.
"""

import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import exactly_given, months
from probation_commission.disclosure.partnership import PartnershipMonth
from probation_commission.disclosure.release import Ground, releases
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.geography.partnership import partnership
from probation_commission.intake import returns
from probation_commission.samples.iom import iom_returns
from probation_commission.settings import DATA
from tests.given.returns import figures_of

HARINGEY = DATA / "haringey_iom_2023_05.xlsx"
TODAY = date(2026, 11, 24)
AREAS = {"E09000014": "Haringey", "E06000005": "Darlington", "E06000047": "Durham"}
RULE = Rule(Audience.PARTNERSHIP, 5)


def main() -> None:
    files = {HARINGEY.name: HARINGEY.read_bytes(), **iom_returns(ward_facts(), partnership().examples)}
    everything = pd.concat([figures(content, name) for name, content in files.items()])
    for code, name in AREAS.items():
        own = everything[everything.area_code == code]
        for localities in (0, 12):
            measure(f"{name}, {localities or 'no'} localities", own, ground(code, localities))
    dense()


def figures(content: bytes, name: str) -> pd.DataFrame:
    reading = returns.read(content, name, gazetteer(), TODAY, {})
    answers = {question.key: question.options[-1][0] for question in reading.questions}
    return figures_of(*returns.answer(reading, answers).returns)


def ground(code: str, localities: int) -> Ground:
    area = gazetteer().authority(code)

    def grouping(month: date) -> GroupingInForce:
        wards = gazetteer().ward_set(area, month).wards if localities else ()
        names = {ward.code: f"Locality {number % localities}" for number, ward in enumerate(wards)}
        return GroupingInForce(month, names)

    return Ground(code, lambda month: gazetteer().ward_set(area, month), grouping)


def measure(name: str, own: pd.DataFrame, where: Ground) -> None:
    count = own.month.nunique()
    print(f"{name}: {count} month{'s' * (count > 1)}")
    baseline = line("bands alone", lambda: in_bands(own, where), None)
    for to in (Audience.PARTNERSHIP, Audience.PUBLIC):
        line(f"what the {to} is told", lambda to=to: releases(own, to, Rules(), where, b"secret"), baseline)


def in_bands(own: pd.DataFrame, where: Ground) -> list[str]:
    words = []
    for month, one in months(own).items():
        counts = [*one.by_ward(where.wards(month)).low, *one.beside().low, one.total.low]
        words += ["{}–{}".format(*RULE.counts.of(np.nan_to_num(n))) for row in counts for n in row]
    return words


def dense() -> None:
    """A month of 500 wards of many, in forty localities."""
    random = np.random.default_rng(1)
    places = np.zeros((501, len(COUNTS)))
    places[:, 1:] = random.poisson(8, (501, 4))
    places[:, 0] = places[:, 1:].sum(axis=1)
    group = np.append(np.arange(500) % 40, 40)
    print("500 dense wards in 40 localities: 1 month")
    baseline = line("bands alone", lambda: [RULE.counts.of(n) for row in places for n in row], None)

    given, whole = exactly_given(places), exactly_given(places.sum(axis=0))

    def told() -> None:
        one = PartnershipMonth(given, group, whole, RULE)
        _ = one.place_bands, one.locality_bands, one.area

    line("what may be told", told, baseline)


def line(what: str, work: Callable[[], object], baseline: float | None, times: int = 5) -> float:
    took = min(timed(work) for _ in range(times))
    ratio = f"  {took / baseline:7.1f} × bands alone" if baseline else ""
    print(f"  {what:42} {took * 1000:8.0f} ms{ratio}")
    return took


def timed(work: Callable[[], object]) -> float:
    """Processor time, which a busy machine does not stretch."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
