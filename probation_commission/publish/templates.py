"""The workbooks that services and areas fill in each month: drop-downs, checks, and how to do it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from types import MappingProxyType
from typing import Any

import xlsxwriter

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.iom import CATEGORIES, Outcome, Rag
from probation_commission.domain.months import FIRST
from probation_commission.domain.needs import Need, NeedsSource
from probation_commission.domain.referrals import (
    COUNT_LABELS,
    DESIRED,
    Activity,
    EarlyReason,
    Level,
    Queue,
    ReferralStage,
)
from probation_commission.domain.trackers import DATED, POLICE_HOURS, Tracker
from probation_commission.intake.cohort import template

# How far down the drop-downs reach.
ROWS = 500
COLUMNS = {
    "service": "Choose the service from the list.",
    "month": "Choose the month from the list. One row for each service, month and area.",
    "area": "Choose the area that this row counts. Do not give a whole and its parts for the same month.",
    ReferralStage.RECEIVED.label: "Referrals received in this month.",
    ReferralStage.STARTED.label: (
        "Referrals whose service started in this month, whenever they were received."
    ),
    ReferralStage.COMPLETED.label: "Referrals completed in this month, whenever they started.",
    ReferralStage.ENDED_EARLY.label: "Referrals that ended early in this month, for whatever reason.",
    "outcomes achieved": f"People whose service ended this month, outcome {Level.ACHIEVED.label}.",
    "outcomes partly achieved": f"People whose service ended this month, outcome {Level.PARTLY.label}.",
    "outcomes not achieved": f"People whose service ended this month, outcome {Level.NOT_ACHIEVED.label}.",
}
"""The headings, each with what stands under it."""
_WHO = ("service", "month", "area")
_OFFICE = "office or hub"
_FURTHER: dict[str, str] = {
    Queue.ACCEPTED: "Referrals accepted in this month.",
    Queue.DECLINED: "Referrals declined in this month.",
    Queue.WAITING: "Referrals accepted and not started on the last day of the month.",
    EarlyReason.REASON_PROBLEM: "Of all that ended early: it was ineligible, mistaken or a duplicate.",
    EarlyReason.REASON_USER: (
        "Of all that ended early: not engaged, needs met by another route, moved away, work, care, illness, "
        "died."
    ),
    EarlyReason.REASON_SENTENCE: "Of all that ended early: acquitted, recalled, sentence revoked or expired.",
    EarlyReason.REASON_EARLY: "Of all that ended early: done sooner than planned.",
    EarlyReason.REASON_OTHER: "Of all that ended early: any other reason. The five add up to all.",
    EarlyReason.REASON_INELIGIBLE: "Of the problems with the referral: it was ineligible.",
    EarlyReason.REASON_MISTAKEN: "Of the problems with the referral: it was mistaken or a duplicate.",
    Activity.CASE_FORMULATIONS: "Case formulations made in this month.",
    Activity.CONSULTATIONS: "Consultations held in this month.",
    Activity.PANELS_ATTENDED: "Panels attended in this month.",
    Activity.SCREENED: "People screened in this month.",
    Activity.OPTED_IN: "People who opted in in this month.",
    Activity.TRAINED: "People trained in this month.",
} | dict.fromkeys(DESIRED, "People whose service ended this month, with this desired outcome at this level.")


def columns_of(counts: Sequence[str], *, office: bool = False) -> dict[str, str]:
    """The headings of a template for these counts, each with what stands under it; by office if asked.

    The seven of `COLUMNS` are in it where one of them is among the counts.
    """
    seven = bool({*ReferralStage, *Level}.intersection(counts))
    first = COLUMNS if seven else {name: COLUMNS[name] for name in _WHO}
    words = "Leave it empty in the row of all. A row more for each office whose counts are known."
    by_office = {_OFFICE: words}
    further = {COUNT_LABELS[name]: _FURTHER[name] for name in counts if name in _FURTHER}
    return first | further | (by_office if office else {})


_STEPS = (
    "One row for each service, month and area. Choose these three from their lists.",
    "Write whole numbers. Write 0 where there was none; leave empty only a figure that is not known.",
    "Count what happened in the month, whenever the referral was received: started may exceed received.",
    "Each person whose service ended counts once under outcomes, so these are no more than all who ended.",
    "Counts only. Put no name, CRN, date of birth or address of anybody anywhere in this file.",
    "Save as .xlsx and load it on the page Returns. A later row for the same three replaces the earlier.",
)


def service_return(
    services: Sequence[str],
    areas: Sequence[str],
    months: Sequence[date],
    columns: Mapping[str, str] = MappingProxyType(COLUMNS),
) -> bytes:
    """An empty return for these services, areas and months (first days), which the lists offer in order.

    `columns`: its headings, as `columns_of` gives them.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Return")
        _write_instructions(book, _STEPS, columns)
        _write_lists(book, services, areas, months)
        _write_headings(book, sheet, columns)
        lengths = {"service": len(services), "month": len(months), "area": len(areas)}
        for column, name in enumerate(columns):
            if name == _OFFICE:
                continue
            sheet.data_validation(1, column, ROWS, column, _check(column, name, lengths))
    return content.getvalue()


def _write_headings(
    book: xlsxwriter.Workbook,
    sheet: Any,  # noqa: ANN401 (the library is untyped)
    columns: Mapping[str, str],
) -> None:
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#dce9f5", "border": 1}
    )
    as_month = book.add_format({"num_format": "mmmm yyyy", "align": "left"})
    for column, (name, words) in enumerate(columns.items()):
        sheet.write_string(0, column, name.capitalize(), bold)
        sheet.write_comment(0, column, words, {"author": "", "x_scale": 1.6})
    # Headings of more words take more lines.
    sheet.set_row(0, 48 if len(columns) <= len(COLUMNS) else 110)
    sheet.set_column("A:A", 38)
    sheet.set_column("B:B", 18, as_month)
    sheet.set_column("C:C", 30)
    sheet.set_column(3, max(len(columns), len(COLUMNS)) - 1, 12 if len(columns) <= len(COLUMNS) else 16)
    # What a row counts stays in sight: service, month and area.
    sheet.freeze_panes(1, 3)


def _check(column: int, name: str, lengths: dict[str, int]) -> dict[str, Any]:
    if name in lengths:
        letter = "ABC"[column]
        return {
            "validate": "list",
            "source": f"=Lists!${letter}$1:${letter}${lengths[name]}",
            "error_title": f"Choose the {name} from its list",
            "error_message": "Choose one of the entries. If yours is missing, ask the lead.",
        }
    return {
        # Excel checks what is typed, not what is pasted: reading the return checks it again.
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "A whole number",
        "error_message": "Write a whole number, 0 where there was none. Leave it empty if it is not known.",
    }


def _write_instructions(book: xlsxwriter.Workbook, steps: Sequence[str], columns: Mapping[str, str]) -> None:
    sheet = book.add_worksheet("How to fill this in")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:A", 28)
    sheet.set_column("B:B", 90)
    for row, words in enumerate(steps):
        sheet.write_string(row, 0, f"{row + 1}.", bold)
        sheet.write_string(row, 1, words, wrap)
    for row, (name, words) in enumerate(columns.items(), len(steps) + 1):
        sheet.write_string(row, 0, f"Column: {name}", bold)
        sheet.write_string(row, 1, words, wrap)


def _write_lists(
    book: xlsxwriter.Workbook, services: Sequence[str], areas: Sequence[str], months: Sequence[date]
) -> None:
    sheet = book.add_worksheet("Lists")
    as_month = book.add_format({"num_format": "mmmm yyyy"})
    for row, name in enumerate(services):
        sheet.write_string(row, 0, name)
    for row, month in enumerate(months):
        sheet.write_datetime(row, 1, month, as_month)
    for row, name in enumerate(areas):
        sheet.write_string(row, 2, name)
    sheet.hide()


_TRACKER_STEPS = (
    "One row for each month and area. Choose both from their lists.",
    "Write whole numbers. Write 0 where there was none; leave empty only a figure that is not known.",
    "Do not give a whole and its parts for the same month.",
    "Counts only. Put no name, CRN, date of birth or address of anybody anywhere in this file.",
    "Save as .xlsx and load it on the page Returns. A later file for the same month replaces the earlier.",
)


def tracker_return(tracker: Tracker, areas: Sequence[str], months: Sequence[date]) -> bytes:
    """An empty return of a tracker; its lists offer these areas and months (first days) in order."""
    dated = tracker.kind in DATED
    month = "Date" if dated else "Month"
    columns = {
        month: "The day that is counted." if dated else "Choose the month from the list.",
        "Area": "Choose the area that this row counts.",
        **{one.heading: one.words for one in tracker.counts},
    }
    by_list = (
        "Or send the list itself, with a row for each person or case and the headings "
        f"{', '.join(tracker.rows.values())}: it is counted at once, every other column is dropped, and "
        "nothing of the file is kept."
    )
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Counts")
        _write_instructions(book, (*_TRACKER_STEPS, *([by_list] if tracker.rows else [])), columns)
        _write_columns(book, {"Area": areas, **({} if dated else {month: months})})
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#dce9f5", "border": 1}
        )
        for column, (name, words) in enumerate(columns.items()):
            sheet.write_string(0, column, name, bold)
            sheet.write_comment(0, column, words, {"author": "", "x_scale": 1.6})
            sheet.data_validation(1, column, ROWS, column, _of_tracker(name, len(areas), len(months)))
        sheet.set_row(0, 32)
        sheet.set_column("A:A", 18, book.add_format({"num_format": "d mmmm yyyy" if dated else "mmmm yyyy"}))
        sheet.set_column("B:B", 30)
        sheet.set_column("C:J", 16)
        sheet.freeze_panes(1, 2)
    return content.getvalue()


def _of_tracker(name: str, areas: int, months: int) -> dict[str, Any]:
    if name == "Date":
        return {"validate": "date", "criteria": ">=", "value": FIRST}
    if name == POLICE_HOURS:
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    lists = {"Area": ("A", areas), "Month": ("B", months)}
    if name not in lists:
        return _check(0, name, {})
    letter, length = lists[name]
    return {
        "validate": "list",
        "source": f"=Lists!${letter}$1:${letter}${length}",
        "error_title": f"Choose the {name.lower()} from its list",
        "error_message": "Choose one of the entries. If yours is missing, ask the lead.",
    }


_NEEDS_STEPS = (
    "One row for each area, date, source and group. The date is that of the sample.",
    "Sample: how many people were looked at. Under each need: how many of them have it, never a percentage.",
    "A person with two needs is counted under both: needs overlap, and are never added up.",
    "Write 0 where nobody has the need; leave empty only a need that was not asked about.",
    "Counts only: no row for a person, and no name, CRN, date of birth or address of anybody anywhere.",
    "Save as .xlsx and load it on the page Returns. A later file for the same month replaces the earlier.",
)


def needs_return(areas: Sequence[str]) -> bytes:
    """An empty count of needs, a column a need; its lists offer these areas."""
    lists: dict[str, Sequence[Any]] = {
        "Area": areas,
        "Source": list(NeedsSource),
        "Group": ["all", *GapGroup],
    }
    columns = {
        "Area": "Choose the area that the sample is of.",
        "Date": "The day on which the sample was taken, or the first of its month.",
        "Source": "OASys, what people on probation say themselves, or another source.",
        "Group": "All, or a part of them. Each group is a sample of its own.",
        "Sample": "How many people were looked at.",
        **{f"{need[0].upper()}{need[1:]}": f"How many of the sample have the need: {need}." for need in Need},
    }
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Needs")
        _write_instructions(book, _NEEDS_STEPS, columns)
        _write_columns(book, lists)
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#dce9f5", "border": 1}
        )
        for column, (name, words) in enumerate(columns.items()):
            sheet.write_string(0, column, name, bold)
            sheet.write_comment(0, column, words, {"author": "", "x_scale": 1.6})
            day = {"validate": "date", "criteria": ">=", "value": FIRST}
            sheet.data_validation(1, column, ROWS, column, day if name == "Date" else _choice(name, lists))
        sheet.set_row(0, 46)
        sheet.set_column("A:A", 28)
        sheet.set_column("B:B", 18, book.add_format({"num_format": "d mmmm yyyy"}))
        sheet.set_column("C:Q", 16)
        sheet.freeze_panes(1, 2)
    return content.getvalue()


_COHORT_STEPS = (
    "Sheet “Cohort”: one row for each month, ward and RAG. Choose these three from their lists.",
    f"Give the total too: a row with “{template.WHOLE_AREA}” and “{template.ALL_RAGS}”.",
    "Write whole numbers. Write 0 where there is nobody; leave a row out if its figure is not known.",
    "Sheet “Breakdowns”: gender, ethnicity, custody and so on, joiners, leavers, GPS tags, arrests.",
    "Counts only. Put no name, CRN, date of birth or address of anybody anywhere in this file.",
    "Save as .xlsx and load it on the page Returns. A later file for the same month replaces the earlier.",
)
# Offered before the wards: somebody without an address is counted too, and never under a ward’s name.
_NO_WARD = (template.WHOLE_AREA, "NFA", "Not known", "Outside")
_TITLE_ROW, _HEAD_ROW = 0, 2


def cohort_return(
    area: str, wards: Sequence[str], months: Sequence[date], *, said: Callable[[str], str] = str
) -> bytes:
    """An empty return of an area's IOM cohort; its lists offer these wards and months (first days).

    `said`: how the partnership says what people read. Headings and lists are read back, and stay.
    """
    categories = dict.fromkeys(
        (*(name for names in CATEGORIES.values() for name in names), *map(str, Outcome))
    )
    lists = {
        "Month": months,
        "Ward": (*_NO_WARD, *wards),
        "RAG": (template.ALL_RAGS, *(rag.value.capitalize() for rag in Rag)),
        "Breakdown": template.BREAKDOWNS,
        "Category": tuple(categories),
    }
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        cohort, parts = (
            {name: said(words) for name, words in columns.items()}
            for columns in (template.COHORT, template.PARTS)
        )
        for name, columns in (("Cohort", cohort), ("Breakdowns", parts)):
            _write_sheet(book, book.add_worksheet(name), f"{area} monthly IOM return", columns, lists)
        _write_instructions(book, list(map(said, _COHORT_STEPS)), {**cohort, **parts})
        _write_columns(book, lists)
    return content.getvalue()


def _write_sheet(
    book: xlsxwriter.Workbook,
    sheet: Any,  # noqa: ANN401 (the library is untyped)
    title: str,
    columns: Mapping[str, str],
    lists: Mapping[str, Sequence[Any]],
) -> None:
    bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#dce9f5", "border": 1})
    as_month = book.add_format({"num_format": "mmmm yyyy", "align": "left"})
    sheet.write_string(_TITLE_ROW, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for column, (name, words) in enumerate(columns.items()):
        sheet.write_string(_HEAD_ROW, column, name, bold)
        sheet.write_comment(_HEAD_ROW, column, words, {"author": "", "x_scale": 1.6})
        sheet.data_validation(_HEAD_ROW + 1, column, ROWS, column, _choice(name, lists))
    sheet.set_column("A:A", 18, as_month)
    sheet.set_column("B:C", 32)
    sheet.set_column("D:D", 12)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)


def _choice(name: str, lists: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The drop-down of a column; a category may be typed too, because arrests have more of them."""
    if name not in lists:
        return _check(0, name, {})
    letter = "ABCDE"[list(lists).index(name)]
    return {
        "validate": "list",
        "source": f"=Lists!${letter}$1:${letter}${len(lists[name])}",
        "error_type": "warning" if name == "Category" else "stop",
        "error_title": f"{name}: from its list",
        "error_message": "Choose one of the entries. If yours is missing, ask the lead.",
    }


def _write_columns(book: xlsxwriter.Workbook, lists: Mapping[str, Sequence[Any]]) -> None:
    sheet = book.add_worksheet("Lists")
    as_month = book.add_format({"num_format": "mmmm yyyy"})
    for column, values in enumerate(lists.values()):
        for row, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, as_month)
            else:
                sheet.write_string(row, column, value)
    sheet.hide()
