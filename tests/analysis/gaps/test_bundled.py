"""What the bundled facts alone say of each partnership."""

import pytest

from probation_commission.actions import directory
from probation_commission.analysis.gaps import GapArea, provisions
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.pathways import NEURODIVERSITY, PATHWAYS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store import database
from tests.given.gaps import DEBT, HOMES, WORK

DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"


@pytest.fixture
def found(ready_home):  # noqa: ARG001 (the facts are there)
    with database.read() as conn:
        bought = directory.bought(conn)
    areas = [gazetteer().authority(code) for code in (DURHAM, DARLINGTON, HARINGEY)]
    around = [GapArea(area.code, area.name, partnership().around(area)) for area in areas]
    return provisions(around, bought, today(), {})


@pytest.mark.parametrize("area", [DURHAM, DARLINGTON])
def test_of_county_durham_and_darlington(found, area):
    def said(pathway, group):
        return found[GapCell(pathway, area, group)]

    # PRJ_7647 is given in six prisons and nowhere else.
    debt = said(DEBT, GapGroup.MEN)
    assert debt.verdict is GapVerdict.CUSTODY
    assert debt.offers[0].slug == "finance-benefit-debt-ne"
    assert all(one.verdict.is_gap for one in debt.offers)
    # No contract for men has taken referrals for work since 31 December 2023; the women's has it.
    work = said(WORK, GapGroup.MEN)
    assert (work.verdict, work.offers[0].slug) == (GapVerdict.CLOSED, "ete-ne")
    assert "31 December 2023" in work.offers[0].why
    assert said(WORK, GapGroup.WOMEN).verdict is GapVerdict.OPEN
    assert {said(one, GapGroup.WOMEN).verdict for one in PATHWAYS} == {GapVerdict.OPEN}
    assert all(said(one, GapGroup.WOMEN).offers[0].slug == "womens-services-durham" for one in PATHWAYS)
    assert said(HOMES, GapGroup.MEN).verdict is GapVerdict.OPEN
    assert said(NEURODIVERSITY, GapGroup.MEN).verdict is GapVerdict.NONE_KNOWN
    assert said(NEURODIVERSITY, GapGroup.IOM).verdict is GapVerdict.UNCONFIRMED


def test_of_a_london_borough_iom_neurodiversity_is_to_come_and_no_service_is_known_to_be_there(found):
    neuro = found[GapCell(NEURODIVERSITY, HARINGEY, GapGroup.IOM)]
    assert neuro.verdict is GapVerdict.COMING
    # It runs in some boroughs, and no source says in which.
    wellbeing = found[GapCell("Emotional Wellbeing", HARINGEY, GapGroup.IOM)].offers
    mental_health = next(one for one in wellbeing if one.slug == "iom-mental-health")
    assert mental_health.verdict is GapVerdict.UNCONFIRMED
