"""The check screen asks which ward a misspelt name means, and says what it was told before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import aliases
from probation_commission.domain.access import Role
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.who import ROLE_KEY
from tests.given.returns import LEAD

COCKERTON = "E05010414"
SHELL = ROOT / "probation_commission" / "ui" / "shell.py"


@pytest.fixture(autouse=True)
def app_home(ready_home) -> Iterator[Path]:
    yield ready_home
    database._current().dispose()


def checked(month: str = "2026-08", name: str = "Cockertn") -> AppTest:
    """The returns page with a file that misspells Cockerton."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = Role.LEAD
    app.run()
    app.switch_page(RETURNS.file).run()
    content = f"area,month,ward,rag,count\nDarlington,{month},{name},,3\n".encode()
    app.file_uploader[0].set_value((f"{month}.csv", content, "text/csv")).run()
    assert not app.exception
    return app


def accept(app):
    return next((one for one in app.button if one.label.startswith("Accept")), None)


def test_nothing_is_applied_until_a_person_chooses_and_it_is_remembered():
    app = checked()
    (question,) = app.radio
    assert question.value is None
    assert accept(app).disabled
    question.set_value(COCKERTON).run()
    assert not accept(app).disabled
    assert aliases.everything(LEAD) == []  # not before it is accepted
    accept(app).click().run()
    assert [one.ward_code for one in aliases.everything(LEAD)] == [COCKERTON]
    again = checked("2026-09", "COCKERTN")
    assert not again.radio
    assert "COCKERTN\u2019 read as Cockerton, as confirmed by Local lead on" in again.info[0].value


def test_another_place_stops_the_file_and_can_be_taken_back():
    app = checked()
    app.radio[0].set_value("another place").run()
    assert "can\u2019t be accepted" in app.error[0].value
    assert accept(app) is None
    app.radio[0].set_value(COCKERTON).run()
    assert not app.error
    assert not accept(app).disabled


def test_what_may_be_somebodys_words_is_asked_about_and_not_shown():
    app = checked(name="Kevin Brown")
    (question,) = [box for box in app.selectbox if "is no ward of" in box.label]
    assert "What stands in C2 is no ward of Darlington" in question.label
    assert "Cockerton, Darlington" in question.options
    shown = (*app.table, *app.markdown, *app.error, *app.selectbox)
    assert "Kevin" not in str([(element.value, getattr(element, "label", "")) for element in shown])
    question.set_value("outside").run()
    accept(app).click().run()
    assert not app.error
