"""What people typed, and what files and sheets are called, is never Markdown or HTML on any page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from google.protobuf.message import Message
from streamlit.proto.Html_pb2 import Html
from streamlit.testing.v1 import AppTest

from probation_commission.actions import reconciliation, returns
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import CostLine
from probation_commission.store import database
from probation_commission.ui.menu import LOCALITIES, MENU, RETURNS
from tests.actions.test_hostile_texts import ACTIONS, LEAD, Given, outcome
from tests.files import Borough
from tests.given.ideas import ANNA, approve, sent, shortlisted
from tests.pages.sent import opened, table, walk

TYPED = (
    "[x](https://elsewhere.org/x) <b>z</b> www.elsewhere.org",
    "![y](/elsewhere) $w$ :red[v] `u` **t** :material/home:",
)
"""Links, a tag, a picture, mathematics, a colour, code, bold and an icon, each to be read as it was typed."""
TAG = ("<b>z",)
LINKED = ("://elsewhere", "www.elsewhere", ":material/home:")
DRAWN = ("[x](", *TAG, "](/elsewhere", "$w$", ":red[v]", "`u`", "**t**", *LINKED)
TODAY = date(2026, 11, 22)
PLAIN = {
    *("Text", "TextInput", "TextArea", "Code", "Json", "Selectbox", "MultiSelect", "FileUploader"),
    *("VegaLiteChart", "BidiComponent", "ComponentInstance", "PageConfig", "AppPage"),
}
"""Elements whose text is drawn as it is, but for what they are called and their help."""


def drawn(message: Message, of: str = "") -> Iterator[str]:
    """Every text of an element that a browser takes for Markdown or HTML."""
    kind = type(message).__name__
    for field, value in message.ListFields():
        for part in [value] if isinstance(value, str | bytes | Message) else several(value):
            if isinstance(part, Message):
                yield from drawn(part, kind)
            elif isinstance(part, bytes) and of == "Table":
                # Its cells are Markdown; those of a data frame are not.
                yield table(part)
            elif isinstance(part, str) and (kind not in PLAIN or field.name in {"label", "help"}):
                yield part


def several(value: object) -> list[object]:
    return list(value) if hasattr(value, "__iter__") else []


def marks_drawn(app: AppTest) -> dict[tuple[str, str], str]:
    """Where something typed would be drawn, by element and mark."""
    return {
        (type(node.proto).__name__, mark): text[max(text.index(mark) - 80, 0) :][:160]
        for node in walk(app._tree)
        for text in drawn(node.proto)
        for mark in (TAG if isinstance(node.proto, Html) else DRAWN)
        if mark in text
    }


def line_to_explain() -> tuple[int, str]:
    with database.read() as conn:
        line = reconciliation.in_force(conn).iloc[0]
    return int(line.return_id), str(line.code)


@pytest.fixture
def typed(ready_home):  # noqa: ARG001 (where it all lies)
    """A home in which somebody has typed it wherever something can be typed."""
    given = Given()
    kept = {
        name
        for name, action in ACTIONS.items()
        # A promise of no idea has no title: no page makes one.
        if name != "promise: unit"
        for text in TYPED
        if outcome(action, given, text) == "kept"
    }
    assert {"return: file's name", "return: sender", "idea: title", "explanation", "person: name"} <= kept
    words = {"title": TYPED[0], "organisation": TYPED[1], "what": TYPED[0], "indicator": TYPED[1]}
    costs = (CostLine(TYPED[0], 100_00),)
    idea = shortlisted(replace(ANNA, name=TYPED[0]), costs=costs, **words)
    approve(idea, 100)
    sent(replace(ANNA, name=TYPED[1]), costs=costs, **words)
    content = Borough(total=14, wards=[("HARRINGAY", 7, 3), ("NFA", 6, 2)]).file()
    returns.accept(LEAD, returns.check(LEAD, content, f"{TYPED[1]}.xlsx", TODAY))
    given.return_id, given.code = line_to_explain()
    given.explain(TYPED[0])
    read = returns.check(LEAD, WARDS, "wards.csv", TODAY)
    returns.accept(LEAD, read, {question.key: "not known" for question in read.reading.questions})


@pytest.mark.usefixtures("typed")
def test_no_page_draws_it():
    places = {"area": "E09000014", "month": "2023-05", "fund": "pot"}
    drawn_on = {
        (item.title, role): marks_drawn(opened(item, role, **places))
        for item in MENU
        for role in Role
        if Person("", role).may(item.permission)
    }
    assert {where: found for where, found in drawn_on.items() if found} == {}


HEADED = f'"{TYPED[0]}","Number {TYPED[1]}",Month\n"{TYPED[1]}",4,2026-09\nBelmont,3,2026-09\n'.encode()
WARDS = (
    f'area,month,ward,rag,count\nHaringey,2023-04,West Green,,3\nHaringey,2023-04,"{TYPED[0]}",,3\n'.encode()
)
SENT = {
    "a layout that nobody knows": (RETURNS, HEADED),
    "wards that are none": (RETURNS, WARDS),
    "a file that is none": (RETURNS, b"%PDF-1.7"),
    "localities": (LOCALITIES, f'locality,ward\n"{TYPED[0]}",Belmont\nNorth,"{TYPED[1]}"\n'.encode()),
    "headings of localities": (LOCALITIES, HEADED),
}


@pytest.mark.usefixtures("ready_home")
@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize(("item", "content"), SENT.values(), ids=SENT)
def test_nor_while_a_file_is_being_read(item, content, name):
    app = opened(item, Role.LEAD)
    app.file_uploader[0].upload(f"{name}.csv", content, "text/csv")
    app.run()
    assert not app.exception
    assert len(app.main) > 3
    assert marks_drawn(app) == {}


TWO_MONTHS = b"area,month,ward,rag,count\nHaringey,2023-04,West Green,,3\nHaringey,2023-03,West Green,,4\n"


@pytest.mark.usefixtures("ready_home")
def test_nor_once_it_is_accepted_or_loaded_again():
    app = opened(RETURNS, Role.LEAD)
    for _ in range(2):
        app.file_uploader[0].upload(f"{TYPED[0]}.csv", TWO_MONTHS, "text/csv")
        app.run()
        assert marks_drawn(app) == {}
        for button in app.button:
            if button.label.startswith("Accept"):
                button.click()
                app.run()
                assert "2 returns from" in app.success[0].value
                assert marks_drawn(app) == {}
    assert "already loaded" in app.info[0].value


@pytest.mark.usefixtures("ready_home")
def test_nor_in_a_refusal():
    def refused() -> None:
        from probation_commission.actions.refusals import RefusedError  # noqa: PLC0415 (runs by itself)
        from probation_commission.domain.access import NotAllowedError  # noqa: PLC0415
        from probation_commission.ui.parts import faults, replies  # noqa: PLC0415

        typed = "“[x](/y) www.elsewhere.org” is none."
        with replies.refusal_shown():
            raise RefusedError(typed)
        with replies.reasons_shown():
            raise RefusedError(typed, "Nor is this.")
        with replies.refusal_kept("place"):
            raise RefusedError(typed)
        replies.draw("place")
        with faults.contained(""):
            raise NotAllowedError(typed)

    app = AppTest.from_function(refused).run()
    assert (len(app.error), len(app.warning)) == (4, 1)
    assert marks_drawn(app) == {}
