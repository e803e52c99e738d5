"""What a column of a register is, by its heading; and which are about people, of which nothing is read.

The headings are those of the Local Government Association's schema for contracts, of the registers of the NHS
in capitals, of Contracts Finder, and what councils head their own.
"""

import re
from collections.abc import Mapping, Sequence

from probation_commission.domain.registers import RegisterField
from probation_commission.intake.files import Sheet, plain
from probation_commission.intake.people import signs

_LONGEST = 120
"""Characters of a heading by which it is known."""
_LOOKED_AT = 20
"""Rows in which the headings stand, below titles."""
_LEAST, _WIDE = 2, 3
"""Of the fields, as many at least are known by their headings; else as many words stand beside each other."""

_DATE = r"(?: date)?"
_OF = r"(?:contract|agreement|notice|award|current)"
_WHO = r"(?:supplier|provider|contractor|vendor)"
_KNOWN: Mapping[RegisterField, tuple[str, ...]] = {
    # What stands first is taken before what stands later, as of an award before of the notice of it.
    RegisterField.TITLE: (rf"(?:{_OF} )?title(?: of (?:the )?{_OF})?", rf"{_OF} name|name of (?:the )?{_OF}"),
    RegisterField.SUPPLIER: (
        rf"(?:awarded |prime |main |lead )?{_WHO}s?(?: s)?(?: legal)?(?: names?)?",
        r"name of (?:the )?(?:supplier|provider|contractor)s?|awarded to",
        r"supplier name address .*",
    ),
    RegisterField.REFERENCE: (
        rf"(?:unique )?(?:{_OF} )?(?:register )?ref(?:erence)?(?: (?:no|number|id|code))?",
        rf"{_OF} (?:id|identifier|no|number)",
    ),
    RegisterField.OCID: (
        r"open contracting (?:id|identifier|data standard id)|oc ?id|ocds (?:id|identifier)",
    ),
    RegisterField.BUYER: (
        r"(?:contracting |awarding |local )?(?:authority|organisation|body)(?: (?:name|label))?",
        r"buyer(?: name)?",
    ),
    RegisterField.STARTS: (
        rf"{_OF} (?:start|commencement)s?{_DATE}|start{_DATE} of (?:the )?{_OF}",
        rf"(?:start|commencement|begins?){_DATE}|date of commencement",
    ),
    RegisterField.ENDS: (
        rf"(?:{_OF} )+(?:end|expiry|expiration)s?{_DATE}|(?:end|expiry){_DATE} of (?:the )?{_OF}",
        rf"(?:end|expiry|expiration|expires?){_DATE}",
    ),
    RegisterField.EXTENSION: (
        rf"(?:{_OF} )*(?:maximum|max|latest|final) (?:{_OF} )?end{_DATE}",
        rf"(?:{_OF} )*end{_DATE} (?:incl|including|inc|with) (?:all )?extensions?",
        rf"(?:{_OF} )*(?:possible |maximum |option )?extension(?: period)? (?:end|until|to|date)s?{_DATE}",
        rf"(?:{_OF} )?(?:extended|can be extended|option to extend) (?:until|to){_DATE}",
    ),
    RegisterField.REVIEW: (rf"(?:next )?(?:{_OF} )?(?:next )?review{_DATE}|date of (?:next )?review",),
    RegisterField.VALUE: (
        r"(?:contract )?award(?:ed)? value",
        r"(?:estimated )?(?:total|whole life|lifetime) (?:contract )?(?:value|cost|sum)",
        r"(?:estimated )?(?:contract )?(?:value|sum)(?: of (?:the )?contract)?(?: (?:in )?(?:gbp|pounds))?",
    ),
}
_VAT = re.compile(r" (?:\()?(?:ex|exc|excl|excluding|inc|incl|including|net of|without|plus)(?: of)? vat$")
_PATTERNS = {one: tuple(map(re.compile, patterns)) for one, patterns in _KNOWN.items()}
_SEARCHED = re.compile(
    r"(?:contract )?description(?: of .*)?|(?:service )?category(?: label)?|.*\blabel|pro ?class.*|cpv.*"
    r"|goods (?:and|or) services"
)
CPV = re.compile(r"cpv.*")
_PEOPLE = re.compile(
    r".*\b(?:contacts?|e ?mails?|phones?|telephone|mobile|tel|officers?|manager|owner|requester|sponsor"
    r"|author|responsible|named|surname|forename|first name|lead|budget holder|specialist|administrator"
    r"|commissioner|head of)\b.*|name|full name"
)
_OF_A_BODY = re.compile(
    r".*\b(?:provider|supplier|contractor|authority|organisation|directorate|department)s?(?: names?)?"
)
"""Columns that name no person, although a word of them may: "Lead Provider", "Responsible Directorate"."""
_ASKED = re.compile(
    r"\b(?:contacts?|e ?mails?|phones?|telephone|mobile|tel|surname|forename|first name|of|at|for|in)\b"
)
"""With one of these it is somebody there: "Contact at provider", "Head of department"."""
"""Columns that name whom to ask: a person's name and e-mail address, which this app keeps of nobody."""
ABOUT_PEOPLE = frozenset(signs.HEADINGS) - {"name", "e-mail", "telephone", "address"}
"""Headings under which no register has anything: a file with one is a list of people."""


def key(heading: str) -> str:
    """What a heading is known by: `Contract_Start-Date *`, `ContractStartDate` are `contract start date`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:_LONGEST])
    plain_words = " ".join(re.sub(r"[^0-9a-z]+", " ", words.casefold()).split())
    # The columns of the schema are numbered by some.
    return re.sub(r"^\d{1,2} (?=[a-z])", "", plain_words)


def keys(headings: Sequence[str]) -> list[str]:
    """The key of each column; of several with one heading the later ones by their number, too."""
    there: dict[str, int] = {}
    result = []
    for heading in map(key, headings):
        there[heading] = there.get(heading, 0) + 1
        result.append(heading if there[heading] == 1 else f"{heading} ({there[heading]})")
    return result


def about_people(heading: str) -> bool:
    """Whether a column, by the key of its heading, says whom to ask."""
    if _OF_A_BODY.fullmatch(heading) and not _ASKED.search(heading):
        return False
    return _PEOPLE.fullmatch(heading) is not None


def is_searched(heading: str) -> bool:
    """Whether a column, by the key of its heading, says in other words what is bought."""
    return _SEARCHED.fullmatch(heading) is not None


def recognised(known: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The key of the column of each field that a heading names; and the fields that several name equally."""
    free = [one for one in known if not about_people(one)]
    fields: dict[str, str] = {}
    doubtful = []
    for one, patterns in _PATTERNS.items():
        for pattern in patterns:
            names = [name for name in free if pattern.fullmatch(_VAT.sub("", re.sub(r" \(\d+\)$", "", name)))]
            if names:
                fields[str(one)] = names[0]
                doubtful += [str(one)] if len(names) > 1 else []
                break
    return fields, tuple(doubtful)


def row_of(sheet: Sheet) -> int | None:
    """The row of the headings, counted from 0: the one that names most fields, else the first of words alone.

    None where no row is either.
    """
    best, most = None, _LEAST - 1
    looked_at = range(min(_LOOKED_AT, len(sheet.rows)))
    for row in looked_at:
        fields, _ = recognised(keys(texts(sheet, row)))
        if len(fields) > most:
            best, most = row, len(fields)
    return best if best is not None else next((row for row in looked_at if _of_words(sheet, row)), None)


def _of_words(sheet: Sheet, row: int) -> bool:
    cells = [value for value in sheet.rows[row] if value != ""]
    return len(cells) >= _WIDE and all(isinstance(cell, str) and not cell.strip().isdigit() for cell in cells)


def texts(sheet: Sheet, row: int) -> list[str]:
    """The cells of a row as texts, single spaces."""
    return [plain(str(value)) if isinstance(value, str) else str(value or "") for value in sheet.rows[row]]
