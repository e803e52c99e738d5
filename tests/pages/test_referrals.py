"""The referrals page: what it finds, what it says is missing, and what it sends to whom."""

import functools
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import versions
from probation_commission.domain.access import Role
from probation_commission.domain.returns import Kind
from probation_commission.samples import loading
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import IOM, REFERRALS
from probation_commission.ui.parts import page
from probation_commission.ui.who import ROLE_KEY
from tests.given.returns import LEAD

SHELL = ROOT / "probation_commission" / "ui" / "shell.py"
THE_ROOM = [Role.PANEL, Role.VIEWER]
IN_BANDS = [*THE_ROOM, Role.PARTNER]
COUNTED = ["Received", "Started", "Completed", "Ended early", "Achieved", "Partly achieved", "Not achieved"]
SMALL, NAME = "example-mentoring", "Example Mentoring, Durham"
GONE = [date(2026, 7, 1), date(2026, 10, 1)]
LARGE = {
    f"Example {name}, Durham"
    for name in ("Housing", "Recovery", "Money Advice", "Wellbeing", "Women’s Service")
}


@pytest.fixture(scope="module", autouse=True)
def app_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        environment.delenv("PC_DATABASE_URL", raising=False)
        keeping.clear()
        # Two months of the small service are not there, as where it has not returned for them yet.
        with database.read() as conn:
            history = store.history(conn)
        of_small = history[(history.subject == SMALL) & history.month.isin(GONE)]
        for number in of_small.id:
            versions.withdraw(LEAD, int(number), "not of this service")
        yield home
        _seen.cache_clear()
        database._current().dispose()


def opened(role=Role.LEAD, **query) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.run()
    app.query_params.clear()  # as the menu leaves it
    app.query_params.update(query)
    return app.switch_page(REFERRALS.file).run()


def seen(role=Role.LEAD, **query) -> AppTest:
    """The same for whoever only looks: a page that was opened so before is not drawn again."""
    return _seen(role, frozenset(query.items()))


@functools.cache
def _seen(role: Role, query: frozenset[tuple[str, str]]) -> AppTest:
    return opened(role, **dict(query))


def said(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def specs(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def charted(app: AppTest) -> list[pd.DataFrame]:
    """Every row that a chart sends to the browser."""
    views = [view for spec in specs(app) for view in (spec, *spec["layer"])]
    return [pd.DataFrame(view["data"]["values"]) for view in views if "data" in view]


def figures() -> pd.DataFrame:
    """Those of the twelve months that the page opens with."""
    with database.read() as conn:
        every = store.figures(conn, Kind.SERVICE)
    return every[every.month >= date(2025, 11, 1)]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables of counts, without those of what has changed."""
    return [one.value for one in app.dataframe if not {"It is", "It was"} & {*one.value}]


def counted(category: str, service: str = "") -> float:
    of = figures()
    return of[(of.category == category) & of.subject.str.contains(service)].value.sum()


def counted_for_all(category: str) -> float:
    """Of what everyone is shown: all months of the large services, two quarters of the small one."""
    rows = figures()[figures().category == category]
    in_quarters = rows.month.between(date(2026, 1, 1), date(2026, 6, 1))
    return rows[(rows.subject != SMALL) | in_quarters].value.sum()


def test_the_finding_names_its_denominators_for_leads():
    received, started = counted_for_all("received"), counted_for_all("started")
    finding = said(seen())
    assert (
        f"Of {received:,.0f} referrals received by 6 services from November 2025 to October 2026" in finding
    )
    assert f"{started:,.0f} started ({started / received:.0%})" in finding
    assert "2 of 72 monthly returns are missing." in finding
    assert "not the same people followed through" in finding
    assert "in bands." not in finding


FULL = re.compile(r"([\d,]+) referrals started, ([\d,]+) were received")
IN_RANGES = re.compile(r"([\d,]+)–([\d,]+) referrals started, ([\d,]+)–([\d,]+) were received")


@pytest.mark.parametrize("query", [{}, {"service": SMALL}, {"counted": "CDD"}, {"from": "2026-04"}], ids=str)
def test_what_a_lead_adds_up_lies_within_what_the_room_is_told_and_both_say_of_which_months(query):
    lead, room = said(seen(**query)), said(seen(Role.VIEWER, **query))
    begun, received = (int(count.replace(",", "")) for count in FULL.search(lead).groups())
    least, most, fewest, all_of_it = (
        int(count.replace(",", "")) for count in IN_RANGES.search(room).groups()
    )
    assert least <= begun <= most
    assert fewest <= received <= all_of_it
    span = "April to June 2026" if "from" in query else "January to June 2026"
    for sentence in (lead, room):
        assert f"Of {NAME} the sums hold {span}: whole quarters only." in sentence


def test_a_small_service_of_which_nobody_else_is_shown_a_quarter_is_added_up_for_leads_alone():
    asked = {"from": "2026-05", "to": "2026-06"}
    alone = said(seen(service=SMALL, **asked))
    rows = figures()[(figures().subject == SMALL) & (figures().category == "received")]
    count = rows[rows.month.between(date(2026, 5, 1), date(2026, 6, 1))].value.sum()
    assert f"Of {count:.0f} referrals received by {NAME} from May 2026 to June 2026" in alone
    assert "received by 5 services from May 2026 to June 2026" in said(seen(**asked))  # as to the room


@pytest.mark.parametrize("role", THE_ROOM)
def test_for_everyone_else_a_total_is_a_range_where_one_part_is_a_range(role):
    finding = said(seen(role))
    large = counted("received") - counted("received", SMALL)
    low, high = re.search(r"Of ([\d,]+)–([\d,]+) referrals received by 6 services", finding).groups()
    assert (int(low.replace(",", "")), int(high.replace(",", ""))) == (
        large + 20,
        large + 28,
    )  # 10–14 twice
    assert "2 of 72 monthly returns are missing." in finding
    assert "Small services count by whole quarter, in bands." in finding
    assert loading.SERVICES_FILE_NAME not in finding  # names of files are for leads


@pytest.mark.parametrize("role", IN_BANDS)
@pytest.mark.parametrize("query", [{}, {"service": SMALL}, {"area": "CDD"}], ids=str)
def test_no_count_of_a_small_service_is_sent_to_those_who_see_it_in_bands(role, query, monkeypatch):
    downloaded = []
    monkeypatch.setattr(page, "download", lambda frame, *_, **__: downloaded.append(frame))
    app = opened(role, **query)
    (table,) = downloaded
    small = table[table.Service == NAME]
    assert list(small.Month) == [
        "January to March 2026",
        "April to June 2026",
        "July to September 2026",
    ]
    assert list(small.Return) == ["given", "given", "waits for the return of July 2026"]
    words = {text for column in COUNTED for text in small[column].dropna()}
    assert words <= {"0–4", "5–9", "10–14", "15–19"}
    assert len(words) > 1
    assert "Where" not in table
    for frame in charted(app):
        if "begins" in frame and frame.key.str.endswith(("-04", "-07")).all():
            assert (frame.begins % 5 == 0).all()
    by_service = tables(app)[0].set_index("Service")
    assert by_service.Received[NAME] == "20–28"


def test_the_check_above_would_see_the_months_of_a_small_service():
    every = tables(seen(Role.LEAD))[2]
    small = every[every.Service == NAME]
    assert len(small) == 12
    assert small.Received.sum() == counted("received", SMALL)


@pytest.mark.parametrize("role", THE_ROOM)
def test_one_room_reads_one_number_of_a_large_service(role):
    for table in (0, 2):
        theirs, ours = (tables(seen(who))[table] for who in (role, Role.LEAD))
        theirs, ours = (
            frame[frame.Service.isin(LARGE)].drop(columns="Where", errors="ignore").reset_index(drop=True)
            for frame in (theirs, ours)
        )
        assert len(ours) in {5, 60}
        numbers = theirs.assign(**{name: pd.to_numeric(theirs[name]) for name in COUNTED})
        pd.testing.assert_frame_equal(numbers, ours, check_dtype=False)


def test_a_span_without_a_whole_quarter_shows_nothing_of_a_small_service_and_says_so():
    app = seen(Role.VIEWER, **{"from": "2026-05", "to": "2026-06"})
    assert "received by 5 services" in said(app)
    assert any(f"Not shown: {NAME}: no whole quarter lies in this span." in c.value for c in app.caption)
    alone = seen(Role.VIEWER, service=SMALL, **{"from": "2026-05", "to": "2026-06"})
    assert f"No count of {NAME} from May 2026 to June 2026 can be shown yet." in said(alone)
    assert not alone.exception


def test_a_month_without_a_return_is_said_and_has_no_bar():
    app = seen(service=SMALL, **{"from": "2026-06", "to": "2026-08"})
    assert any(f"No return received: {NAME} (July 2026)." in c.value for c in app.caption)
    by_month = tables(app)[1].set_index("Month")
    assert by_month.Returns["July 2026"] == "no return"
    assert pd.isna(by_month.Received["July 2026"])
    bars = next(frame for frame in charted(app) if "begins" in frame and len(frame))
    assert list(bars.key) == ["2026-06", "2026-08"]


def test_what_has_changed_is_told_of_two_years_of_what_is_shown_exactly():
    lead, room = (
        next(one.value for one in seen(role).dataframe if "It is" in one.value and "Measure" in one.value)
        for role in (Role.LEAD, Role.VIEWER)
    )
    # Four measures of each; the small one has too few a month for shares, and its counts none for limits.
    of = {
        f"{measure}: {name}"
        for name in LARGE
        for measure in ("Received", "Started", "Ended early", "Outcomes")
    }
    assert {*lead.Measure} > of
    assert {*room.Measure} == of
    same = lead[lead.Measure.isin(of)].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        room.sort_values("Measure"),
        same.sort_values("Measure"),
        check_index_type=False,
    )
    months = next(one.value for one in seen().dataframe if "It was" in one.value)
    assert (months.Month.iloc[0], months.Month.iloc[-1]) == ("October 2026", "November 2024")


def test_a_provider_is_told_that_bands_say_nothing_of_what_has_changed():
    assert "what is usual can’t be told from bands" in " ".join(
        one.value for one in seen(Role.PARTNER).markdown
    )


def test_all_panels_share_one_scale():
    panels = [spec for spec in specs(seen()) if "begins" in json.dumps(spec)]
    tops = {json.dumps(layer["encoding"]["y"]["scale"]) for spec in panels for layer in spec["layer"][:2]}
    assert (len(panels), len(tops)) == (6, 1)


def test_quarters_have_a_scale_of_their_own():
    panels = [spec for spec in specs(seen(Role.VIEWER)) if "begins" in json.dumps(spec)]
    tops = {json.dumps(layer["encoding"]["y"]["scale"]) for spec in panels for layer in spec["layer"][:2]}
    assert (len(panels), len(tops)) == (6, 2)


def test_the_span_may_be_given_backwards():
    finding = said(seen(**{"from": "2026-09", "to": "2026-02"}))
    assert "from February 2026 to September 2026" in finding


def test_leads_can_ask_where_a_figure_comes_from():
    every = tables(seen(Role.LEAD))[2]
    assert every.Where.str.startswith(f"{loading.SERVICES_FILE_NAME}: D").sum() == 70


@pytest.mark.parametrize(
    "query",
    [{"service": "nothing"}, {"area": "E06000047"}, {"area": "nowhere"}, {"from": "1999-01", "to": "May"}],
    ids=str,
)
def test_an_address_with_any_query_opens(query):
    assert not seen(**query).exception


def box(app: AppTest, label: str):
    return next(one for one in app.selectbox if one.label == label)


def instead(app: AppTest) -> list[str]:
    return [one.value for one in app.caption if "was chosen" in one.value or "The address names" in one.value]


def test_the_area_is_that_of_every_page():
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = Role.LEAD
    app.switch_page(IOM.file).run()
    box(app, "Area").select("E06000005").run()
    app.query_params.clear()
    app.switch_page(REFERRALS.file).run()
    assert (box(app, "Area").value, app.query_params["area"]) == ("CDD", "CDD")
    assert instead(app) == [
        "Darlington was chosen. Here it is counted within County Durham & Darlington, which is shown."
    ]
    app.query_params.clear()
    app.switch_page(IOM.file).run()
    assert (box(app, "Area").value, instead(app)) == ("E06000005", [])


def test_all_areas_are_shown_where_nobody_chose_one():
    app = seen()
    assert (box(app, "Area").value, instead(app)) == ("all", [])


def test_an_address_of_before_is_understood():
    app = opened(counted="CDD")
    assert box(app, "Area").value == app.query_params["area"] == "CDD"
    assert "counted" not in app.query_params
    box(app, "Area").select("all").run()
    app.query_params["counted"] = "CDD"  # the browser has not been told yet
    app.query_params.pop("area")
    app.run()
    assert box(app, "Area").value == "all"


def test_the_span_comes_back_with_the_page():
    app = opened()
    box(app, "From").select("2026-02").run()
    box(app, "To").select("2026-08").run()
    for page_of in (IOM, REFERRALS):
        app.query_params.clear()
        app.switch_page(page_of.file).run()
    assert (box(app, "From").value, box(app, "To").value) == ("2026-02", "2026-08")
    assert "from February 2026 to August 2026" in said(app)


def test_a_span_that_nobody_chose_is_the_last_twelve_months():
    app = opened()
    app.query_params.clear()
    app.switch_page(IOM.file).run()
    app.query_params.clear()
    app.switch_page(REFERRALS.file).run()
    assert (box(app, "From").value, box(app, "To").value) == ("2025-11", "2026-10")


def asked(app: AppTest) -> str:
    """What is said of who is ending early."""
    return next(one.value for one in app.markdown if "Who is ending early" in one.value).replace("\\", "")


def test_of_a_small_service_each_sentence_names_the_months_that_are_counted():
    app = seen(service=SMALL)
    rows = figures()
    mine = rows[(rows.subject == SMALL) & rows.month.between(date(2026, 1, 1), date(2026, 6, 1))]
    ended = mine[mine.category == "ended_early"].value.sum()
    span = "from January 2026 to June 2026"
    assert f"received by {NAME} {span}" in said(app)
    assert f"{ended:,.0f} referrals ended early {span}" in asked(app)
    assert f"Sums of the months {span};" in said(app)
    (by_month,) = [
        one.value for one in app.dataframe if list(one.value)[:1] == ["Month"] and "Returns" in one.value
    ]
    here = set(rows[rows.subject == SMALL].month.map(lambda month: f"{month:%B %Y}"))
    missing = by_month[by_month.Returns == "no return"].Month
    assert not here & set(missing)
    assert "not in the sums (whole quarters only)" in set(by_month.Returns)
    room = seen(Role.VIEWER, service=SMALL)
    assert f"Ended early {span}:" in asked(room)


def test_leads_are_told_who_ends_early_why_and_of_which_office_it_has_become_less():
    words = asked(seen())
    every = figures()
    every = every[(every.subject != SMALL) | every.month.between(date(2026, 1, 1), date(2026, 6, 1))]
    ended = every[every.category == "ended_early"].value.sum()
    assert f"{ended:,.0f} referrals ended early from November 2025 to October 2026" in words
    north = every[every.category == "reason_ineligible @ Example North Office"].set_index("month").value
    before, since = north[: date(2026, 4, 1)].sum(), north[date(2026, 5, 1) :].sum()
    assert before > 5 * since
    assert f"{north.sum():.0f} came from Example North Office" in words
    assert f"({before:.0f} in November 2025 to April 2026, then {since:.0f} in May to October 2026)" in words


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL, Role.PARTNER])
def test_nobody_else_is_told_why(role):
    app = seen(role)
    assert "Why is told to leads and admins" in asked(app)
    assert "ineligible" not in asked(app)
    assert "Further counts" not in [one.value for one in app.header]
    assert not [one for one in app.dataframe if {"Accepted", "Office", "Desired outcome"} & {*one.value}]


def test_further_counts_stand_in_tables_for_leads():
    every = [one.value for one in seen().dataframe]
    of_services = next(one for one in every if "Accepted" in one)
    assert of_services.Accepted.sum() == counted_for_all("accepted")
    (offices,) = [one for one in every if "Office" in one]
    assert len(offices) == 3
    (desired,) = [one for one in every if "Desired outcome" in one]
    assert set(desired.Level) == {"achieved", "partly achieved", "not achieved"}


def test_a_service_without_a_return_is_said_to_have_none_and_is_not_dropped_silently():
    words = "No monthly return of Example Navigators, Durham{} is here; all services with one are shown."
    app = opened(service="example-navigators")
    assert words.format("") in [one.value for one in app.caption]
    assert not [one.value for one in opened(service=SMALL).caption if one.value.startswith("No monthly")]
    # From the view of the reports to that of the months, with one that has returns elsewhere alone.
    app = opened(service="example-navigators", view="clocks")
    app.segmented_control(key="view").set_value("months").run()
    assert words.format("") in [one.value for one in app.caption]
