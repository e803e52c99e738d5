"""By what the IOM page opens: by locality where by ward it would tell too little; what was chosen wins."""

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Role
from probation_commission.ui.menu import IOM, LOCALITIES
from probation_commission.ui.who import ROLE_KEY
from tests.pages.sent import texts, walk

pytestmark = pytest.mark.usefixtures("sampled_home")
DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"
WHY = "first: by ward the map has"


def opened(role=Role.VIEWER, page=IOM, **query) -> AppTest:
    app = AppTest.from_file(page.file, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def level(app) -> str:
    return next(one.value for one in app.segmented_control if one.label == "Level")


def why(app) -> list[str]:
    return [caption.value for caption in app.caption if WHY in caption.value]


def said(app) -> str:
    """All that the browser is sent."""
    return "\n".join(words for element in walk(app._tree) for words in texts(element.proto))


def headings(app) -> set[str]:
    return {header.value for header in app.header}


def test_a_viewer_opens_a_rag_by_large_locality_and_is_told_why():
    app = opened(area=DURHAM, rag="red")
    assert level(app) == "localities"
    (words,) = why(app)
    assert words.startswith(
        "By large locality first: by ward the map has one colour, and all 51 wards are “0–9"
    )
    assert {"One large locality", "Every large locality of County Durham"} <= headings(app)
    assert list(app.dataframe[0].value.columns)[:2] == ["Large locality", "Wards"]


def test_all_nominals_are_by_the_small_ones_with_their_source_under_the_table():
    app = opened(area=DARLINGTON)
    assert level(app) == "localities"
    assert "Every locality of Darlington" in headings(app)
    columns = ["Locality", "Large locality", "Wards", "All"]
    assert list(app.dataframe[0].value.columns) == [*columns, "Last month", "Change", "A year ago"]
    words = said(app)
    assert "Localities are ours, made with this app of Darlington wards since 2015 from the parts" in words
    assert "no council or partnership agreed them" in words


def test_an_address_that_asks_for_wards_is_followed():
    app = opened(area=DURHAM, rag="red", level="wards")
    assert (level(app), why(app)) == ("wards", [])


def test_with_three_colours_it_opens_by_ward():
    app = opened(area=DURHAM)
    assert (level(app), why(app)) == ("wards", [])


def choose(app, label, value) -> AppTest:
    next(one for one in app.segmented_control if one.label == label).set_value(value)
    app.run()
    assert not app.exception
    return app


def test_another_rag_opens_anew_until_somebody_chooses():
    app = choose(opened(area=DURHAM), "RAG", "red")
    assert level(app) == "localities"
    assert level(choose(app, "RAG", "all")) == "wards"
    app = choose(choose(app, "Level", "localities"), "Level", "wards")
    assert level(choose(app, "RAG", "red")) == "wards"


def test_another_month_leaves_it_as_it_is():
    app = opened(area=DARLINGTON, month="2026-08")  # three bands by ward
    assert level(app) == "wards"
    month = next(box for box in app.selectbox if box.label == "Month")
    month.set_value("2026-10").run()  # two
    assert level(app) == "wards"


def test_a_lead_sees_the_same_localities_exactly_and_where_they_come_from():
    app = opened(Role.LEAD, area=HARINGEY, rag="red", level="localities")
    table = app.dataframe[0].value.set_index("Large locality")
    assert table.loc["Tottenham", "Red"] == 10  # 4 of Northumberland Park, six wards of 1
    words = said(opened(Role.LEAD, LOCALITIES, area=DARLINGTON))
    assert "They came with this app, made from the parts of the town" in words
    assert "what you save replaces them" in words


def test_a_lead_is_told_that_the_large_localities_are_not_edited_here():
    assert "which come with the app and can’t be edited here" in said(
        opened(Role.LEAD, LOCALITIES, area=DARLINGTON)
    )
