"""Signs that a file holds people: headings that name them, and values shaped like their numbers.

Only the kind of thing found is ever named in the sentence, never the value.
"""

import re
from collections.abc import Iterable

from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.files import Sheet

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
_ALONE, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
"""Neither a letter nor a digit before, or after; an underscore may be, as in the name of a file."""
_APART = r"[\s._\u2010-\u2013-]"
"""A space, a dot or a dash: what people write between the parts of a number."""
_VALUES = {
    "an e-mail address": r"[\w.+-]@[\w-]{1,63}\.[\w-]{2}",
    "a CRN": (  # X123456, x-123456, X123 456; not "a 202605", nor the article before a number
        rf"{_ALONE}(?:[A-Za-z]|(?![ai]\s)[A-Za-z]{_APART}{{1,3}}(?!20\d\d(?:0[1-9]|1[0-2])))"
        rf"\d{{3}}{_APART}?\d{{3}}{_ENDS}"
    ),
    "a prison number": rf"{_ALONE}[A-Za-z]\d{{4}}[A-Za-z]{{2}}{_ENDS}",
    "a PNC number": rf"{_ALONE}(?:19|20)?\d{{2}}/\d{{5,7}}[A-Za-z]{_ENDS}",
    "a telephone number": r"(?<!\d)(?:\+44 ?|0)7\d{3} ?\d{3} ?\d{3}(?!\d)",
    "a National Insurance number": (  # QQ 12 34 56 C, qq-12.34.56-c; not "on 12.11.23 a"
        rf"{_ALONE}(?!(?:[Aa][mst]|[Bb]y|[Ii][ns]|[Nn]o|[Oo][fnr]|[Pp]m|[Tt]o)\s)"
        rf"[A-Za-z]{{2}}{_APART}?\d{{2}}{_APART}?\d{{2}}{_APART}?\d{{2}}{_APART}?[A-Da-d]{_ENDS}"
    ),
}
_HEADING = re.compile("|".join(f"(?P<h{i}>{words})" for i, words in enumerate(HEADINGS.values())), re.ASCII)
_VALUE = re.compile("|".join(f"(?P<v{i}>{shape})" for i, shape in enumerate(_VALUES.values())))
_MAX_HEADING = 40

_YEAR_OF_BIRTH = r"(?:19[2-9]\d|200\d|201[0-2])"
"""Of whoever a return can be about; "3 May 2026" is a day on which something happens."""
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH, _BETWEEN = r"(?:\s?(?:st|nd|rd|th))?", r"[\s,.'/_\u2010-\u2013-]{0,3}"
_DATE_OF_BIRTH = "|".join(
    [
        r"\bd\.?o\.?b\b",
        r"\bdate of birth\b",
        rf"\bborn\b[\s:,(]{{0,3}}(?:\d|o[nf]\b|in\b|{_MONTH_NAME}\b)",  # born 14-3-87
        rf"(?<!\d){_DAY}{_NTH}{_BETWEEN}(?:of\s{{1,2}})?{_MONTH_NAME}{_BETWEEN}{_YEAR_OF_BIRTH}(?!\d)",
        rf"(?<![a-z]){_MONTH_NAME}{_BETWEEN}{_DAY}{_NTH}[\s,.'/_-]{{1,3}}{_YEAR_OF_BIRTH}(?!\d)",
        rf"(?<!\d){_DAY}(?P<a>[./_\u2010-\u2013-]){_DAY}(?P=a){_YEAR_OF_BIRTH}(?!\d)",  # 14/03/1987
        rf"(?<!\d)\d\d \d\d {_YEAR_OF_BIRTH}(?!\d)",
        rf"(?<!\d){_YEAR_OF_BIRTH}(?P<b>[./_\u2010-\u2013-]){_MONTH}(?P=b){_DAY}(?!\d)",
        rf"(?<!\d){_YEAR_OF_BIRTH}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
    ]
)
_POSTCODE = (  # DH1 5SU, ec1a1bb; not "A1 1st": an inward part has no C, I, K, M, O or V
    rf"{_ALONE}(?:[BEGLMNSW]|[A-PR-UWYZ][A-HK-Y])\d[A-Z\d]?{_APART}{{0,2}}"
    rf"(?!(?-i:\d(?:st|nd|rd|th))\b)\d[ABD-HJLNP-UW-Z]{{2}}{_ENDS}"
)
# Free text can hold these as well; in a return "14/03/2010" is a month, "N17 6XY" a place (decision 70).
_IN_PROSE = {
    kind: re.compile(shape)
    for kind, shape in {
        **_VALUES,
        "a telephone number": (
            r"(?<![\dE])(?:\+44[ -]?(?:\(0\))?|\(?0)[1-9]\d{1,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"
        ),
        "an NHS number": r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)",
        "a date of birth": rf"(?i:{_DATE_OF_BIRTH})",
        "a postcode": rf"(?i:{_POSTCODE})",
    }.items()
}


CONTACT_HEADINGS = frozenset({"e-mail", "telephone"})
_ADDRESS = re.compile(r"\S+@\S+")
_CONTACTS = ("an e-mail address", "a telephone number")
# With one of these in the same cell it is no mere contact.
# "Spoke to 07700 900123 today" tells of somebody; "Contact: 07700 900123" tells whom to ask.
_TO_ASK = re.compile(
    r"\b(?:contacts?|e-?mail|tel(?:ephone)?|phone|mobile|ring|call|quer(?:y|ies)|questions?|enquir(?:y|ies)"
    r"|information|(?:prepared|completed|produced|compiled|sent) by|return(?:ed)? to|author|analysts?"
    r"|teams?|office|unit|desk)\b",
    re.IGNORECASE,
)
_ABOUT_SOMEBODY = re.compile(
    r"\b(?:he|she|his|hers?|him|they|them|theirs?|nominals?|offenders?|clients?|subjects?|persons?|victims?"
    r"|mother|father|partner|lives?|spoke|seen|met|moved)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = (*(kind for kind in _VALUES if kind not in _CONTACTS), "a date of birth")

PERSONAL = "personal data"
"""The code of the problem for which a file that names people is refused."""


def problem(sheets: Iterable[Sheet]) -> Problem | None:
    """The problem for which the whole file is refused, or None if nothing seems to name people."""
    innocent: set[str] = set()
    for sheet in sheets:
        # It stands beside each figure of the sheet, for good.
        if kind := value(sheet.name):
            message = f"The name of a sheet seems to hold {kind}. Rename the sheet. Nothing was kept."
            return Problem(PERSONAL, message)
        for row, column, text in sheet.texts():
            # Of thousands of cells "RED" is looked at once.
            if text in innocent:
                continue
            if refusal := in_cell(text, sheet.cell(row, column)):
                return refusal
            innocent.add(text)
    return None


def value(text: str) -> str | None:
    """What kind of number of a person a text holds ("a CRN"); None where it holds none."""
    match = _VALUE.search(text)
    return list(_VALUES)[int(str(match.lastgroup)[1:])] if match else None


def found_in(text: str) -> str | None:
    """What free text seems to hold of a person ("a CRN", "a postcode"); None where it seems to hold nothing.

    Dates and postcodes are looked for here alone: in a return they are months and places.
    """
    return next((kind for kind, shape in _IN_PROSE.items() if shape.search(text)), None)


def contact(text: str) -> str | None:
    """The kind of a text that says where to reach somebody ("an e-mail address"), and holds nothing worse."""
    kind = next((kind for kind in _CONTACTS if _IN_PROSE[kind].search(text)), None)
    if kind is None or any(_IN_PROSE[other].search(text) for other in _OF_SOMEBODY):
        return None
    words = _IN_PROSE["a telephone number"].sub(" ", _ADDRESS.sub(" ", text))
    is_alone = not any(map(str.isalpha, words))
    return kind if is_alone or (_TO_ASK.search(words) and not _ABOUT_SOMEBODY.search(words)) else None


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
    # "Date_of_birth:", "  Surname *": as people head columns.
    plain = re.sub(r"[\s_]+", " ", text[:_MAX_HEADING]).strip(" :*?.#").casefold()
    match = _HEADING.fullmatch(plain)
    return list(HEADINGS)[int(str(match.lastgroup)[1:])] if match else None
