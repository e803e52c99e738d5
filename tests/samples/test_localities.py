"""The made-up localities: of real wards, under invented names, and gone without a trace."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.actions import localities as actions
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import ground, releases
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.iom import Rag
from probation_commission.domain.localities import GroupingInForce, faults
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples import loading, places
from probation_commission.samples.localities import groupings
from probation_commission.store import database, localities, returns
from tests.given.returns import ADMIN, LEAD

EXAMPLES = places.here().examples
INVENTED = {ward_set.key: grouping for ward_set, grouping in groupings(EXAMPLES)}
DURHAM = gazetteer().ward_set_by_key("E06000047-2025")
MAY, WINTER, SEPTEMBER = date(2026, 5, 1), date(2025, 12, 1), date(2026, 9, 1)
SPRING_LOCALITY = "Example locality East"


@pytest.mark.parametrize("key", INVENTED)
def test_every_ward_is_in_one_and_no_name_could_be_a_real_one(key):
    ward_set = gazetteer().ward_set_by_key(key)
    assert INVENTED[key].keys() == {ward.code for ward in ward_set.wards}
    assert faults(INVENTED[key], ward_set) == ()
    names = set(INVENTED[key].values())
    assert len(names) >= 3
    assert all(name.startswith("Example locality ") for name in names)


def test_each_area_with_a_made_up_cohort_has_them():
    assert EXAMPLES.localities.keys() == EXAMPLES.cohorts.keys()


def test_the_wards_of_the_spring_are_in_one():
    assert {INVENTED[DURHAM.key][code] for code in EXAMPLES.spring_wards} == {SPRING_LOCALITY}


def exact_red() -> pd.Series:
    """The red nominals of the spring's locality, by month."""
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM, DURHAM.authority.code)
    wards = [code for code, name in INVENTED[DURHAM.key].items() if name == SPRING_LOCALITY]
    rows = figures[(figures.rag == Rag.RED) & (figures.breakdown == "") & figures.ward_code.isin(wards)]
    return rows.groupby("month").value.sum()


@pytest.mark.usefixtures("loaded")
def test_red_more_than_doubles_in_it_in_spring_and_is_back_by_september():
    red = exact_red()
    assert red[MAY] > 2 * red[WINTER]
    assert red[SEPTEMBER] <= red[WINTER] + 1
    assert red.idxmax() == MAY


def in_force():
    with database.read() as conn:
        return localities.in_force(conn)


def released(audience):
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM, DURHAM.authority.code)
    return releases(figures, audience, Rules(), ground(DURHAM.authority.code, in_force(), figures), b"secret")


@pytest.mark.usefixtures("loaded")
def test_red_goes_up_in_one_locality_in_spring_and_is_back_by_september_for_the_room_too():
    months = released(Audience.PARTNERSHIP)
    red = {month: release.localities().set_index("locality")[Rag.RED] for month, release in months.items()}
    then, up, back = (red[month][SPRING_LOCALITY] for month in (WINTER, MAY, SEPTEMBER))
    assert up.low > then.high
    assert up.low > back.high
    # Nowhere else is May surely above both winter and autumn.
    others = set(red[MAY].index) - {SPRING_LOCALITY}
    assert not [
        name for name in others if red[MAY][name].low > max(red[m][name].high for m in (WINTER, SEPTEMBER))
    ]
    assert all(release.invented for release in months.values())


@pytest.mark.usefixtures("loaded")
def test_they_are_loaded_marked_and_once_and_go_with_the_rest():
    assert {
        key: [(saved.illustrative, saved.grouping) for saved in every] for key, every in in_force().items()
    } == {key: [(True, grouping)] for key, grouping in INVENTED.items()}
    before = in_force()
    assert not [sentence for sentence in loading.load(ADMIN) if "localities" in sentence]
    assert in_force() == before
    assert loading.remove(ADMIN).groupings == tuple(sorted(INVENTED))
    assert in_force() == {}
    assert "Loaded 9 illustrative localities." in loading.load(ADMIN)


@pytest.mark.usefixtures("loaded")
def test_what_a_lead_saved_of_the_same_wards_wins_and_stays():
    opened = actions.opened(LEAD, DURHAM)
    assert (opened.grouping, opened.saved) == ({}, None)
    assert opened.made_up == INVENTED[DURHAM.key]
    grouping = {DURHAM.wards[0].code: "West"}
    actions.save(LEAD, DURHAM, grouping, {})
    assert dict(released(Audience.PARTNERSHIP)[MAY].grouping) == grouping
    loading.remove(ADMIN)
    assert in_force() == {DURHAM.key: [GroupingInForce(date(2025, 5, 1), grouping)]}
    with database.write() as conn:  # a made-up one beside it goes alone
        localities.save_illustrative(
            conn, ADMIN, DURHAM.key, grouping, datetime.now(UTC), from_month=date(2025, 5, 1)
        )
    assert loading.remove(ADMIN).groupings == (DURHAM.key,)
    assert in_force() == {DURHAM.key: [GroupingInForce(date(2025, 5, 1), grouping)]}
