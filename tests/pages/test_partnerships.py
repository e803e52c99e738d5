"""Every bundled partnership starts with its own data, and every page opens in it for a lead and a viewer."""

import re
from collections.abc import Iterator

import pytest

from probation_commission import setup
from probation_commission.domain.access import GRANTS, Role
from probation_commission.domain.partnership import Terms
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake import bundled
from probation_commission.store import database, directory, returns
from probation_commission.store import funds as funds_store
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import IOM, MENU, REGION
from tests.pages.sent import opened

REAL = {"enfield_haringey", "london"}
"""Those that come with the real return."""


# Of those with many areas the small one is opened in every run.
@pytest.fixture(
    scope="module",
    params=["enfield_haringey", pytest.param("london", marks=pytest.mark.long), "north_east"],
)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A partnership that has been started; opening a page writes nothing, so its tests share it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_PARTNERSHIP", request.param)
        environment.setenv("PC_HOME", str(tmp_path_factory.mktemp(request.param)))
        environment.setenv("PC_SAMPLE", "1")
        for name in ("PC_DATABASE_URL", "PC_SECRET", "PC_TILES_URL"):
            environment.delenv(name, raising=False)
        keeping.clear()
        setup.ready()
        yield request.param
        database._current().dispose()
        keeping.clear()


@pytest.mark.usefixtures("home")
# A viewer's figures take a minute to work out for these areas; their IOM page is opened below in every run.
@pytest.mark.parametrize("role", [Role.LEAD, pytest.param(Role.VIEWER, marks=pytest.mark.long)])
def test_every_page_opens(role):
    for item in MENU:
        if item.permission in GRANTS[role]:
            opened(item, role)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER])
def test_the_cohort_of_every_area_is_shown_by_ward_or_whole(role):
    for code in {partnership().home[0], partnership().home[-1]}:
        area = gazetteer().authority(code).name
        said = " ".join(one.proto.body for one in opened(IOM, role, area=code).get("html"))
        assert re.search(rf"\d+ (of \d+ )?nominals in {area}, October 2026", said)


def test_its_region_has_every_authority(home):
    table = next(one.value for one in opened(REGION, Role.LEAD).dataframe if "Return" in one.value)
    assert len(table) == (12 if home == "north_east" else 33)


def test_it_has_a_cohort_of_each_area_at_home_and_the_real_return_of_its_own(home):
    with database.read() as conn:
        history = returns.history(conn)
    made_up = history[history.illustrative.astype(bool) & (history.kind == "iom")]
    assert dict(made_up.area_code.value_counts()) == dict.fromkeys(partnership().home, 12)
    real = history[~history.illustrative.astype(bool)]
    assert list(real.file_name) == (["haringey_iom_2023_05.xlsx"] if home in REAL else [])


def test_what_is_bundled_is_that_of_the_areas_covered(home):
    with database.read() as conn:
        hubs, services, funds = directory.hubs(conn), directory.services(conn), funds_store.funds(conn)
    covered = {area.code for area in gazetteer().authorities}
    assert set(hubs.area_code) | {fund.area_code for fund in funds if not fund.is_everywhere} <= covered
    north = home == "north_east"
    named = services[~services.illustrative.astype(bool)].area
    # Four of the bundled services are for London; all others and the 17 places are in the North East.
    # Besides the six invented, the offices of its own areas: of one that is known besides there is none.
    own = covered - set(partnership().also)
    assert len(hubs) == 6 + sum(hub["area_code"] in own for hub in bundled.hubs())
    assert len(hubs) > (21 if north else 0) + 6
    sourced = {service["slug"] for service in bundled.services()} & set(services.slug)
    assert len(sourced) == (len(bundled.services()) - 4 if north else 4)
    # The others are on the national list, in its own words.
    listed = {contract.slug for contract in bundled.contracts()} & set(services.slug)
    assert len(named) == len(sourced) + len(listed)
    assert listed
    assert set(named.str.startswith("London")) == {not north}
    # What is for all areas is there wherever this runs (decision 294).
    everywhere = "regional-outcomes-innovation-fund"
    assert [fund.slug for fund in funds if not fund.illustrative] == (
        [everywhere] if north else ["partnership-local-project", everywhere]
    )


@pytest.mark.parametrize("home", ["enfield_haringey"], indirect=True)
@pytest.mark.usefixtures("home")
def test_a_second_start_changes_nothing_and_another_partnership_loads_its_own(monkeypatch):
    def revision():
        with database.read() as conn:
            return database.revision_number(conn), len(directory.hubs(conn))

    before = revision()
    setup.ready()
    assert revision() == before
    with monkeypatch.context() as environment:
        environment.setenv("PC_PARTNERSHIP", "durham")
        environment.setenv("PC_SAMPLE", "0")
        setup.ready()
        assert revision()[1] == 27  # those of County Durham & Darlington, and the six that are invented
    setup.ready()
    assert revision()[1] == before[1]


@pytest.mark.parametrize("home", ["enfield_haringey"], indirect=True)
@pytest.mark.usefixtures("home")
def test_its_own_words_stand_on_the_page(monkeypatch):
    monkeypatch.setattr(Terms, "said", {"ward": "division", "wards": "divisions", "blue": "away"})
    keeping.clear()
    app = opened(IOM, Role.LEAD)
    keeping.clear()
    assert app.title[0].value == "IOM by division"
    titles = [one.value for one in app.header]
    assert {"One division", "Not on a division of the map", "Every division of Enfield"} <= set(titles)
    assert {"Division", "RAG"} <= {one.label for one in (*app.selectbox, *app.get("button_group"))}
    shown = [*titles, *(one.proto.body for one in app.get("html")), *(one.value for one in app.markdown)]
    assert re.findall(r".{60}\bwards?\b.{60}", " ".join(shown), re.IGNORECASE) == []
    assert any('"away"' in one.proto.spec for one in app.get("vega_lite_chart"))
