"""Clocks and endings: exact to leads, in bands to all others, in words at the top."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete

from probation_commission import metrics
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.published import published
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ram import End, Reached, ReferralStep
from probation_commission.domain.returns import Kind
from probation_commission.store import database
from probation_commission.store.tables import return_
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import REFERRALS
from probation_commission.ui.who import Visitor
from probation_commission.views.ram import words
from tests.given.agreements import DURHAM, agreed
from tests.given.organisations import as_known
from tests.given.ram_months import Cohort, load, made, referrals_of, steps
from tests.pages.sent import opened, sent, texts, walk

APRIL, MAY, JUNE = (date(2026, month, 1) for month in (4, 5, 6))
HOUSING, RECOVERY = "example-housing", "example-recovery"
PAULA = Person("Paula", Role.PARTNER, organisation="Example Housing")
MOST_SELECTS = 8
A, P, R = ReferralStep.ASSESSMENT, ReferralStep.PLAN, ReferralStep.REPORT


def cohort(slug: str, month: date, *, met: int, late: int, open_: int = 0) -> Cohort:
    """So many assessed on day 3, so many on day 30; two ended early, one of them ineligible."""
    received = met + late
    ends = {End.OPEN: open_, End.COMPLETED: received - 2 - open_, End.CANCELLED: 1, End.ENDED: 1}
    return Cohort(
        slug,
        month,
        {
            **referrals_of(received, ends, {"INE": 1, "NOT": 1}),
            **steps(A, (Reached.REACHED, 3, met), (Reached.REACHED, 30, late)),
            **steps(R, (Reached.REACHED, 4, 1)),
        },
        illustrative=True,
    )


# In both homes as many were received by the band: what came of them, why and how fast, differs.
ONE = [
    *(cohort(HOUSING, month, met=18, late=2) for month in (APRIL, MAY, JUNE)),
    *(cohort(RECOVERY, month, met=7, late=3) for month in (APRIL, MAY, JUNE)),
]
OTHER = [
    cohort(HOUSING, APRIL, met=4, late=17),
    *(cohort(HOUSING, month, met=9, late=11) for month in (MAY, JUNE)),
    cohort(RECOVERY, APRIL, met=11, late=0),
    *(cohort(RECOVERY, month, met=2, late=9) for month in (MAY, JUNE)),
]


@pytest.fixture(scope="module")
def homes(sample_home: Path, tmp_path_factory) -> dict[str, Path]:
    """The illustrative data, with the reports of one kind or another."""
    found = {}
    for name, cohorts in {"one": ONE, "other": OTHER}.items():
        found[name] = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("PC_HOME", str(found[name]))
            let_go_of_reports()
            load(cohorts)
            database._current().dispose()
    return found


@pytest.fixture
def at(homes, monkeypatch) -> Iterator:
    """The home of that name, as the one that is asked."""

    def home(name: str = "one") -> None:
        monkeypatch.setenv("PC_HOME", str(homes[name]))
        monkeypatch.setenv("PC_SAMPLE", "1")
        keeping.clear()

    yield home
    keeping.clear()
    database._current().dispose()


def let_go_of_reports() -> None:
    """Without those that come with the illustrative data."""
    with database.write() as conn:
        conn.execute(delete(return_).where(return_.c.kind == Kind.RAM))


def said(app) -> str:
    plain = " ".join(text for node in walk(app.main) for text in texts(node.proto))
    return re.sub(r"[\\\u2060]", "", plain)


def seen(role=Role.LEAD, **query) -> str:
    return said(opened(REFERRALS, role, **{"view": "clocks"} | query))


def test_a_lead_reads_what_a_hand_counts(at):
    at()
    page = seen()

    # 54 + 21 of 90 within ten days.
    assert "Of 90 referrals to 2 services received from April to June 2026, 83% of those decided" in page
    assert "Initial assessment within 10 working days: 83% (75 of 90)" in page
    assert "Made up on this page:</strong> all 6 months of 2 services." in page
    assert "with every clock run out. (made up)" in page
    assert "13% (12 of 90) of those that are over ended before completion" in page
    assert "a problem with the referral 50% (6 of 12) and the person’s circumstances 50% (6 of 12)" in page
    assert "Ineligible, mistaken or duplicate: 7% (6 of 90) of all received" in page
    assert "Assessed in time least often: Example Recovery, Durham, 70%" in page
    assert words.NO_PLACE in page
    assert "It can’t be told yet" in page
    for question in (words.GETTING_WORSE, words.WHO_ENDS, words.MEETING):
        assert question in page


def test_a_service_and_months_are_chosen_by_the_address(at):
    at()
    page = seen(service=RECOVERY, **{"from": "2026-05", "to": "2026-06"})

    assert "Of 20 referrals to Example Recovery, Durham received from May to June 2026, 70%" in page
    assert "Services compared" not in page


def test_a_month_without_a_report_is_said(at):
    at()

    assert "The address asks for a month without a return" in seen(**{"from": "1999-01"})


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL, Role.PARTNER])
def test_others_are_told_bands_and_that_nothing_can_be_told_of_clocks(at, role):
    at()
    page = seen(role)

    assert words.BANDS in page
    assert "60–69" in page
    for exact in (
        "83%",
        "75 of 90",
        "ineligible",
        words.GETTING_WORSE,
        "Services compared",
        "First session",
        "Completed",
        "Ended before",
        "ram_report.csv",
    ):
        assert exact not in page


def test_no_band_of_the_page_is_outside_the_net(at):
    at()
    with database.read() as conn:
        net = list(published(conn, Sight(Audience.PARTNERSHIP), date(2026, 11, 24)))
    told = {one.text for one in net if one.subject.startswith("ram ")}

    assert "60–69" in told
    # The rule itself names its first band.
    page = seen(Role.VIEWER).replace("in fixed bands from 0–4", "")
    assert set(re.findall(r"\d+–\d+", page)) <= told


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL])
def test_what_is_not_told_changes_nothing_that_others_are_sent(at, role, monkeypatch):
    pages = []
    for name in ("one", "other"):
        at(name)
        pages.append(sent(REFERRALS, role, monkeypatch, view="clocks"))

    assert pages[0] == pages[1]
    assert any("60–69" in text for text in pages[0])


def test_and_is_no_wall_that_shows_nothing(at, monkeypatch):
    """The same two homes send a lead two pages."""
    at()
    one = sent(REFERRALS, Role.LEAD, monkeypatch, view="clocks")
    at("other")

    assert one != sent(REFERRALS, Role.LEAD, monkeypatch, view="clocks")


def test_a_partner_reads_its_own_as_it_is_and_others_in_bands(at, monkeypatch):
    at()
    monkeypatch.setattr(Visitor, "now", lambda _: as_known(PAULA))
    page = seen(Role.PARTNER)

    assert "Of 60 referrals to Example Housing, Durham" in page
    assert "30–39" in page  # of Example Recovery
    assert "70%" not in page


def test_what_is_agreed_on_referrals_lifts_the_reports_of_its_areas(sampled_home):  # noqa: ARG001 (where)
    let_go_of_reports()
    load(ONE, area=DURHAM)
    one = agreed("Some Trust", illustrative=True, kinds=(Kind.SERVICE,), areas=(DURHAM,))
    of_cohort = agreed("Another Trust", illustrative=True, kinds=(Kind.IOM,), areas=(DURHAM,), name="B")

    def seen_by(party: int) -> str:
        return said(opened(REFERRALS, Role.VIEWER, organisation=party, view="clocks"))

    page = seen_by(one.terms.parties[0])
    assert "Of 90 referrals" in page
    assert "Exampleshire IOM" in page
    assert "ram_report.csv" not in page
    assert "Of 90 referrals" not in seen_by(of_cohort.terms.parties[0])


def test_without_a_report_it_says_how_to_come_by_one(sampled_home):  # noqa: ARG001 (where)
    let_go_of_reports()
    page = seen()

    assert words.NOTHING in page
    assert words.HOW_TO in page
    assert "Load a report" in page
    assert "Load a report" not in seen(Role.VIEWER)


def test_a_warm_rerun_asks_the_database_eight_times_at_most(at, monkeypatch):
    at()
    app = opened(REFERRALS, Role.LEAD, view="clocks")
    asked = []
    monkeypatch.setattr(metrics, "rerun", lambda *measured: asked.append(measured[-1]))
    app.run()

    assert asked[0] <= MOST_SELECTS


def test_the_story_is_told_in_words(sampled_home):  # noqa: ARG001 (where)
    let_go_of_reports()
    load(made())
    page = seen(to="2026-06", **{"from": "2025-07"})

    assert "Yes, by" in page
    assert "Example Wellbeing, Durham, initial assessment within 10 working days" in page
    assert "Made up on this page" in page
    later = seen()
    assert re.search("worse than usual within the last year of figures: .*Example Wellbeing, Durham", later)
    assert "Too young to say how they end" in later


def test_a_service_without_a_report_is_said_to_have_none(at):
    at()
    words_of_it = (
        "No performance report of Example Mentoring, Durham is here; all services with one are shown."
    )
    page = seen(service="example-mentoring")
    assert words_of_it in page
    assert "Of 90 referrals to 2 services" in page
    assert words_of_it not in seen(service=HOUSING)
    app = opened(REFERRALS, Role.LEAD, view="months", service="example-mentoring")
    app.segmented_control(key="view").set_value("clocks").run()
    assert words_of_it in said(app)
