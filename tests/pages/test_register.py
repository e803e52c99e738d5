"""The view that loads a contract register: nothing is ticked, all is shown, and leads alone have it."""

import re

import pytest

from probation_commission import metrics
from probation_commission.domain.access import Role
from probation_commission.store import database, directory
from probation_commission.ui.menu import SERVICES
from tests import files
from tests.pages.sent import kept_texts, opened, tables, texts, type_into, walk

pytestmark = pytest.mark.usefixtures("sampled_home")
HEADS = ("Contract reference", "Title", "Supplier", "Start date", "End date", "Description", "Contact name")
MENTORING = (
    "EX-1",
    "Mentoring",
    "Example Mentoring",
    "01/04/2026",
    "31/03/2029",
    "for offenders",
    "Jo Bloggs",
)
HERE = ("PRJ_5781", "Women’s services, Durham", "St Giles Wise Group", "01/06/2024", "31/05/2027", "", "")
MOST_SELECTS = 8
BINS = ("EX-3", "Waste bins", "Example Bins", "", "", "", "Jo Bloggs")
CONTENT = files.csv([HEADS, MENTORING, HERE, BINS]).encode()


def words(app) -> str:
    # Without what keeps a text from being Markdown.
    return re.sub(r"[\\\u2060]", "", " ".join(text for node in walk(app.main) for text in texts(node.proto)))


def sent(content: bytes = CONTENT, role: Role = Role.LEAD):
    app = opened(SERVICES, role, view="register")
    app.file_uploader[0].upload("register.csv", content).run()
    return app


def ticked(app, *titles: str):
    for title in titles:
        next(box for box in app.checkbox if box.label.startswith(title)).check().run()
    return app


def box(app, label: str):
    return next(one for one in app.selectbox if one.label == label)


def button(app, begins: str):
    return next(one for one in app.button if one.label.startswith(begins))


def said_of_it(app):
    """The authority and the day, which are asked of every register."""
    box(app, "Its contracts are for").select("E06000047").run()
    (publisher,) = [data["field"] for data in kept_texts(app) if data["label"] == "Who publishes it"]
    app = type_into(app, publisher, "Example Council")
    return app.date_input[0].set_value("2026-05-01").run()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTNER, Role.PANEL])
def test_others_than_leads_are_offered_no_such_view(role):
    assert "Contract register" not in words(opened(SERVICES, role, view="register"))


def test_nor_is_it_while_a_lead_sees_it_as_the_partnership_does():
    app = opened(SERVICES, Role.LEAD, as_partnership=True, view="register")
    assert not app.file_uploader


def test_a_rerun_with_rows_ticked_asks_the_database_little(monkeypatch):
    app = said_of_it(ticked(sent(), "Mentoring", "Women"))
    asked = []
    monkeypatch.setattr(metrics, "rerun", lambda *measured: asked.append(measured[-1]))
    app.run()
    assert asked[0] <= MOST_SELECTS


def test_from_the_file_to_the_card():
    app = sent()
    assert not any(one.value for one in app.checkbox)
    # Offered are a word of the description and a supplier that is known here; bins are not.
    assert [one.label.partition(",")[0] for one in app.checkbox] == ["Mentoring", "Women’s services"]
    assert "Bloggs" not in words(app)
    app = said_of_it(ticked(app, "Mentoring", "Women"))
    (table,) = tables(app)
    assert list(table["What"]) == ["start", "end"]
    assert list(table["Here"]) == ["not known", "not known"]
    assert "choose a pathway" in words(app)
    assert button(app, "Load 2").disabled
    box(app, "Pathway of row 2").select("Accommodation").run()
    button(app, "Load 2").click().run()
    assert "2 contracts loaded" in app.success[0].value
    with database.read() as conn:
        (slug,) = [one for one in directory.services(conn).slug if one.startswith("here-")]
    card = words(opened(SERVICES, Role.LEAD, service=slug))
    assert "On the register of Example Council of 1 May 2026" in card
    assert "Taken of it: start: 1 April 2026" in card
    for_others = words(opened(SERVICES, Role.VIEWER, service=slug))
    assert "On the register of Example Council of 1 May 2026" in for_others
    assert "Taken of it" not in for_others


def test_a_search_finds_what_is_not_offered():
    app = sent()
    (search,) = [data["field"] for data in kept_texts(app) if data["label"].startswith("Search")]
    app = type_into(app, search, "example bins").run()
    assert [one.label.partition(",")[0] for one in app.checkbox] == ["Waste bins"]
    app = ticked(app, "Waste bins")
    app = type_into(app, search, "").run()
    # What is ticked stays in sight.
    assert "Waste bins" in [one.label.partition(",")[0] for one in app.checkbox]


def test_a_column_that_is_not_known_is_asked_for():
    app = sent(CONTENT.replace(b"Supplier", b"Who does it"))
    assert "Say which column is the supplier" in words(app)
    assert not app.checkbox
    box(app, "Supplier").select("who does it").run()
    assert len(app.checkbox) == 2
