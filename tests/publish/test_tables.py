"""Workbooks that leave: texts stay texts, nothing missing becomes a number, the file says what it is."""

import re
import zipfile
from io import BytesIO

import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

from probation_commission.domain.access import Permission
from probation_commission.publish.tables import workbook
from probation_commission.ui.parts import page


def sheet(content: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()


def xml(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")
        )


def test_it_reads_back_as_it_went_in():
    frame = pd.DataFrame({"Ward": ["Harringay", "St Ann's"], "All": [3.0, 12.0], "Seen": [True, False]})
    assert sheet(workbook(frame, {"What": "IOM"}), "Table") == [
        ["Ward", "All", "Seen"],
        ["Harringay", 3, True],
        ["St Ann's", 12, False],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+1", "-1", "{=1+1}", "=HYPERLINK(1)", "http://a.b", "007"]
)
def test_a_text_is_never_a_formula_a_link_or_a_number(text):
    content = workbook(pd.DataFrame({text: [text]}), {text: text})
    assert sheet(content, "Table") == [[text], [text]]
    assert not re.search(r"<f[ >]|<hyperlink", xml(content))


def test_what_is_missing_stays_empty_and_zero_does_not():
    frame = pd.DataFrame({"All": pd.array([None, 0, 5], dtype="Float64"), "Red": [float("nan"), 0, None]})
    assert sheet(workbook(frame, {}), "Table")[1:] == [["", ""], [0, 0], [5, ""]]


def test_the_second_sheet_says_what_it_is():
    about = {"What": "IOM nominals by ward", "Who may see this": "restricted"}
    assert sheet(workbook(pd.DataFrame({"a": [1]}), about), "About this table") == [
        list(i) for i in about.items()
    ]


def test_a_table_without_rows_still_has_its_heading():
    assert sheet(workbook(pd.DataFrame(columns=["Ward", "All"]), {}), "Table") == [["Ward", "All"]]


@pytest.mark.parametrize("illustrative", [True, False])
def test_a_made_up_table_is_marked_in_the_files_name_and_in_the_file(illustrative, monkeypatch):
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda _label, **options: offered.update(options))
    page.download(
        pd.DataFrame({"a": [1]}),
        {"What": "W"},
        name="iom",
        needs=Permission.SEE_IOM,
        illustrative=illustrative,
    )
    about = dict(sheet(offered["data"](), "About this table"))
    assert offered["file_name"] == ("ILLUSTRATIVE_iom.xlsx" if illustrative else "iom.xlsx")
    assert about == ({"Illustrative": page.ILLUSTRATIVE} if illustrative else {}) | {"What": "W"}
