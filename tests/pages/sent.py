"""All that a page sends to a browser, and the files behind its buttons, as text."""

import io
import json
import re
import secrets
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import streamlit as st
from google.protobuf.message import Message
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from probation_commission.settings import ROOT
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import maps
from probation_commission.ui.who import AS_PARTNERSHIP_KEY, ORGANISATION_KEY, ROLE_KEY

SHELL = ROOT / "probation_commission" / "ui" / "shell.py"


def opened(page, role, *, as_partnership=False, faults=False, organisation=None, **query) -> AppTest:
    """The page as its address opens it; unless `faults` are looked for, none of its parts may have failed."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.session_state[AS_PARTNERSHIP_KEY] = as_partnership
    party = (organisation, loaders.parties().get(organisation, "none")) if organisation else None
    app.session_state[ORGANISATION_KEY] = party
    app.query_params.update(query)
    # By its address at once: AppTest's switch_page would have every session begin with the overview.
    app._page_hash = calc_hash(page.address)
    app.run()
    assert app._finished_page_script_hash == calc_hash(page.address)
    assert not app.exception
    assert faults or not [error.value for error in app.error if "fault of the app" in error.value]
    return app


def sent(page, role, monkeypatch, **query) -> list[str]:
    """Every text, number, table, chart, map and file of the page, in the order in which it is sent."""
    files: list[bytes] = []
    drawn: list[str] = []
    # What tells two sessions apart is no word of the page.
    monkeypatch.setattr(secrets, "token_hex", lambda *_: "0")
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: files.append(data()))
    monkeypatch.setattr(maps, "st_folium", lambda base, **rest: drawn.append(on_map(base, **rest)))
    app = opened(page, role, **query)
    words = [text for node in walk(app.main) for text in texts(node.proto)]
    return [*words, *drawn, *(cell for content in files for cell in read(content))]


def on_map(base, *, feature_group_to_add, **_) -> str:
    """The values that a map's script is given, which AppTest does not see."""
    commands = feature_group_to_add._children.values()
    given = [part for command in commands for part in (command.method, command.values)]  # noqa: PD011
    return json.dumps([base.plan, *given])


def kept_texts(app: AppTest, part: str = "field") -> list[dict]:
    """What the fields of kept text, or the bars, of the page were given."""
    # The menu of a phone is a component that is given nothing.
    given = [json.loads(node.proto.json or "{}") for node in app.get("bidi_component")]
    return [data for data in given if data.get("part") == part]


def kept_text(app: AppTest, key: str) -> str:
    """What stands in the field of that key."""
    (text,) = (data["value"] for data in kept_texts(app) if data["field"] == key)
    return text


def type_into(app: AppTest, key: str, text: str) -> AppTest:
    """Put the text into a field of kept text; the next run finds it there, as a browser's sending would."""
    assert key in [data["field"] for data in kept_texts(app)]
    app.session_state[key] = text
    return app


def number(app: AppTest, key: str) -> str:
    """What stands in the field for a number."""
    return kept_text(app, f"{key}.typed")


def type_number(app: AppTest, key: str, text: str) -> AppTest:
    """Put the number into its field, as a browser's sending would."""
    app.session_state[key] = float(text)
    return type_into(app, f"{key}.typed", text)


def walk(block):
    for node in block.children.values():
        if hasattr(node, "children"):
            yield from walk(node)
        if getattr(node, "proto", None) is not None:
            yield node


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables of a page as they are read, without the escapes of what would be Markdown."""
    return [table.value.rename(columns=_read).map(_read) for table in app.table]


def _read(cell: object) -> object:
    return re.sub(r"\\(.)|\u2060", r"\1", cell) if isinstance(cell, str) else cell


def texts(message: Message) -> Iterator[str]:
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


def read(content: bytes) -> Iterator[str]:
    """The cells of a workbook, or the words of a sheet of paper side by side, wherever a line ends."""
    if not content.startswith(b"%PDF"):
        yield from workbook(content)
        return
    yield from (" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def workbook(content: bytes) -> Iterator[str]:
    for name in ("Table", "About this table"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        yield from (str(row) for row in book.get_sheet_by_name(name).to_python())
