"""A tracker month by month: what happened in the area stands on its chart, and begins a phase."""

from datetime import date

from probation_commission.analysis.events import Happened
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.trackers import TrackerTerms, published
from probation_commission.domain.events import Event, EventKind
from probation_commission.domain.returns import Kind
from probation_commission.views.referrals.followed import month_table
from probation_commission.views.trackers import exactly
from probation_commission.views.trackers.picture import AreaTrackers
from tests.given.trackers import APRIL, AREA, OCTOBER, OTHER_AREA, frame, half

TERMS = TrackerTerms(Audience.RESTRICTED, date(2026, 11, 27), Rules())


def caseload() -> AreaTrackers:
    """Twelve months from October 2025 on."""
    rows = [*half(Kind.CASELOAD, {"": 2500.0}, OCTOBER), *half(Kind.CASELOAD, {"": 2000.0}, APRIL)]
    figures = frame(rows)
    return AreaTrackers(published(figures, TERMS, figures), "Somewhere", exact=True)


def of(area: str, kind: EventKind) -> Happened:
    return Happened(Event(date(2026, 4, 9), kind, "counted anew", area_code=area))


def test_what_happened_in_the_area_stands_on_the_chart_and_in_its_table():
    here, elsewhere = of(AREA, EventKind.CAMPAIGN), of(OTHER_AREA, EventKind.CAMPAIGN)
    one = exactly.followed(caseload(), Kind.CASELOAD, [elsewhere, here], {AREA})
    assert one.happened == (here,)
    rows = month_table(one).set_index("Month")
    assert rows["What happened"]["April 2026"] == "Campaign: counted anew"
    assert list(rows.index[rows["What happened"] != ""]) == ["April 2026"]
    assert len(set(one.control.points.phase)) == 1


def test_a_new_definition_begins_a_phase_with_its_month():
    one = exactly.followed(caseload(), Kind.CASELOAD, [of(AREA, EventKind.NEW_DEFINITION)], {AREA})
    phases = one.control.points.set_index("month").phase
    assert phases[date(2026, 3, 1)] != phases[date(2026, 4, 1)]
    assert exactly.followed(caseload(), Kind.CASELOAD).happened == ()
