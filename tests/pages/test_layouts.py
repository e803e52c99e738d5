"""A lead and a workbook nobody has seen before: upload, say what the columns are, accept."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Role
from probation_commission.settings import ROOT
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.who import ROLE_KEY
from tests import files
from tests.given.layouts import LONG, SHEETS, WIDE, workbook

SHELL = ROOT / "probation_commission" / "ui" / "shell.py"
READ = "Read the file like this"
ACCEPT = "Accept this return"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def app(ready_home):  # noqa: ARG001 (no return is in the app's home)
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = Role.LEAD
    app.run()
    return app.switch_page(RETURNS.file).run()


def upload(app, content, name):
    app.file_uploader[0].upload(name, content, XLSX)
    return app.run()


def button(app, label):
    return next(one for one in app.button if one.label == label)


def labels(app):
    return [one.label for one in app.button]


def box(app, words):
    return next(one for one in app.selectbox if words in one.label)


def history():
    with database.read() as conn:
        return store.history(conn)


def test_an_unfamiliar_workbook_from_upload_to_history(app):
    upload(app, files.workbook(WIDE), "october.xlsx")
    assert not app.exception
    assert ACCEPT not in labels(app)  # nothing can be accepted before the columns are confirmed
    assert app.text_input[-1].value == "County Durham"
    assert box(app, "Where they live").value == "ward"
    box(app, "Everyone").select("count").run()
    button(app, READ).click().run()
    assert not app.exception
    assert any("Ward table 17 of 17" in one.value for one in app.markdown)
    button(app, ACCEPT).click().run()
    assert [(one.file_name, one.month.month) for one in history().itertuples()] == [("october.xlsx", 10)]

    september = {name: rows if name != "Snapshot" else _earlier(rows) for name, rows in WIDE.items()}
    upload(app, files.workbook(september), "september.xlsx")
    assert READ not in labels(app)  # the layout is known
    assert ACCEPT in labels(app)


def _earlier(rows):
    return [["Position at 30/09/2026"] if row[:1] == ["Position at 31/10/2026"] else row for row in rows]


def test_a_sheet_a_month_needs_one_look(app):
    upload(app, files.workbook(SHEETS), "quarter.xlsx")
    button(app, READ).click().run()
    button(app, "Accept these 3 returns").click().run()
    assert len(history()) == 3


def test_a_long_csv_of_two_areas_needs_a_sender(app):
    upload(app, LONG.encode(), "long.csv")
    button(app, READ).click().run()
    assert any("Name who sends this file" in one.value for one in app.error)
    app.text_input[-1].set_value("Durham Constabulary").run()
    button(app, READ).click().run()
    assert "Accept these 3 returns" in labels(app)


def test_area_and_month_are_asked_where_the_file_does_not_say_them(app):
    upload(app, workbook([["Ward", "All"], ["Cockerton", 5], ["Mowden", 1]]), "return.xlsx")
    assert box(app, "Which area it counts").value.name == "Darlington"
    button(app, READ).click().run()
    assert any("Choose the month" in one.value for one in app.error)
    month = box(app, "Which month it counts")
    month.set_value(_second(month)).run()
    button(app, READ).click().run()
    assert ACCEPT in labels(app)
    upload(app, workbook([["Ward", "All"], ["Cockerton", 4], ["Mowden", 1]]), "return.xlsx")
    assert ACCEPT not in labels(app)  # another file of that name: its month is asked again


def _second(month):
    return datetime.strptime(month.options[1], "%B %Y").date()  # noqa: DTZ007


def test_no_name_that_stands_in_a_column_is_on_the_screen(app):
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Lead officer", "Total"],
        ["Cockerton", "Zebedee Quill", 5],
        ["Mowden", "Zebedee Quill", 1],
    ]
    upload(app, workbook(rows), "return.xlsx")
    box(app, "Lead officer").select("something else").run()
    box(app, "B: which else").select("ethnicity").run()  # even if somebody asks for it
    assert list(app.dataframe[-1].value.iloc[0]) == ["Cockerton", "(words, not shown)", "5"]
    button(app, READ).click().run()
    assert [one.value for one in app.error]  # both rows are problems now
    shown = [one.value for kind in ("markdown", "caption", "error", "warning") for one in app.get(kind)]
    assert "Quill" not in str([shown, *(one.value.to_csv() for one in app.table)])


def test_a_service_that_is_not_known_is_asked_about_and_remembered(app):
    rows = [
        ["County Durham & Darlington"],
        ["Service", "Aug-26", "Sep-26", "Oct-26"],
        ["Personal Wellbieng, Durham", 3, 4, 5],
        ["Zebedee Quill", 1, 1, 2],
        ["Women’s services, Durham", 7, 8, 9],
    ]
    upload(app, workbook(rows), "provider.xlsx")
    assert not app.exception
    assert any("3 columns" in one.value for one in app.markdown)
    asked = box(app, "Personal Wellbieng")
    assert asked.value is None
    assert asked.options[0] == "Personal Wellbeing, Durham"
    assert not any("Zebedee" in one.label for one in app.selectbox)
    button(app, READ).click().run()
    assert any("what 2 names of services mean" in one.value for one in app.error)
    box(app, "Personal Wellbieng").select("personal-wellbeing-durham").run()
    box(app, "What stands in").select("left out").run()
    box(app, "Which kind of count").select("received").run()
    assert next(list(one.value["Received"]) for one in app.dataframe if "Received" in one.value) == [
        *("3", "4", "5"),
        *("7", "8", "9"),
    ]
    button(app, READ).click().run()
    assert not app.exception
    button(app, "Accept these 6 returns").click().run()
    assert len(history()) == 6


AREAS = [
    ["Personal Wellbeing, October 2026"],
    [],
    ["Measure", "County Durham", "Darlington"],
    ["Referrals", 31, 10],
    ["Starts", 24, 9],
]


def test_a_service_with_areas_across_and_a_short_name(app):
    upload(app, workbook(AREAS), "provider.xlsx")
    assert not app.exception
    assert any("To be filled in" in one.value for one in app.caption)
    app.text_input[-1].set_value("A provider").run()
    proposed = (
        box(app, "Which service") if any("Which service" in one.label for one in app.selectbox) else None
    )
    (proposed or box(app, "Personal Wellbeing")).select("personal-wellbeing-durham").run()
    button(app, READ).click().run()
    assert not app.exception
    assert "Accept these 2 returns" in labels(app)


def test_nothing_to_read_is_said_before_the_button_is_pressed(app):
    upload(app, workbook(AREAS), "provider.xlsx")
    assert not button(app, READ).disabled
    box(app, "County Durham").select("").run()
    assert button(app, READ).disabled
    assert any("No column of a table holds a count" in one.value for one in app.caption)
    box(app, "Measure").select("").run()
    assert any("Nothing of this file would be read" in one.value for one in app.caption)
