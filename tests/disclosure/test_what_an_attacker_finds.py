"""The attacker finds nothing: on the real month, on twelve illustrative months, on random tables."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis.illustrative import iom_csv
from probation_commission.disclosure.audiences import Audience, Method, Rule, Rules
from probation_commission.disclosure.hiding import decide
from probation_commission.disclosure.release import Seen, release_of
from probation_commission.domain.iom import Rag
from probation_commission.intake import returns as intake
from probation_commission.intake.places import gazetteer, ward_facts
from probation_commission.settings import DATA
from tests.attacker import RAGS, Attack, read_month
from tests.given import HARINGEY, MAY, figures_of, monthly, nominals

TODAY = date(2026, 11, 24)
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"


def released(figures, month, audience, localities=None, rules=None):
    rule = (rules or Rules()).of(audience)
    return release_of(figures, Seen(month, audience, rule), localities, decide)


def in_words(release, ward_set) -> tuple[pd.DataFrame, dict[str, str]]:
    """Every row that a page shows of the month, with those in no row last; and the totals."""
    columns = ["all", *RAGS]
    wards = release.wards(ward_set)
    if release.localities:
        wards = wards[wards.locality != ""].drop_duplicates("locality")
    rows = pd.concat([wards[columns], release.beside()[columns]], ignore_index=True)
    return rows.map(lambda one: one.text), {name: release.total(name).text for name in columns}


def found(release, ward_set) -> dict:
    attack = Attack(base=release.seen.rule.base if release.method is Method.ROUNDING else 1)
    rows, total = in_words(release, ward_set)
    read_month(attack, rows, total)
    if attack.base > 1:
        for name, low in attack.low.items():
            if low >= release.seen.rule.threshold - attack.base // 2:  # a number, and it is not small
                attack.between(name, release.seen.rule.threshold, attack.high[name])
    return attack.pinned()


def figures(content: bytes, name: str) -> pd.DataFrame:
    reading = intake.read(content, name, gazetteer(), TODAY, {})
    asked = {question.key: question.options[-1][0] for question in reading.questions}
    return figures_of(*intake.answer(reading, asked).returns)


AUDIENCES = [Audience.PARTNERSHIP, Audience.PUBLIC]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_in_the_real_month(audience):
    frame = figures(WORKBOOK.read_bytes(), WORKBOOK.name)
    assert found(released(frame, MAY, audience), gazetteer().ward_set(HARINGEY, MAY)) == {}


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    return figures(iom_csv(ward_facts()).encode(), "sample.csv")


MONTHS = [one.start_time.date() for one in pd.period_range("2025-11", "2026-10", freq="M")]


@pytest.mark.parametrize("area", ["E06000047", "E06000005"])
@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_nothing_in_twelve_illustrative_months(sample, area, month):
    own = sample[sample.area_code == area]
    wards = gazetteer().ward_set(gazetteer().authority(area), month)
    assert found(released(own, month, Audience.PARTNERSHIP), wards) == {}


@pytest.mark.parametrize("month", MONTHS[::6], ids=str)
def test_nothing_in_what_the_public_sees_nor_by_locality(sample, month):
    own = sample[sample.area_code == "E06000047"]
    wards = gazetteer().ward_set(gazetteer().authority("E06000047"), month)
    assert found(released(own, month, Audience.PUBLIC), wards) == {}
    names = pd.DataFrame([(ward.code, f"Locality {n % 9}") for n, ward in enumerate(wards.wards)])
    release = released(own, month, Audience.PARTNERSHIP, names.set_axis(["ward_code", "locality"], axis=1))
    assert release.by == "locality"
    assert found(release, wards) == {}


WARDS = gazetteer().ward_set(HARINGEY, MAY)
COUNT = st.one_of(st.integers(0, 4), st.sampled_from([0, 0, 1, 5, 6, 9, 12, 30]))


@st.composite
def months(draw):
    """Up to eight wards and no fixed abode, by some RAGs, with some in no row, and the totals."""
    rags = draw(st.sampled_from([[], [Rag.RED], [Rag.RED, Rag.BLUE], list(Rag)]))
    places = [ward.name for ward in WARDS.wards[: draw(st.integers(1, 8))]] + draw(
        st.sampled_from([[], ["NFA"]])
    )
    more = dict.fromkeys([*rags, None], 0)
    rows = []
    for place in places:
        numbers = {rag: draw(COUNT) for rag in rags}
        numbers[None] = sum(numbers.values()) + (0 if len(rags) == 4 else draw(COUNT))
        rows += [nominals(number, place, rag) for rag, number in numbers.items()]
        more = {rag: more[rag] + number for rag, number in numbers.items()}
    besides = {rag: draw(COUNT) for rag in rags}
    besides[None] = sum(besides.values()) + (0 if len(rags) == 4 else draw(COUNT))
    totals = [nominals(more[rag] + besides[rag], rag=rag) for rag in more]
    return figures_of(monthly(*totals, *rows))


@pytest.mark.parametrize(
    "rule",
    [
        Rule(Method.SUPPRESSION, 5),
        Rule(Method.BANDS, 5),
        Rule(Method.ROUNDING, 10, 5),
        Rule(Method.SUPPRESSION, 10),
        Rule(Method.ROUNDING, 5, 3),
    ],
    ids=str,
)
@settings(max_examples=25)
@given(frame=months())
def test_nothing_in_random_tables(rule, frame):
    release = released(frame, MAY, Audience.PARTNERSHIP, rules=Rules(partnership=rule))
    assert found(release, WARDS) == {}
