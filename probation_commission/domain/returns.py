"""What a return is made of: figures that know their cell, problems that say what to do, questions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from probation_commission.domain.iom import Rag
from probation_commission.domain.layouts import Doubts
from probation_commission.domain.marks import Bounded, Mark, in_words
from probation_commission.domain.places import Authority, Place
from probation_commission.domain.ram import ReportRead
from probation_commission.domain.words import plural


class Kind(StrEnum):
    """The kinds of return there are."""

    IOM = "iom"
    COMPARISON = "comparison"
    SERVICE = "service"
    RAM = "ram"
    WANTED = "wanted"
    WANTED_DAYS = "wanted_days"
    BREACH = "breach"
    DIVERSION = "diversion"
    RELEASE = "release"
    CASELOAD = "caseload"
    NEEDS = "needs"
    UNMET = "unmet"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return KIND_LABELS[self]


# Codes are stored, so that a better word is no migration (decision 84).
KIND_LABELS: dict[str, str] = {
    Kind.IOM: "IOM monthly cohort",
    Kind.COMPARISON: "borough comparison",
    Kind.SERVICE: "service monthly return",
    Kind.RAM: "RaM performance report",
    Kind.WANTED: "wanted persons",
    Kind.WANTED_DAYS: "wanted persons, how long",
    Kind.BREACH: "breach rejections",
    Kind.DIVERSION: "diversion",
    Kind.RELEASE: "release and homelessness",
    Kind.CASELOAD: "caseload",
    Kind.NEEDS: "needs",
    Kind.UNMET: "unmet demand",
}


class SubjectKind(StrEnum):
    """What a return can be about; which one it is, is said by a code or a slug."""

    AREA = "area"
    # A service's return names an area too, but is about the service (decisions 26 and 85).
    SERVICE = "service"
    # By its number: who counted it (unmet demand).
    ORGANISATION = "organisation"
    # Who says so, of a sample of needs: two sources of one month both stand (decision 288).
    SOURCE = "source"


class Standing(StrEnum):
    """What a version of a return counts for: everything, or nothing any more."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    # Counts nowhere, and nothing comes in its stead until somebody restores a version (decision 59).
    WITHDRAWN = "withdrawn"
    # Written down by a long import that has not come into force: nobody sees it (decision 167).
    STAGED = "staged"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where in a file something stands. A CSV has no sheet: `sheet` is then empty."""

    sheet: str
    ref: str

    def __str__(self) -> str:
        """`Wards!B5`, or `B5` in a CSV."""
        return f"{self.sheet}!{self.ref}" if self.sheet else self.ref


@dataclass(frozen=True, slots=True)
class Figure(Bounded):
    """One number of a return, with its cell.

    `place` None means the whole area; `rag` None means all RAGs together.
    `breakdown` and `category` name a part ("outcome", "Returned to Prison");
    both are empty for the plain count. `unit`: people, tags, arrests, offences, pounds, percent, days.
    `comparator` and `period` belong to a comparison between boroughs ("All Boroughs", "2023 Q1").
    `value` None: no exact one is given. `low` and `high` are then the smallest and largest it can be, each
    None where that is not known; of an exact figure both are the value. `mark`: what stands beside it.
    """

    measure: str
    # Averages, costs and percentages stand in the same table as counts (decision 3).
    value: float | None
    cell: Cell
    # "x6" has the value 6, and whoever asks where it comes from reads "x6" (decision 43).
    as_written: str
    rag: Rag | None = None
    place: Place | None = None
    breakdown: str = ""
    category: str = ""
    unit: str = "people"
    comparator: str = ""
    period: str = ""
    # "<5" is 0 to 4, "10+" has no high, "[c]" has neither (decision 113).
    low: float | None = None
    high: float | None = None
    mark: Mark = Mark.NONE

    def __post_init__(self) -> None:
        # Asked first, as a CSV has 250,000 of them with all three given (decision 51).
        if self.value is not None and (self.low != self.value or self.high != self.value):
            object.__setattr__(self, "low", self.value)
            object.__setattr__(self, "high", self.value)

    def __str__(self) -> str:
        """`12 (revised)`, `fewer than 5`, `withheld by the sender`."""
        return in_words(self.value, self.low, self.high, self.mark)


def sum_of(figures: Iterable[Figure]) -> tuple[float, float | None]:
    """The smallest and the largest that counts can be together; None where there is no largest.

    No count is below nought, so one of which nothing is known adds nought or any number.
    """
    given = list(figures)
    highs = [figure.high for figure in given if figure.high is not None]
    return sum(figure.low or 0 for figure in given), sum(highs) if len(highs) == len(given) else None


def may_be_equal(one: Figure, other: Figure) -> bool:
    """Whether the numbers of two figures can be the same, for all that is known of them."""
    lows = (one.low or 0, other.low or 0)
    return all(figure.high is None or figure.high >= max(lows) for figure in (one, other))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stops a file from being accepted: what, where, and what to do."""

    code: str
    # Names the cell and never repeats what could be somebody's (decision 1).
    message: str
    cell: Cell | None = None

    def __str__(self) -> str:
        """The message, and the cell where the message does not name it."""
        named = self.cell is None or str(self.cell) in self.message
        return self.message if named else f"{self.cell}: {self.message}"


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt that only a person can settle; `options` are (value, label), the last always "not known"."""

    key: str
    prompt: str
    # "Not known" is an answer that somebody gave; a question left open refuses (decision 5).
    options: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...] = ()


ReturnKey = tuple[Kind, str, str, date]
"""Kind, subject, area's code and month: what the versions of a return have in common."""


@dataclass(frozen=True, slots=True)
class Return:
    """One return: an area, a month (its first day) and all that was said of it.

    `subject` is the slug of the service that it is about, the number of who counted unmet demand, or the
    source of a sample of needs; empty where it is about the area itself.
    `blanks` stand for the cells left empty beside a place: no figures, and not stored, but no sum over one
    can be checked (decision 116).
    """

    kind: Kind
    area: Authority
    month: date
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    subject: str = ""
    blanks: tuple[Figure, ...] = ()
    # Not yet other than 1; kept because a period is a first day and a number of months (decision 85).
    months: int = 1
    """How many months its figures are of, from the first day of `month` on."""
    partial: bool = False
    """Whether what it was read from holds only a part of the month."""
    as_of: date | None = None
    """The last day that its figures know of; None where what it was read from says none."""

    @property
    def key(self) -> ReturnKey:
        """What it shares with its other versions."""
        return (self.kind, self.subject, self.area.code, self.month)

    @property
    def reach(self) -> "Extent":
        """How much of its month it knows."""
        return Extent(self.partial, self.as_of)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of its month a version knows: all or a part of it, and until when."""

    partial: bool = False
    as_of: date | None = None

    def is_less_than(self, other: "Extent") -> bool:
        """Whether it never takes the other's place, in whatever order both came (decision 248).

        A part never takes the place of a whole, nor an earlier one that of a later; of two that know as
        much, or where nothing says until when, the one that was loaded later counts.
        """
        if self.partial != other.partial:
            return self.partial
        return bool(self.as_of and other.as_of and self.as_of < other.as_of)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column about people that was not kept: where it stood, what it held and in how many rows.

    `rows` is None where nothing in it was looked at.
    `heading` is empty where the heading's own words could be somebody's (decision 48).
    """

    cell: Cell
    heading: str
    what: str
    rows: int | None

    @property
    def column(self) -> str:
        """The heading, or words for one that is not repeated."""
        return self.heading or "(heading not repeated)"

    def __str__(self) -> str:
        """`Nominals!A1 CRN: CRN, in 61 rows`."""
        rows = "not looked at" if self.rows is None else f"in {plural(self.rows, 'row')}"
        return f"{self.cell} {self.column}: {self.what}, {rows}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a file. With any problem, nothing of it can be accepted.

    `dropped` are the columns of a list of people of which only counts were taken, or contact lines outside
    the tables. `unlisted`: how many more problems there are. `let_go`: the file itself is not to be held in
    memory a moment longer, because it is about people or could not be looked into (decision 49).
    """

    file_name: str
    sha256: str
    returns: tuple[Return, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = field(default=())
    doubts: Doubts | None = None
    """What a person has to confirm before this reading can be trusted; None where nothing is open."""
    dropped: tuple[Dropped, ...] = ()
    # Only the first thousand problems are listed: a file may have one in each of its rows (decision 51).
    unlisted: int = 0
    let_go: bool = False
    report: ReportRead | None = None
    """Of a performance report of RaM, what was understood besides its returns."""


class Verdict(StrEnum):
    """Whether what should hold does."""

    HOLDS = "holds"
    FAILS = "fails"
    # A part of the sum is not given: whether it holds, nobody can say (decision 114).
    UNCHECKED = "unchecked"
    NOTE = "note"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return VERDICT_LABELS[self]


VERDICT_LABELS = {
    Verdict.HOLDS: "adds up",
    Verdict.FAILS: "does not add up",
    Verdict.UNCHECKED: "cannot be checked",
    Verdict.NOTE: "worth knowing",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the reconciliation: a sentence, its verdict and the cells it rests on.

    `code` says which line it is in words that do not change with its values ("ward table:red"), so that
    the same line of a later version of the return is known again; no two lines of a return share one.
    """

    verdict: Verdict
    sentence: str
    cells: tuple[Cell, ...] = ()
    detail: tuple[str, ...] = ()
    # By it an explanation finds its line in a later version (decision 60).
    code: str = ""
