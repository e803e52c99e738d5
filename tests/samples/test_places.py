"""What a partnership's table does not say of the illustrative data follows from the wards, by rule."""

import hashlib
from datetime import date

import pandas as pd
import pytest

from probation_commission.domain.partnership import Examples, Partnership
from probation_commission.domain.places import Whole
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.geography.outlines import current, polygons
from probation_commission.intake import returns as intake
from probation_commission.samples.hubs import hubs
from probation_commission.samples.ideas import examples, fund
from probation_commission.samples.iom import iom_returns
from probation_commission.samples.places import SPRING_WARDS, WITH_WARDS, here, illustrated
from probation_commission.samples.referrals import service_csv
from probation_commission.samples.services import services
from probation_commission.samples.wards import LEAST, USUAL, cohort_size, weights

TODAY = date(2026, 11, 26)
ENFIELD, HARINGEY = "E09000010", "E09000014"
BEFORE_PARTNERSHIPS = [
    "97a63e37fa242a8e",
    "9ae6244ba598050b",
    "4672bf51fc7474f6",
    "08eafeaee6492c1e",
    "822945677559f9d6",
]
"""Of County Durham & Darlington, by the code of before; the bytes of its returns have a test of their own."""


@pytest.fixture(autouse=True)
def _usual(monkeypatch):
    monkeypatch.delenv("PC_PARTNERSHIP", raising=False)


def run_as(key, monkeypatch) -> Partnership:
    monkeypatch.setenv("PC_PARTNERSHIP", key)
    return here()


def test_what_the_usual_partnership_shows_is_what_it_was():
    usual = here()
    of = usual.examples
    invented = services(of)
    made = (
        hubs(of, date(2026, 11, 22)),
        invented,
        fund(usual),
        list(examples(usual)),
        service_csv([service["name"] for service in invented], of.services_area),
    )
    assert [hashlib.sha256(repr(one).encode()).hexdigest()[:16] for one in made] == BEFORE_PARTNERSHIPS


def wards(*rows):
    columns = ["residents_2021_estimate", "imd_2025_score_estimate"]
    return pd.DataFrame(rows, columns=columns, dtype=float)


def test_a_cohort_is_as_large_as_residents_and_deprivation_would_have_it():
    assert cohort_size(wards((300_000, 30), (90_000, 10))) == 110  # 9,000,000 + 900,000 by 90,000
    assert cohort_size(wards((300_000, 30), (None, 30))) == 200  # as many as the others, on average
    assert cohort_size(wards((9_000_000, None))) == 2200  # Wales: a score like England's
    assert cohort_size(wards((1000, 10))) == LEAST
    assert cohort_size(wards((None, None))) == cohort_size(wards()) == USUAL


def test_where_nothing_is_known_of_the_wards_all_are_as_likely():
    assert list(weights(wards((None, None), (None, None)))) == [1 * 22**1.5] * 2
    assert list(weights(wards((100, 4), (None, 4), (300, 4)))) == [800, 1600, 2400]  # 4 ** 1.5 is 8


def test_nothing_that_the_table_says_is_replaced():
    given = Examples(
        cohorts={HARINGEY: 50},
        outside={HARINGEY: {"Bowes": 2}},
        services_town="Tottenham",
        clinic_town="Edmonton",
        fund_for_whom="people on probation",
    )
    of = illustrated(
        Partnership("own", "Own", "London", (HARINGEY, ENFIELD), examples=given), ward_facts()
    ).examples
    assert (of.cohorts, of.outside, of.whole_alone) == ({HARINGEY: 50}, {HARINGEY: {"Bowes": 2}}, ())
    assert (of.services_town, of.clinic_town, of.fund_for_whom) == (
        "Tottenham",
        "Edmonton",
        "people on probation",
    )


def test_services_are_for_the_whole_where_there_is_one():
    both = frozenset({HARINGEY, ENFIELD})
    alone = Partnership("own", "Own", "London", (HARINGEY, ENFIELD))
    whole = Partnership("own", "Own", "London", alone.home, wholes=(Whole("EH", "Both", "London", both),))
    assert illustrated(alone, ward_facts()).examples.services_area == "Haringey"
    assert illustrated(whole, ward_facts()).examples.services_area == "Both"


def test_the_wards_of_the_spring_are_neighbours(monkeypatch):
    of = run_as("enfield_haringey", monkeypatch).examples
    shapes = polygons(current("E09000010-2022")).loc[list(of.spring_wards)].to_crs("EPSG:27700").buffer(100)
    assert len(shapes) == SPRING_WARDS
    assert shapes.iloc[1:].intersects(shapes.iloc[0]).all()


def test_a_region_returns_by_ward_from_its_first_areas_alone(monkeypatch):
    of = run_as("london", monkeypatch).examples
    assert len(of.cohorts) == 33
    assert list(of.outside) == list(of.cohorts)[:WITH_WARDS]
    assert set(of.whole_alone) == set(list(of.cohorts)[WITH_WARDS:])


@pytest.mark.parametrize("key", ["enfield_haringey", "north_east"])
def test_every_return_comes_through_the_door_the_same_each_time(key, monkeypatch):
    of = run_as(key, monkeypatch).examples
    files = iom_returns(ward_facts(), of)
    assert files == iom_returns(ward_facts(), here().examples)
    assert len(files) == len(of.cohorts)
    few = [name for name in files if any(part in name for part in ("enfield", "haringey", "newcastle"))]
    for name in few:
        reading = intake.read(files[name], name, gazetteer(), TODAY, {})
        assert (reading.problems, reading.questions, len(reading.returns)) == ((), (), 12)
        # All RAGs of the whole area, or of each ward too.
        by_ward = reading.returns[0].area.code not in of.whole_alone
        assert all(bool([f for f in ret.figures if f.place]) is by_ward for ret in reading.returns)
