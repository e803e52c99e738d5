"""The one net: a figure that a page, file or map shows to others than leads is in `disclosure.published`."""

import re
import shutil
from datetime import date

import pytest

from probation_commission.actions import agreements, exports
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.changes import changed
from probation_commission.disclosure.published import published
from probation_commission.disclosure.released import HIDDEN, Released, added_up, between
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import month_before
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database
from probation_commission.ui.data import released
from probation_commission.ui.menu import GAPS, IOM, MEETING, OUTCOMES, OVERVIEW, PLACE, REFERRALS, REGION
from probation_commission.views.iom.table import whole_table
from tests.given.agreements import ADA
from tests.given.organisations import organisation
from tests.pages.sent import opened, tables

TODAY = date(2026, 11, 24)
AREAS = {"E06000047": "2026-10", "E06000005": "2026-08", "E09000014": "2023-05"}
COUNTS = ["All", "Red", "Amber", "Green", "Blue"]
OWN = "example-housing"
RANGE = re.compile(r"\b\d[\d,]*–\d[\d,]*\b|\b\d[\d,]* or more\b")


@pytest.fixture(scope="module")
def net(sample_home, tmp_path_factory):
    """The figures that an audience is given, of a home with the illustrative data and the real return."""
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        found = {}
        for to in (Audience.PARTNERSHIP, Audience.PROVIDER, Audience.PUBLIC):
            with database.read() as conn:
                found[to] = list(published(conn, Sight(to), TODAY, frozenset({OWN})))
        (example,) = agreements.everyone(ADA).agreements
        one = agreements.switch(ADA, example.id, on=True)
        with database.read() as conn:
            found[Audience.MEMBERS] = list(published(conn, Sight(Audience.PARTNERSHIP, (one,)), TODAY))
        yield found
        database._current().dispose()


def texts(net, to=Audience.PARTNERSHIP, **about) -> set[str]:
    return {one.text for one in net[to] if all(getattr(one, name) == value for name, value in about.items())}


@pytest.mark.parametrize("rag", ["all", "blue"])
@pytest.mark.parametrize("level", ["wards", "localities"])
@pytest.mark.parametrize(("area", "month"), AREAS.items())
def test_no_figure_of_the_iom_page_is_outside(net, area, month, level, rag):
    app = opened(IOM, Role.VIEWER, area=area, month=month, level=level, rag=rag)
    known = texts(net, area=area, period=month)
    # Of localities of two sizes all nominals of the small ones, or every count of the large.
    places = next(frame.value for frame in app.dataframe if "All" in frame.value)
    cells = {*places[[name for name in COUNTS if name in places]].to_numpy().ravel()}
    drawn = tables(app)
    cells |= {cell for frame in drawn if "Nominals" in frame and "Why" in frame for cell in frame.Nominals}
    cells |= {cell for frame in drawn if "How many" in frame for cell in frame["How many"]}
    assert cells <= known
    said = " ".join(html.proto.body for html in app.get("html") if "finding" in html.proto.body)
    assert set(RANGE.findall(said)) <= known
    assert re.search(r"finding\">(\d+) nominals|finding\">", said)
    which = "" if rag == "all" else "Blue "
    before = {*places[f"{which}last month" if which else "Last month"]}
    assert before - {"no return"} <= texts(net, area=area, period=_month_before(month))
    changes = {*places[f"{which}change" if which else "Change"]}
    assert changes <= {"up", "down", "no telling", "no return"}  # of bands never by how many


def _month_before(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month_before(date(year, number, 1)):%Y-%m}"


@pytest.mark.parametrize(("seen", "to"), [("anybody", Audience.PUBLIC), ("own", Audience.PARTNERSHIP)])
@pytest.mark.parametrize("of", [{"ward": "E05016188"}, {"authority": "E06000047"}])
def test_no_figure_of_the_sheet_of_a_place_is_outside(net, of, seen, to):
    app = opened(PLACE, Role.VIEWER, seen=seen, **of)
    drawn = tables(app)
    cohort = next(frame for frame in drawn if "Count" in frame)
    assert {*cohort.iloc[:, 1:].to_numpy().ravel()} <= texts(net, to, area="E06000047")
    referrals = next(frame for frame in drawn if "Received" in frame)
    known = {one.text for one in net[to] if one.subject.startswith("service ")}
    assert {*referrals.iloc[:, 3:].to_numpy().ravel()} <= known
    said = " ".join(html.proto.body for html in app.get("html") if "finding" in html.proto.body)
    assert set(RANGE.findall(said)) <= texts(net, to, area="E06000047")


@pytest.mark.parametrize(("region", "month"), [("A", "2026-10"), ("J", "2023-05")])
def test_no_figure_of_the_region_is_outside(net, region, month):
    app = opened(REGION, Role.VIEWER, region=region, month=month)
    rows = next(frame.value for frame in app.dataframe if set(COUNTS) <= set(frame.value))
    cells = {*rows[COUNTS].to_numpy().ravel()} - {"–"}
    assert len(cells) > 1
    assert cells <= texts(net, period=month)
    compared = [frame.value for frame in app.dataframe if "Stage" in frame.value]
    for frame in compared:
        figures = frame.drop(columns=["Area", "Stage", "Period"]).to_numpy().ravel()
        assert {*figures} - {"not told"} <= texts(net, period=month)
    assert bool(compared) == (region == "J")


def test_a_unit_of_the_region_is_the_sum_of_what_the_net_tells_of_its_areas(net):
    month, parts = "2026-08", ("E06000047", "E06000005")
    app = opened(REGION, Role.VIEWER, region="A", month=month, by="units")
    rows = next(frame.value for frame in app.dataframe if set(COUNTS) <= set(frame.value)).set_index("Area")
    for name in COUNTS:
        told = [told_of(net, part, month, name.lower()) for part in parts]
        assert rows.loc["County Durham and Darlington", name] == added_up(told).text


@pytest.mark.parametrize(
    ("to", "role"), [(Audience.PARTNERSHIP, Role.VIEWER), (Audience.PROVIDER, Role.PARTNER)]
)
def test_all_of_unmet_demand_that_pages_are_given_is_in_the_net(net, to, role, monkeypatch):
    monkeypatch.setattr(released, "today", lambda: TODAY)
    rows = released.unmet(Person("Somebody", role), Sight(to)).to_dict("records")
    shown = {
        (
            "unmet demand, made up" if row["made_up"] else "unmet demand",
            *(row["area_code"], f"{row['month']:%Y-%m}, 3 months", row["pathway"], row["text"]),
        )
        for row in rows
    }
    known = [one for one in net[to] if one.subject.startswith("unmet demand")]
    assert shown == {(one.subject, one.area, one.period, one.category, one.text) for one in known}
    # 19, 5, 2 and 7 of debt; none of a ward, a reason or a group.
    debt = ("E06000047", "2026-07, 3 months", "Finance, Benefits and Debt", "30–39")
    assert ("unmet demand, made up", *debt) in shown
    assert {one[3] for one in shown} == set(GAP_PATHWAYS)


def test_an_agreement_lifts_nothing_of_unmet_demand_and_the_public_is_told_none(net):
    of = {to: [one for one in rows if "unmet" in one.subject] for to, rows in net.items()}
    assert of[Audience.MEMBERS] == of[Audience.PARTNERSHIP] == of[Audience.PROVIDER] != []
    assert of[Audience.PUBLIC] == []


@pytest.mark.parametrize(("area", "month"), [("E06000047", "2026-10"), ("E06000005", "2026-08")])
def test_a_change_of_a_ward_is_that_between_two_figures_of_the_net(net, area, month):
    app = opened(IOM, Role.VIEWER, area=area, month=month, level="wards")
    rows = next(frame.value for frame in app.dataframe if "Ward" in frame.value).set_index("Ward")
    codes = {ward.name: ward.code for ward in gazetteer().ward_sets(gazetteer().authority(area))[0].wards}
    assert len(rows) == len(codes)
    for name, code in codes.items():
        place = f"ward {code} {name}: all"
        before, now = told_of(net, area, _month_before(month), place), told_of(net, area, month, place)
        assert (rows.loc[name, "Last month"], rows.loc[name, "All"]) == (before.text, now.text)
        assert rows.loc[name, "Change"] == changed(before, now).text


@pytest.mark.parametrize(("area", "month"), [("E06000047", "2026-10"), ("E09000014", "2023-05")])
def test_a_member_of_a_party_is_shown_what_the_net_has_for_members_and_others_what_it_has_for_others(
    net, area, month
):
    (example,) = agreements.everyone(ADA).agreements
    members, others = texts(net, Audience.MEMBERS, area=area), texts(net, area=area)
    exact = area == "E06000047"  # Haringey's return is real, and the agreement made up
    assert (members == others) is not exact
    for number in (example.terms.parties[0], organisation("Example Housing", illustrative=True)):
        app = opened(IOM, Role.VIEWER, area=area, month=month, level="wards", organisation=number)
        is_told = exact and number in example.terms.parties
        places = next(frame.value for frame in app.dataframe if "All" in frame.value)
        cells = {one for one in places[COUNTS].to_numpy().ravel() if one == one}  # noqa: PLR0124 (no NaN)
        shown = {f"{one:.0f}" if is_told else one for one in cells}
        assert shown <= (members if is_told else others)
        assert ("0–4" in shown) is not is_told
        told = any("Exact under the agreement" in html.proto.body for html in app.get("html"))
        assert told is is_told


@pytest.mark.parametrize("page", [OVERVIEW, REGION, REFERRALS, OUTCOMES, GAPS])
def test_every_page_of_a_member_says_so(net, page):
    del net
    (example,) = agreements.everyone(ADA).agreements
    app = opened(page, Role.VIEWER, organisation=example.terms.parties[0])
    assert any("Exact under the agreement" in html.proto.body for html in app.get("html"))


def test_a_member_is_shown_each_month_of_a_small_service_and_nobody_else_is(net):
    (example,) = agreements.everyone(ADA).agreements
    app = opened(REFERRALS, Role.VIEWER, service="example-mentoring", organisation=example.terms.parties[0])
    table = next(
        frame.value
        for frame in app.dataframe
        if {"Service", "Received"} <= set(frame.value) and len(frame.value) > 4
    )
    of_service = "service example-mentoring"
    shown = {str(cell).removesuffix(".0") for cell in table.Received if str(cell) not in {"nan", "None"}}
    assert shown <= texts(net, Audience.MEMBERS, subject=of_service)
    assert not shown <= texts(net, subject=of_service)


def told_of(net, area: str, period: str, category: str) -> Released:
    (one,) = {
        one
        for one in net[Audience.PARTNERSHIP]
        if (one.area, one.period, one.category) == (area, period, category)
    }
    return between(one.low, one.high) if one.low is not None else HIDDEN


@pytest.mark.usefixtures("net")
def test_those_in_no_row_are_not_said_to_be_in_the_lowest_band_where_they_are_not_shown():
    # sixteen of Haringey are blue, and no row of the return says where: all of them are in no row
    app = opened(IOM, Role.VIEWER, area="E09000014", month="2023-05", rag="blue")
    beside = next(frame for frame in tables(app) if "Why" in frame)
    assert beside.to_numpy().tolist() == [["in no row of the ward table", "not shown"]]
    assert any(caption.value == "Each other reason: 0–9, or not in the return." for caption in app.caption)


@pytest.mark.parametrize("area", AREAS)
def test_no_figure_of_the_overview_is_outside(net, area):
    app = opened(OVERVIEW, Role.VIEWER, area=area)
    shown = {metric.value for metric in app.metric}
    assert len(shown) > 1
    assert shown <= texts(net, area=area) | {"not in the return"}
    cards = [
        caption.value for caption in app.caption if " since " in caption.value or "return of" in caption.value
    ]
    assert len(cards) == 2 * len(app.metric)  # each says its change on last month and on a year ago
    totals = {
        one.category: one
        for one in net[Audience.PARTNERSHIP]
        if one.area == area and one.period == AREAS[area]
    }
    by = [re.search(r"(?:up|down) (\d+) since", card) for card in cards]
    # By how many only where both months are counts in the net: a band has no number (decision 189).
    for metric, line in zip(app.metric, by[::2], strict=True):
        column = metric.label.split()[-1].lower()
        assert line is None or totals[column].low == totals[column].high


def test_no_figure_of_the_meeting_is_outside(net):
    app = opened(MEETING, Role.LEAD, area="E06000047", month="2026-10", screen="2")
    known = texts(net, area="E06000047", period="2026-10")
    assert {cell for frame in tables(app) if "Why" in frame for cell in frame.Nominals} <= known


@pytest.mark.parametrize("to", [Audience.PARTNERSHIP, Audience.PUBLIC])
@pytest.mark.parametrize(("area", "month"), AREAS.items())
def test_no_figure_of_a_file_is_outside(net, area, month, to):
    year, number = map(int, month.split("-"))
    export = exports.iom(Person("Someone", Role.VIEWER), area, date(year, number, 1), to)
    table = whole_table(export.release, export.ward_set)
    shown = {cell for name in COUNTS if name in table for cell in table[name]} - {"by large locality"}
    assert shown <= texts(net, to, area=area, period=month)
    assert len(shown) > 1


def test_no_figure_of_a_service_by_month_or_quarter_is_outside(net):
    app = opened(REFERRALS, Role.VIEWER)
    table = next(
        frame.value
        for frame in app.dataframe
        if {"Service", "Received"} <= set(frame.value) and len(frame.value) > 40
    )
    known = {one.text for one in net[Audience.PARTNERSHIP] if one.subject.startswith("service ")}
    shown = {str(cell).removesuffix(".0") for cell in table.Received if str(cell) not in {"nan", "None"}}
    assert len(shown) > 10
    assert shown <= known


def test_the_net_tells_no_count_below_an_area_and_no_month_of_a_small_service(net):
    below = [one for one in net[Audience.PARTNERSHIP] if one.subject == "IOM" and ": " in one.category]
    places = [one for one in below if not one.category.startswith("Comparison")]
    assert len(places) > 1_000
    assert not [one for one in places if one.low is not None and one.low == one.high]
    small = [one for one in net[Audience.PARTNERSHIP] if "example-mentoring" in one.subject]
    assert small
    assert {one.period.endswith(", 3 months") for one in small} == {True}
    assert not [one for one in small if one.low is not None and one.low == one.high]


def test_the_public_is_given_no_exact_count_at_all(net):
    assert not [one for one in net[Audience.PUBLIC] if one.low is not None and one.low == one.high]


def test_a_provider_is_given_no_exact_count_but_its_own_and_nothing_of_the_cohort(net):
    exact = {one.subject for one in net[Audience.PROVIDER] if one.low is not None and one.low == one.high}
    assert exact == {f"service {OWN}"}
    assert "IOM" not in {one.subject for one in net[Audience.PROVIDER]}
    assert len(net[Audience.PROVIDER]) > 100
