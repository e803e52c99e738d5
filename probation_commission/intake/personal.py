"""Refuses a file that seems to hold people: headings that name them, and values shaped like their numbers.

Only the kind of thing found is ever named in the sentence, never the value.
"""

import re
from collections.abc import Iterable

from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.spreadsheet import Sheet

HEADINGS = {
    "name": "name|full name|first name|fore ?name|given name|last name|sur ?name|family name|known as|alias",
    "name of a nominal": "(?:nominal|offender|person|client|service user|po?p)(?:'?s)?(?: full)? names?",
    "CRN": "crn|case reference(?: number)?|delius(?: id| number)?",
    "PNC": "pnc(?: id| number| no)?",
    "prison number": "noms(?: id| number| no)?|nomis(?: id| number)?|prison(?:er)? (?:number|no|id)",
    "date of birth": r"d\.?o\.?b|date of birth|birth ?date|born",
    "address": "address|home address|current address|street|full address",
    "e-mail": "e-?mail(?: address)?",
    "telephone": "(?:tele)?phone(?: number| no)?|mobile(?: number| no)?",
    "National Insurance number": "national insurance(?: number| no)?|ni(?:no| number| no)",
}
_VALUES = {
    "an e-mail address": r"[\w.+-]@[\w-]{1,63}\.[\w-]{2}",
    "a CRN": r"\b[A-Za-z]\d{6}\b",
    "a prison number": r"\b[A-Za-z]\d{4}[A-Za-z]{2}\b",
    "a PNC number": r"\b(?:19|20)?\d{2}/\d{5,7}[A-Za-z]\b",
    "a telephone number": r"(?<!\d)(?:\+44 ?|0)7\d{3} ?\d{3} ?\d{3}(?!\d)",
    "a National Insurance number": r"\b[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]\b",
}
_HEADING = re.compile("|".join(f"(?P<h{i}>{words})" for i, words in enumerate(HEADINGS.values())), re.ASCII)
_VALUE = re.compile("|".join(f"(?P<v{i}>{shape})" for i, shape in enumerate(_VALUES.values())))
_MAX_HEADING = 40
_IN_PROSE = {
    **_VALUES,
    "a telephone number": r"(?<!\d)(?:\+44[ -]?(?:\(0\))?|\(?0)[1-9]\d{1,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)",
    "an NHS number": r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)",
    "a date of birth": r"(?i:\bd\.?o\.?b\b|\bdate of birth\b|\bborn (?:on|in)\b)",
}


PERSONAL = "personal data"
"""The code of the problem for which a file that names people is refused."""


def problem(sheets: Iterable[Sheet]) -> Problem | None:
    """Return the problem for which the whole file is refused, or None if nothing seems to name people."""
    innocent: set[str] = set()
    for sheet in sheets:
        for row, column, text in sheet.texts():
            if text in innocent:
                continue
            if found := in_cell(text, sheet.cell(row, column)):
                return found
            innocent.add(text)
    return None


def value(text: str) -> str | None:
    """What kind of number of a person a text holds ("a CRN"); None where it holds none."""
    match = _VALUE.search(text)
    return list(_VALUES)[int(str(match.lastgroup)[1:])] if match else None


def found_in(text: str) -> str | None:
    """What free text seems to hold of a person ("a CRN"); None where it seems to hold nothing."""
    return next((kind for kind, shape in _IN_PROSE.items() if re.search(shape, text)), None)


def in_cell(text: str, cell: Cell) -> Problem | None:
    """The problem with the text of one cell, None where it names nobody."""
    if kind := heading(text):
        message = f"This file has a column that names people ({kind}): remove it. Nothing was kept."
        return Problem(PERSONAL, message, cell)
    if kind := value(text):
        message = (
            f"This cell seems to hold {kind}: a return holds counts, not people. Remove it. Nothing was kept."
        )
        return Problem(PERSONAL, message, cell)
    return None


def heading(text: str) -> str | None:
    """What a heading says of a person ("CRN"); None where it names nobody."""
    plain = re.sub(r"[\s_]+", " ", text[:_MAX_HEADING]).strip(" :*?.#").casefold()
    match = _HEADING.fullmatch(plain)
    return list(HEADINGS)[int(str(match.lastgroup)[1:])] if match else None
