"""A list of people on the page of returns: nothing of it in the session, a cache, or anything else alive."""

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Role
from probation_commission.ui.menu import LOCALITIES, RETURNS
from tests.given.people import ANYBODY, as_csv, as_workbook, file_name, of
from tests.live_objects import holders
from tests.pages.sent import opened

pytestmark = pytest.mark.usefixtures("ready_home")


@pytest.fixture
def app() -> AppTest:
    return opened(RETURNS, Role.LEAD)


def sent(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception
    return app


@pytest.mark.long
def test_a_list_is_gone_while_its_counts_are_shown_and_after_they_are_accepted(app):
    sent(app, file_name(".xlsx"), as_workbook())
    assert "only the counts below were kept in memory" in app.info[0].value
    assert holders(ANYBODY) == []
    next(button for button in app.button if button.label.startswith("Accept")).click().run()
    assert app.success[0].value == "Accepted: County Durham, October 2026."
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_a_refused_list_is_gone_while_its_problem_is_shown(app):
    sent(app, file_name(".csv", ""), as_csv())
    assert "can’t be accepted" in app.error[0].value
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_a_name_that_a_file_came_under_is_gone_once_it_was_accepted(app):
    rows = b"area,month,ward,rag,count\nDarlington,2026-08,Cockerton,,3\n"
    sent(app, of("X94", "0817.csv"), rows)
    assert "seems to hold a CRN" in app.info[0].value
    next(button for button in app.button if button.label.startswith("Accept")).click().run()
    assert app.success[0].value == "Accepted: Darlington, August 2026."
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_a_file_of_localities_that_was_refused_is_gone_while_its_problem_is_shown():
    rows = as_csv().decode().replace("Name,", "locality,ward,", 1)
    app = sent(opened(LOCALITIES, Role.LEAD), file_name(".csv", ""), rows.encode())
    assert any("nothing of it was kept in memory" in info.value for info in app.info)
    assert holders(ANYBODY) == []


@pytest.mark.long
def test_names_beside_localities_are_gone_once_those_are_in_the_table():
    rows = f"locality,ward,seen\nWest,Belmont,{of('Zq', 'xwvjina')}\n".encode()
    app = sent(opened(LOCALITIES, Role.LEAD), "l.csv", rows)
    next(button for button in app.button if button.label == "Put this into the table").click().run()
    assert not app.exception
    assert holders(ANYBODY) == []
