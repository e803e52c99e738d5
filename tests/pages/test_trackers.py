"""Trackers on the referrals page: answered in words, exact for leads, in bands for the room, else nothing."""

import re

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.trackers import BY_HALF
from probation_commission.domain.access import Role
from probation_commission.domain.days import today
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import KINDS
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.data import released
from probation_commission.ui.menu import REFERRALS
from tests.pages.sent import opened, tables

pytestmark = pytest.mark.usefixtures("sampled_home")
DURHAM, DARLINGTON = "E06000047", "E06000005"
THE_ROOM = [Role.VIEWER, Role.PANEL]


def seen(role=Role.LEAD, **query):
    return opened(REFERRALS, role, view="trackers", **query)


def said(app) -> str:
    words = [element.proto.body for element in (*app.get("html"), *app.markdown, *app.caption)]
    return re.sub(r"<[^>]+>", " ", " ".join(words))


def figures(kind, category):
    with database.read() as conn:
        every = store.of_kinds(conn, KINDS)
    mine = every[(every.kind == kind) & (every.area_code == DURHAM) & (every.category == category)]
    return mine[mine.month.astype(str) >= "2025-11-01"].value


def test_leads_read_how_long_people_are_wanted_and_how_many_are_released_to_no_address():
    app = seen(area=DURHAM)
    finding = said(app)
    released_, homeless = (figures(Kind.RELEASE, name).sum() for name in ("released", "no fixed abode"))
    assert re.search(
        r"Of \d+ people who became wanted from April to September 2026, half were found within \d+ days",
        finding,
    )
    span = "from November 2025 to October 2026"
    assert f"{homeless:.0f} of {released_:.0f} people released {span} had no fixed abode" in finding
    assert "those released since are too young to tell" in finding
    assert "Made up on this page:" in finding
    headers = [header.value for header in app.header]
    assert headers == [
        "Wanted persons",
        "Breach rejections",
        "Diversion",
        "Release and homelessness",
        "Caseload",
    ]


@pytest.mark.parametrize("role", THE_ROOM)
def test_the_room_reads_bands_by_half_year_and_no_month(role):
    app = seen(role, area=DURHAM)
    words = said(app)
    assert BY_HALF in words
    assert "–" in words
    shown = [table for table in tables(app) if "Half-year" in table]
    assert shown
    assert not [table for table in tables(app) if "Month" in table or "Median days" in table]
    known = set(released.trackers(Audience.PARTNERSHIP, today()).text)
    cells = {cell for table in shown for cell in table.drop(columns="Half-year").to_numpy().ravel()}
    sums = {cell for cell in cells if "wait" not in cell and "too young" not in cell}
    assert sums <= known


@pytest.mark.parametrize("role", [Role.PARTNER])
def test_a_partner_organisation_is_shown_nothing_of_trackers(role):
    app = seen(role)
    assert "wanted" not in said(app).lower()
    assert not [views for views in app.get("button_group") if "Trackers" in views.options]


def test_leads_see_referrals_for_each_thousand_on_probation_and_nobody_else_does():
    headers = [header.value for header in opened(REFERRALS, Role.LEAD).header]
    assert "Per 1,000 people on probation" in headers
    assert "Per 1,000" not in said(opened(REFERRALS, Role.VIEWER))


def test_an_area_with_one_tracker_says_what_is_lacking_and_where_its_template_is():
    app = seen(area=DARLINGTON)
    assert [header.value for header in app.header] == ["Caseload"]
    assert "Nothing has been loaded for Darlington of: wanted persons" in app.info[0].value
