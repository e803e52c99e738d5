"""Contract registers as councils and Contracts Finder publish them, held against what is here."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from probation_commission.domain.contracts import (
    DATE_NAMES,
    ContractChange,
    ContractDates,
    wrong_with_contract,
)
from probation_commission.domain.days import in_full
from probation_commission.domain.money import pounds
from probation_commission.domain.organisations import spelling
from probation_commission.domain.returns import Problem
from probation_commission.domain.words import listed

LAYOUT_KIND = "register"
"""By what the meaning of a register's columns is remembered, beside those of returns."""
LONGEST_REFERENCE, LONGEST_TITLE, LONGEST_PUBLISHER = 40, 200, 200
MOST_AT_ONCE = 100
"""Contracts that are loaded at once: each is looked at by whoever ticks it."""


class RegisterField(StrEnum):
    """What a column of a register can be, of what is kept of it; its value is its code."""

    TITLE = "title"
    SUPPLIER = "supplier"
    REFERENCE = "reference"
    OCID = "ocid"
    BUYER = "buyer"
    STARTS = "starts"
    ENDS = "ends"
    EXTENSION = "extension_until"
    REVIEW = "review_on"
    VALUE = "value_pence"

    @property
    def label(self) -> str:
        """Its words on a screen."""
        return _LABELS[self]


_LABELS = {
    RegisterField.TITLE: "Title of the contract",
    RegisterField.SUPPLIER: "Supplier",
    RegisterField.REFERENCE: "Reference",
    RegisterField.OCID: "Open Contracting ID",
    RegisterField.BUYER: "Who buys it",
    RegisterField.STARTS: "Start",
    RegisterField.ENDS: "End",
    RegisterField.EXTENSION: "Can be extended until",
    RegisterField.REVIEW: "Review",
    RegisterField.VALUE: "Value of the whole contract",
}
REQUIRED = (RegisterField.TITLE, RegisterField.SUPPLIER)
DAYS = (RegisterField.STARTS, RegisterField.ENDS, RegisterField.EXTENSION, RegisterField.REVIEW)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A contract as a row of a register has it; None and empty: the row does not say."""

    sheet: str
    number: int
    """Of the row, as a spreadsheet counts."""
    title: str
    suppliers: tuple[str, ...]
    reference: str = ""
    ocid: str = ""
    buyer: str = ""
    starts: date | None = None
    ends: date | None = None
    extension_until: date | None = None
    review_on: date | None = None
    value_pence: int | None = None
    searched: str = ""
    """What else the row says of what is bought, in small letters: for the search alone, never stored."""
    cpv: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    """For which it can't be loaded."""
    notes: tuple[str, ...] = ()
    """What of it is not taken, and why."""

    @property
    def key(self) -> str:
        """`Contracts!12`, or `12` in a CSV."""
        return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)

    @property
    def facts(self) -> dict[str, date | int]:
        """What it says of days and value, by the column of a contract that has it."""
        every = {name: getattr(self, name) for name in (*map(str, DAYS), str(RegisterField.VALUE))}
        return {name: value for name, value in every.items() if value is not None}

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two rows one contract: reference and suppliers; without a reference also the title."""
        suppliers = " / ".join(sorted(map(spelling, self.suppliers)))
        same = alike(self.reference) or self.ocid.casefold()
        return (same, suppliers) if same else ("", suppliers, spelling(self.title))

    @property
    def said(self) -> tuple[object, ...]:
        """All that is kept of it, wherever it stands."""
        return (*self.identity, spelling(self.title), self.ocid, self.buyer, *sorted(self.facts.items()))


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """What was read of a file: its rows, which column was taken for what, and what was let go of."""

    rows: tuple[RegisterRow, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    """Each column that can be chosen, by the key by which it is known, as it is headed."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The key of the column of each field; without those that no column is."""
    doubtful: tuple[str, ...] = ()
    """Fields that several columns may be."""
    signature: str = ""
    dropped: tuple[str, ...] = ()
    """What the columns are headed that are about people, of which nothing was read."""
    dropped_cells: int = 0
    """In how many cells of them, and of other texts, something stood that may be somebody's."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[RegisterField, ...]:
        """The fields without which no row can be read."""
        return tuple(one for one in REQUIRED if one not in self.fields)


def alike(reference: str) -> str:
    """What two ways of writing a reference have in common: `PRJ_7710` and `prj 7710`."""
    return re.sub(r"[\W_]+", "", reference.casefold())


_WORDS = re.compile(
    r"\b(?:probation\w*|(?:re-?|ex-?)?offend\w*|rehabilitat\w*|resettle\w*|prison\w*|custod\w*"
    r"|criminal justice|through the gate|restorative justice|unpaid work|iom|perpetrator\w*"
    r"|substance misuse|drugs? and alcohol|drug treatment|alcohol treatment)\b"
)
_CPV = {
    "75231": "services for prisoners and offenders",
    "853123": "guidance and counselling",
    "853125": "rehabilitation",
    "85311": "social work with accommodation",
}
"""The beginnings of codes of the Common Procurement Vocabulary under which such services are bought."""


def why_offered(row: RegisterRow, known: Collection[str]) -> tuple[str, ...]:
    """Why a row may be a service for people on probation, in words; empty where nothing says so.

    `known`: the spellings (`organisations.spelling`) of the organisations here.
    """
    words = dict.fromkeys(_WORDS.findall(f"{row.title.casefold()} {row.searched}"))
    codes = dict.fromkeys(
        name for code in row.cpv for begins, name in _CPV.items() if code.startswith(begins)
    )
    suppliers = [name for name in row.suppliers if spelling(name) in known]
    return (
        *([f"says {listed(f'“{word}”' for word in words)}"] if words else []),
        *([f"is bought as {listed(codes)} (CPV)"] if codes else []),
        *([f"names {listed(suppliers)}, known here"] if suppliers else []),
    )


def found(row: RegisterRow, text: str) -> bool:
    """Whether every word of a search stands in the row."""
    everything = " ".join([row.title, row.reference, *row.suppliers, row.searched, *row.cpv]).casefold()
    return all(word in everything for word in text.casefold().split())


@dataclass(frozen=True, slots=True)
class HeldContract:
    """A contract that is here, with what a row of a register is held against."""

    slug: str
    reference: str
    name: str
    """Of what is bought under it."""
    parties: tuple[str, ...]
    dates: ContractDates
    value_pence: int | None
    successor: str = ""
    changed_here: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """The Open Contracting IDs under which registers have it."""
    areas: frozenset[str] = frozenset()
    """The codes of the authorities in which anything is bought under it."""
    registers: Mapping[str, date] = field(default_factory=dict)
    """By the spelling of who publishes it, the day of the newest register that has it."""

    @property
    def facts(self) -> dict[str, date | int | None]:
        """What is known here of what a register can say."""
        return {
            **{str(name): getattr(self.dates, name) for name in DAYS},
            str(RegisterField.VALUE): self.value_pence,
        }


@dataclass(frozen=True, slots=True)
class RegisterDifference:
    """What a register says otherwise than what is here: its name, both in words, and what becomes of it."""

    what: str
    here: str
    register: str
    becomes: str


@dataclass(frozen=True, slots=True)
class PlannedContract:
    """What loading a row would do."""

    row: RegisterRow
    held: HeldContract | None = None
    """The contract that it is; None: it is new here."""
    differences: tuple[RegisterDifference, ...] = ()
    writes: Mapping[str, date | int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    suppliers_known: tuple[str, ...] = ()
    """Those of its suppliers that are organisations here."""


TAKEN, STAYS_CHANGED = "the register’s is taken", "stays: it was written here"
STAYS_NAME = "stays: who is in it is changed on its card"
STAYS_TITLE = "stays: the service keeps its name"


def held_as(
    row: RegisterRow,
    publisher: str,
    held: Iterable[HeldContract],
    known: Mapping[str, int],
    *,
    one_of_several: bool,
) -> list[HeldContract]:
    """The contracts that are here which a row may be: by Open Contracting ID, else by reference.

    A reference is one publisher's: a contract that only others' registers have is no match. Where several
    have one reference, or several rows of the file do (`one_of_several`), they are told apart by supplier;
    `known` has the number of the organisation that each spelling is of.
    """
    every = list(held)
    same = [one for one in every if row.ocid and row.ocid.casefold() in one.ids]
    if not same:
        own = [one for one in every if not one.registers or spelling(publisher) in one.registers]
        if alike(row.reference):
            same = [one for one in own if alike(one.reference) == alike(row.reference)]
        else:
            same = [one for one in own if one.registers and spelling(one.name) == spelling(row.title)]
            one_of_several = True
    if len(same) > 1 or one_of_several:
        return [one for one in same if _whom(row.suppliers, known) & _whom(one.parties, known)]
    return same


def _whom(names: Iterable[str], known: Mapping[str, int]) -> set[int | str]:
    """Those whom names are of: one organisation under each of its names, and else what is spelt alike."""
    return {known.get(spelling(name), spelling(name)) for name in names}


def compared(row: RegisterRow, held: HeldContract, known: Mapping[str, int]) -> PlannedContract:
    """A row beside the contract that it is: what it would change, and what stays as it is here."""
    found: list[RegisterDifference] = []
    writes: dict[str, date | int] = {}
    for name, value in row.facts.items():
        here = held.facts[name]
        if here == value:
            continue
        stays = name in held.changed_here
        what = DATE_NAMES.get(name, "value")
        becomes = STAYS_CHANGED if stays else TAKEN
        found.append(RegisterDifference(what, fact_words(here), fact_words(value), becomes))
        if not stays:
            writes[name] = value
    if row.suppliers and not _whom(row.suppliers, known) & _whom(held.parties, known):
        words = (listed(held.parties) or "not known", listed(row.suppliers))
        found.append(RegisterDifference("supplier", *words, STAYS_NAME))
    if spelling(row.title) != spelling(held.name):
        found.append(RegisterDifference("title", held.name, row.title, STAYS_TITLE))
    merged = {name: writes.get(name, getattr(held.dates, name)) for name in DATE_NAMES}
    change = ContractChange(ContractDates(**merged), held.successor)
    problems = wrong_with_contract(held.slug, change, {held.successor}) if writes else []
    return PlannedContract(
        row, held, tuple(found), writes, tuple(f"With the days that are here: {one}" for one in problems)
    )


def fact_words(value: date | int | None) -> str:
    """A day or a value in words."""
    if value is None:
        return "not known"
    return in_full(value) if isinstance(value, date) else pounds(value)


def unlike_rows(rows: Sequence[RegisterRow]) -> list[str]:
    """What is wrong with rows that are one contract by reference and supplier, and say different things."""
    by_identity: dict[tuple[str, ...], list[RegisterRow]] = {}
    for row in rows:
        by_identity.setdefault(row.identity, []).append(row)
    return [
        f"Rows {listed(row.key for row in same)} have one reference and one supplier, and differ otherwise: "
        "tick one of them."
        for same in by_identity.values()
        if len({row.said for row in same}) > 1
    ]


def once(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """The rows, of those that say the same the first alone."""
    first: dict[tuple[object, ...], RegisterRow] = {}
    for row in rows:
        first.setdefault(row.said, row)
    return list(first.values())


def shared_references(rows: Iterable[RegisterRow]) -> frozenset[str]:
    """The references under which a file has several contracts, as one has with a row a lot."""
    identities = {row.identity for row in rows if row.reference}
    counts = Counter(identity[0] for identity in identities)
    return frozenset(reference for reference, count in counts.items() if count > 1)
