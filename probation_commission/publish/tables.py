"""A table as a workbook that says what it holds."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd
import xlsxwriter

ILLUSTRATIVE = "Illustrative data, made up to show the app. Do not quote these figures."


def workbook(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The table on the first sheet, and on the second what it is: source, date, audience, marks.

    Texts stay texts: nothing in them is taken for a formula or a link. Missing numbers stay empty.
    """
    content = BytesIO()
    # "=1+1" as a ward’s name is the text "=1+1", and stays it when Excel opens the file (decision 16).
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _write_table(book.add_worksheet("Table"), frame, bold)
        sheet = book.add_worksheet("About this table")
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 100)
        for row, (name, words) in enumerate(about.items()):
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, words, wrap)
    return content.getvalue()


def _write_table(sheet: xlsxwriter.worksheet.Worksheet, frame: pd.DataFrame, bold: object) -> None:
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), bold)
        for row, value in enumerate(frame[name], 1):
            if pd.notna(value):
                # A number stays one, so that it can be added up; a missing one stays empty and is not 0.
                sheet.write(row, column, value if isinstance(value, int | float | str) else str(value))
    sheet.freeze_panes(1, 1)
    sheet.autofit()
