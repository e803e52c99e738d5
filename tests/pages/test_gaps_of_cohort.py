"""What an IOM return says of need, on the page of gaps: as the page of the cohort tells it, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Role
from probation_commission.domain.days import month_before, today
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.domain.iom import Breakdown
from probation_commission.domain.returns import Figure
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database, returns
from probation_commission.ui.data import keeping, released
from probation_commission.ui.gaps.cohorts import of_areas
from probation_commission.ui.menu import GAPS, IOM
from tests.given.returns import LEAD, monthly, nominals, upload
from tests.pages.sent import opened, sent, tables, texts, walk

pytestmark = pytest.mark.usefixtures("ready_home")
AREA = "E06000005"
LAST = month_before(today().replace(day=1))
DRUGS, WOMEN = (
    GapCell("Dependency and Recovery", AREA, GapGroup.IOM).key,
    GapCell("Accommodation", AREA, GapGroup.WOMEN).key,
)
OF_DRUGS = ((45, 92, 13), (41, 97, 12))
"""In each place the same ten; of 150 the first uses drugs in 30%, the second in 27%."""
OF_GENDER = ((130, 17, 3), (133, 13, 4))


def kept(which: int = 0, *, month: date = LAST, share: int = 1) -> None:
    """The return of a month, one of two that others than leads can't tell apart; a part of its counts."""
    counts = (
        (Breakdown.DRUG_USE, ("Uses drugs", "Does not use drugs", "Not known"), OF_DRUGS[which]),
        (Breakdown.GENDER, ("Male", "Female", "Other or not stated"), OF_GENDER[which]),
    )
    parts = [
        part(breakdown, name, value // share)
        for breakdown, names, values in counts
        for name, value in zip(names, values, strict=True)
    ]
    figures = (nominals(150 // share), *parts)
    with database.write() as conn:
        number = returns.add_upload(conn, LEAD, upload(f"{which} {month} {share}"))
        area = gazetteer().authority(AREA)
        returns.add(conn, number, [returns.NewReturn(monthly(*figures, month=month, area=area))])


def part(breakdown: Breakdown, category: str, value: int) -> Figure:
    return replace(nominals(value), breakdown=breakdown, category=category)


def words(role: Role, cell: str = DRUGS, **query) -> str:
    app = opened(GAPS, role, area=AREA, cell=cell, **query)
    said = [text for node in walk(app.main) for text in texts(node.proto)]
    frames = [*tables(app), *(one.value for one in app.dataframe)]
    return " ".join([*said, *(str(value) for frame in frames for value in frame.to_numpy().ravel())])


def test_a_lead_reads_the_share_of_the_cohort_and_a_viewer_what_it_is_between():
    kept()
    when = f"IOM return, {LAST:%B %Y}"
    assert f"30% of 150 IOM nominals have this need (drugs; {when})" in words(Role.LEAD)
    told = words(Role.VIEWER)
    # 40 to 49 of 150: those of whom it is not known are of the whole too.
    assert f"between 27 and 33% of 150 IOM nominals have this need (drugs; {when})" in told
    assert "by drug use: Does not use drugs the rest, Uses drugs 40–49, Not known 10–19" in told
    assert "30%" not in told
    assert "Uses drugs 45" not in told


def test_how_many_are_women_stands_at_a_cell_of_women_and_ranks_nothing():
    kept()
    assert f"150 IOM nominals in {LAST:%B %Y}; by gender: Female 17" in words(Role.LEAD, WOMEN)
    assert f"150 IOM nominals in {LAST:%B %Y}; by gender: Female 10–19" in words(Role.VIEWER, WOMEN)
    # Nor does it stand in the ranked list, of men and women.
    ranked = opened(GAPS, Role.LEAD, area=AREA).dataframe[1].value["Evidence of need"]
    assert not [text for text in ranked if "IOM nominals" in text]


def test_it_ranks_the_gap_of_iom_nominals_and_no_other():
    kept()
    of_iom = words(Role.VIEWER, cell="", group=str(GapGroup.IOM), pathway="Dependency and Recovery")
    assert "between 27 and 33% of 150 IOM nominals" in of_iom
    of_all = words(Role.VIEWER, cell="", pathway="Dependency and Recovery")
    assert "have this need" not in of_all


def test_a_partner_who_sees_no_cohort_reads_nothing_of_it():
    kept()
    for cell in (DRUGS, WOMEN):
        told = words(Role.PARTNER, cell)
        assert "150 IOM" not in told
        assert "by gender" not in told


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL, Role.PARTNER])
@pytest.mark.parametrize("cell", [DRUGS, WOMEN])
def test_nobody_but_a_lead_can_tell_the_twins_apart(role, cell, monkeypatch):
    sent_to = {}
    for which in (0, 1):
        kept(which)
        keeping.clear()
        sent_to[which] = sent(GAPS, role, monkeypatch, area=AREA, cell=cell)
        # It would be found: a lead is sent the difference.
        sent_to[which, Role.LEAD] = sent(GAPS, Role.LEAD, monkeypatch, area=AREA, cell=cell)
    assert sent_to[0] == sent_to[1]
    assert sent_to[0, Role.LEAD] != sent_to[1, Role.LEAD]


@pytest.mark.parametrize("audience", [Audience.RESTRICTED, Audience.PARTNERSHIP])
@pytest.mark.parametrize("share", [1, 3, 5, 6])
def test_whatever_is_told_stands_on_the_page_of_the_cohort_too(audience, share):
    # A third: 50 of whom 15 use drugs; a fifth: 30; a sixth: 25, of whom nobody but a lead is told a part.
    kept(share=share)
    sight = Sight(audience)
    parts = [one for cohort in of_areas([AREA], sight, today()).values() for one in cohort.parts]
    if audience is Audience.RESTRICTED:
        assert len(parts) == 6
        return
    there = released.breakdowns(AREA, LAST, sight)
    for one in parts:
        frame = there[f"By {one.breakdown.label}"]
        assert (one.category, one.text) in set(zip(frame["Which"], frame["How many"], strict=True))
    assert not (parts and share == 6)


def test_an_older_return_never_stands_in_for_the_latest():
    kept(month=month_before(LAST))
    kept(share=6)
    # Or a viewer would learn of October's return that it says something that is not told.
    told = words(Role.VIEWER)
    assert "have this need" not in told
    assert "by drug use" not in told
    assert "28% of 25 IOM nominals" in words(Role.LEAD)  # 7 of 25


def test_what_is_older_than_24_months_is_no_evidence():
    old = LAST.replace(year=LAST.year - 2)
    kept(month=old)
    assert "150 IOM nominals" not in words(Role.LEAD)
    assert of_areas([AREA], Sight(Audience.RESTRICTED), today()) == {}


def test_the_page_of_the_cohort_says_the_same(monkeypatch):
    kept()
    on_iom = " ".join(sent(IOM, Role.VIEWER, monkeypatch, area=AREA, month=f"{LAST:%Y-%m}"))
    for said in ("40–49", "10–19", "the rest"):
        assert said in on_iom
