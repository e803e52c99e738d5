"""The region's page with the illustrative data and the real return: what is told, and where a click leads."""

from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Role
from probation_commission.ui import region
from probation_commission.ui.data import released
from probation_commission.ui.iom import map as iom_map
from probation_commission.ui.menu import IOM, REGION
from tests.pages.sent import opened

pytestmark = pytest.mark.usefixtures("sampled_home")
MAY = {"region": "J", "month": "2023-05"}


def words(app) -> str:
    bodies = [each.proto.body for each in app.get("html")]
    return " ".join(
        [*bodies, *(each.value for each in (*app.markdown, *app.caption, *app.header, *app.info))]
    )


def rows(app, column: str = "Return"):
    return next(frame.value for frame in app.dataframe if column in frame.value).set_index("Area")


def test_the_home_region_comes_first_with_every_authority():
    app = opened(REGION, Role.LEAD)
    table = rows(app)
    assert len(table) == 12
    assert list(table.Return.value_counts()) == [10, 2]
    assert table.loc["County Durham", "PDU"] == "County Durham and Darlington"
    assert table.loc["Gateshead", "All"] == "–"
    assert "2 of 12 authorities of the North East have returns for October 2026" in words(app)
    assert "Made up on this page" in words(app)


def test_london_shows_thirty_three_and_its_one_real_return():
    app = opened(REGION, Role.LEAD, **MAY)
    table = rows(app)
    assert len(table) == 33
    assert list(table.loc["Haringey"])[:6] == ["received", "61", "30", "8", "7", "16"]
    assert "no figure here is made up" in words(app)


def test_a_viewer_is_told_a_unit_as_the_sum_of_what_is_shown():
    app = opened(REGION, Role.VIEWER, by="units", **MAY)
    unit = rows(app).loc["Enfield and Haringey"]
    assert (unit.Return, unit.All) == ("1 of 2 received", "61")
    assert (unit.Red, unit.Amber) == ("30–39", "0–9")
    assert unit["Which these are"] == "as HMPPS or its name says"


def test_the_boroughs_compared_are_on_the_map_and_in_a_table():
    app = opened(REGION, Role.LEAD, measure="cost_per_offence.before.2023Q1", **MAY)
    compared = rows(app, "Stage")
    assert set(compared.index) == {"All Boroughs", "Haringey", "Enfield", "Barnet"}
    (sentence,) = [each.value for each in app.markdown if "before IOM" in each.value]
    assert sentence.index("Haringey") < sentence.index("Barnet") < sentence.index("Enfield")  # highest first
    assert "twelve months" not in words(app)  # the only month of its year would be the map again
    app.multiselect[0].set_value(["Haringey", "Barnet"]).run()
    assert set(rows(app, "Stage").index) == {"Haringey", "Barnet"}


def test_the_comparison_is_the_one_of_the_ioms_page():
    told = released.comparisons("E09000014", Audience.PARTNERSHIP)[date(2023, 5, 1)]
    lines = released.breakdowns("E09000014", date(2023, 5, 1), Sight(Audience.PARTNERSHIP))
    assert [row.told.text for row in told] == list(lines["Comparison of boroughs"]["How many"])


def test_by_keyboard_an_area_is_chosen_from_a_list_and_its_page_is_a_link():
    app = opened(REGION, Role.LEAD, one="E06000005")
    assert "**Darlington**, October 2026" in words(app)
    links = [each.proto.label for each in app.get("page_link")]
    assert "Darlington by ward" in links
    without = opened(REGION, Role.LEAD, one="E08000037")
    assert "It has no page of its own yet" in words(without)


def test_a_click_leads_to_the_authoritys_own_page(monkeypatch):
    went = []
    monkeypatch.setattr(
        region.st, "switch_page", lambda file, query_params: went.append((file, query_params))
    )
    app = opened(REGION, Role.LEAD)
    app.session_state["region@go"] = "E06000005"
    app.run()
    assert went == [(region.IOM.file, {"area": "E06000005"})]
    app.session_state["region@go"] = "E08000037"  # Gateshead has none
    app.run()
    assert len(went) == 1
    assert not app.exception


def test_every_measure_level_and_shape_opens_for_a_viewer():
    app = opened(REGION, Role.VIEWER)
    for measure in app.selectbox(key="measure").options:
        app.selectbox(key="measure").select(measure).run()
        assert not app.exception
    for shape in ("hexagons", "map"):
        again = opened(REGION, Role.VIEWER, shape=shape, by="units", measure="rate")
        assert not again.exception


def test_a_month_without_a_return_says_so():
    app = opened(REGION, Role.LEAD, region="A", month="1999-01")
    assert "No IOM return of the North East for January 1999 is here" in words(app)


@pytest.mark.parametrize("shape", ["map", "hexagons"])
def test_the_wards_of_the_ioms_page_are_drawn_in_either_shape(shape, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        iom_map.maps, "ward_picker", lambda base, *_, key, **__: drawn.append((base.plan, key))
    )
    app = opened(IOM, Role.LEAD, area="E06000047", shape=shape)
    ((plan, key),) = drawn
    hexagons = shape == "hexagons"
    assert key.endswith("-hexagons") is hexagons
    assert ("-hexagons-" in plan["outlines"][0]) is hexagons
    assert plan["scale"] is not hexagons
    assert ("Hexagons lie about where" in words(app)) is hexagons
