"""What a viewer is sent holds bands: no exact count anywhere, in any text, table, chart or file."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
import streamlit as st
from google.protobuf.message import Message
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from probation_commission.actions import returns, setup
from probation_commission.disclosure.counts import BANDS, NO_FIGURE
from probation_commission.domain.access import Role
from probation_commission.settings import DATA
from probation_commission.store import database
from probation_commission.ui.identity import ROLE_KEY
from probation_commission.ui.menu import IOM, OVERVIEW
from tests.given import LEAD

PLANTED = {"all": 7319, "red": 4273, "ward": 1373, "ward red": 1181, "NFA": 2917, "September": 6947}
IN_NO_ROW = PLANTED["all"] - PLANTED["ward"] - PLANTED["NFA"]
SECRETS = {
    *PLANTED.values(),
    IN_NO_ROW,
    PLANTED["red"] - PLANTED["ward red"],
    PLANTED["ward"] + PLANTED["NFA"],
}
WARD = "E05010414"  # Cockerton
CSV = f"""area,month,ward,rag,count
Darlington,2026-09,all,all,{PLANTED["September"]}
Darlington,2026-09,all,red,{PLANTED["September"]}
Darlington,2026-10,all,all,{PLANTED["all"]}
Darlington,2026-10,all,red,{PLANTED["red"]}
Darlington,2026-10,Cockerton,all,{PLANTED["ward"]}
Darlington,2026-10,Cockerton,red,{PLANTED["ward red"]}
Darlington,2026-10,NFA,all,{PLANTED["NFA"]}
"""
SHELL = Path(__file__).resolve().parents[2] / "probation_commission" / "ui" / "shell.py"
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"


@pytest.fixture
def app_home(home) -> Path:
    """Haringey's real return, and two months of Darlington with counts that stand nowhere else."""
    setup.ready()
    for name, content in {"planted.csv": CSV.encode(), WORKBOOK.name: WORKBOOK.read_bytes()}.items():
        checked = returns.check(LEAD, content, name)
        returns.accept(LEAD, checked, {q.key: q.options[-1][0] for q in checked.reading.questions})
    yield home
    database._current().dispose()


def texts(message: Message) -> Iterator[str]:
    """Every text, number and table of an element as the browser is sent it."""
    for field, value in message.ListFields():
        values = [value] if isinstance(value, (str, bytes, int, float, Message)) else list(value)
        for one in values:
            if isinstance(one, Message):
                yield from texts(one)
            elif isinstance(one, bytes):
                yield table(one)
            else:
                yield f"{field.name}: {one}"


def table(arrow: bytes) -> str:
    try:
        return pa.ipc.open_stream(arrow).read_all().to_pandas().to_csv()
    except pa.ArrowInvalid:
        return arrow.decode(errors="replace")


def sent(page, role, monkeypatch, **query) -> str:
    """All that the page sends to a browser, with the files behind its buttons."""
    files: list[bytes] = []
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: files.append(data()))
    app = opened(page, role, **query)
    protos = [element.proto for element in walk(app._tree)]
    cells = [
        str(row)
        for content in files
        for name in ("Table", "About this table")
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    ]
    return "\n".join([*(words for proto in protos for words in texts(proto)), *cells])


def opened(page, role, **query) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.run()
    app.query_params.update(query)
    app.switch_page(page.file).run()
    assert not app.exception
    return app


def walk(block):
    for node in block.children.values():
        if hasattr(node, "children"):
            yield from walk(node)
        if getattr(node, "proto", None) is not None:
            yield node


def numbers(words: str) -> set[int]:
    """Every whole number that stands by itself, with or without a comma or a nought after the point."""
    found = re.findall(r"(?<![\d.#])(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(?![\d.])", words)
    return {int(number.replace(",", "")) for number in found}


QUERIES = [
    pytest.param(IOM, {"area": "E06000005", "month": "2026-10", "rag": rag, "ward": WARD}, id=f"IOM {rag}")
    for rag in ("all", "red")
] + [pytest.param(OVERVIEW, {"area": "E06000005"}, id="overview")]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTNER, Role.PANEL])
@pytest.mark.parametrize(("page", "query"), QUERIES)
@pytest.mark.usefixtures("app_home")
def test_no_planted_count_nor_a_difference_of_two_is_sent(page, query, role, monkeypatch):
    words = sent(page, role, monkeypatch, **query)
    assert "Darlington" in words
    assert "20 or more" in words
    assert not numbers(words) & SECRETS


@pytest.mark.parametrize(("page", "query"), QUERIES)
@pytest.mark.usefixtures("app_home")
def test_a_lead_is_sent_them_so_that_they_would_be_found(page, query, monkeypatch):
    found = numbers(sent(page, Role.LEAD, monkeypatch, **query))
    assert PLANTED["red"] in found
    if page is IOM:
        assert {PLANTED["ward red"], PLANTED["September"]} <= found


@pytest.mark.parametrize("rag", ["all", "red"])
@pytest.mark.usefixtures("app_home")
def test_every_count_of_the_real_return_is_a_band(rag):
    app = opened(IOM, Role.VIEWER, area="E09000014", month="2023-05", rag=rag)
    bands = {band.label for band in BANDS} | {NO_FIGURE}
    by_ward = next(frame.value for frame in app.dataframe if "Ward" in frame.value)
    beside = next(frame.value for frame in app.table if "Nominals" in frame.value)
    counted = [*by_ward[["All", "Red", "Amber", "Green", "Blue"]].to_numpy().ravel(), *beside.Nominals]
    assert len(counted) > 100
    assert set(counted) <= bands
    assert len(set(counted)) > 1


def test_a_number_is_found_however_it_is_written():
    assert numbers('"all": 7319, x') == {7319}
    assert numbers("7,319 nominals") == {7319}
    assert numbers("4273.0,1") == {4273, 1}
    assert numbers("#731900") == set()
