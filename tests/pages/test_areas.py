"""The page on which admins say which authorities are covered."""

import pytest

from probation_commission.actions import areas
from probation_commission.domain.access import Person, Role
from probation_commission.ui import region
from probation_commission.ui.menu import AREAS, REGION
from tests.pages.sent import opened, tables

pytestmark = pytest.mark.usefixtures("migrated_home")
ADMIN = Person("Ada", Role.ADMIN)


def pressed(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_what_is_known_of_each_authority_stands_in_its_row():
    rows = {row[0]: tuple(row[1:]) for row in tables(opened(AREAS, Role.ADMIN))[0].itertuples(index=False)}
    assert rows["Haringey"] == (
        *("E09000014", "Enfield and Haringey", "Metropolitan Police", "London"),
        *("21, indicative outlines", "comes with the partnership"),
    )
    assert rows["Barnet"][4] == "24, no outlines"


def test_all_of_a_unit_is_added_but_for_what_is_covered_already_and_one_is_taken_out_again():
    app = opened(AREAS, Role.ADMIN)
    app = app.radio(key="areas_kind").set_value("pdu").run()
    # Hackney is covered; the City of London is the rest of its unit.
    app = app.multiselect(key="areas_pdu").set_value(["pdu:hackney-and-city"]).run()
    app = pressed(app, "Add 1 authority")
    assert [said.value for said in app.success] == ["Covered now: City of London."]
    assert "City of London" in list(tables(app)[0].Authority)
    app = app.selectbox(key="areas_one").select("E09000001").run()
    app = pressed(app, "Take it out")
    assert [said.value for said in app.success] == ["City of London is not covered any more."]
    assert areas.follow() == ()


def test_what_is_about_to_change_is_said():
    areas.add(ADMIN, ["Woking"])
    app = opened(AREAS, Role.ADMIN)
    app = app.selectbox(key="areas_one").select("E07000217").run()
    lines = next(text.value for text in app.markdown if "Woking lies in" in text.value)
    assert "Woking ends on 31 March 2027" in lines
    assert "becomes a part of East Surrey or West Surrey on 1 April 2027" in lines


LOOKUP = b"LSOA21CD,LSOA21NM,WD25CD,WD25NM\nE01000890,Camden 001A,E05013658,Kilburn\n"
WIMD = b"Data values,Data description,Area code,Area name,Domain\n7,Rank,W01001711,Cardiff 001A,WIMD\n"
CENSUS = b"LSOA code (2021),Observation\nE01000890,1700\n"


def test_two_files_at_once_are_put_together_and_what_is_wrong_with_them_is_said():
    areas.add(ADMIN, ["Camden"])
    app = opened(AREAS, Role.ADMIN)
    field = next(one for one in app.file_uploader if "LSOA" in one.label)
    app = field.upload("wimd.csv", WIMD).upload("lookup.csv", LOOKUP).run()
    app = pressed(app, "Use these figures")
    assert "the lookup has no ward for the LSOA W01001711" in app.error[0].value
    # Nothing was taken, so both files are still there; other ones are chosen in their stead.
    field = next(one for one in app.file_uploader if "LSOA" in one.label)
    app = field.clear().upload("census.csv", CENSUS).upload("lookup.csv", LOOKUP).run()
    app = pressed(app, "Use these figures")
    assert [said.value for said in app.success] == ["1 ward has the residents of this file from now on."]
    app = app.selectbox(key="areas_one").select("E09000007").run()
    lines = next(text.value for text in app.markdown if "Camden lies in" in text.value)
    assert "LSOAs by best fit to wards of 2025, loaded on " in lines


def test_before_any_return_the_region_is_on_the_map_as_such(monkeypatch):
    drawn = []
    monkeypatch.setattr(region.maps, "ward_picker", lambda base, *_, **__: drawn.append(base.plan))
    app = opened(REGION, Role.LEAD)
    said = " ".join(each.value for each in (*app.markdown, *app.caption)) + " ".join(
        each.proto.body for each in app.get("html")
    )
    assert "No IOM return of any authority of the North East has been received." in said
    assert [each.proto.label for each in app.get("page_link")][-1] == "Load a return"
    (plan,) = drawn
    assert plan["title"] == "Map: the authorities of the North East"
    assert "A click opens" not in said  # none has a page
