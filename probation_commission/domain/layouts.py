"""How a sender lays out a return: which column of which table is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from probation_commission.domain.iom import CATEGORIES, Breakdown, Rag
from probation_commission.domain.places import Authority
from probation_commission.domain.referrals import COUNT_LABELS, FURTHER, Level, ReferralStage

NOT_READ = ""
WARD, AREA, MONTH, RAG, COUNT = "ward", "area", "month", "RAG", "count"
BREAKDOWN, CATEGORY = "breakdown", "category"
SERVICE, MEASURE, OFFICE = "service", "measure", "office"
JOINERS, LEAVERS, GPS_TAGS, ARRESTS = "joiners", "leavers", "gps tags", "arrests"
OUTCOME, OFFENCE = "outcome", "offence"
# A heading that is itself a month: "May 2023" over that month's counts.
MONTH_COUNT = "count of a month"
# A heading that is itself a ward: "Cockerton" over that ward's counts.
WARD_COUNT = "count of a ward"
# A heading that is itself a service: its name over that service's counts.
SERVICE_COUNT = "count of a service"
# A heading that is itself an area: "Darlington" over that area's counts.
AREA_COUNT = "count of an area"


_BY_RAG = "by RAG"
ANOTHER_MONTH = "(another month)"
"""The end of the key of a column that counts another month than its table."""


def part(breakdown: str, category: str) -> str:
    """The field of a column that counts one part: `RAG:red`, `gender:Female`."""
    return f"{breakdown}:{category}"


def by_rag(category: str, rag: str) -> str:
    """The field of a column that counts one RAG of those in custody or not: `by RAG:In custody:red`."""
    return f"{_BY_RAG}:{category}:{rag}"


def part_by_rag(field: str) -> tuple[str, Rag] | None:
    """The category and the RAG that a column of `by_rag` counts; None for any other field."""
    name, _, rest = field.partition(":")
    category, _, rag = rest.partition(":")
    return (category, Rag(rag)) if name == _BY_RAG else None


KEYS: dict[str, str] = {
    WARD: "Ward",
    AREA: "Area (local authority)",
    MONTH: "Month",
    RAG: "RAG",
    **{breakdown: f"{breakdown.label[0].upper()}{breakdown.label[1:]}" for breakdown in CATEGORIES},
    OUTCOME: "Outcome of arrest",
    OFFENCE: "Offence of arrest",
    BREAKDOWN: "Breakdown",
    CATEGORY: "Category",
}
"""The fields that say what a row counts, with their labels."""
COUNTS: dict[str, str] = {
    COUNT: "Count",
    MONTH_COUNT: "Count in the heading’s month",
    WARD_COUNT: "Count in the heading’s ward",
    **{part(RAG, rag): f"Count: {rag}" for rag in Rag},
    **{
        part(breakdown, category): f"Count: {breakdown.label}, {category[0].lower()}{category[1:]}"
        for breakdown, categories in CATEGORIES.items()
        for category in categories
    },
    **{
        by_rag(category, rag): f"Count: {category[0].lower()}{category[1:]}, {rag}"
        for category in CATEGORIES[Breakdown.SETTING]
        for rag in Rag
    },
    JOINERS: "Count: joiners",
    LEAVERS: "Count: leavers",
    GPS_TAGS: "Count: GPS tags",
    ARRESTS: "Count: arrests",
}
"""The fields that hold a count, with their labels."""
FIELDS: dict[str, str] = {NOT_READ: "Not read", **KEYS, **COUNTS}
"""All that a column of an IOM cohort can be."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What the columns of one kind of return can be, each with its label: keys of a row, and counts."""

    keys: Mapping[str, str]
    counts: Mapping[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """Every field with its label, "not read" too."""
        return {NOT_READ: "Not read", **self.keys, **self.counts}

    def likely(self, column: "Column") -> list[str]:
        """The few fields that a column may well be, by what stands in it, its proposed one first."""
        names = _LIKELY_COUNTS if column.holds_counts else _LIKELY_KEYS
        known = [name for name in names if name in self.labels]
        return list(dict.fromkeys(map(str, [column.field, NOT_READ, *known])))

    def other(self, column: "Column") -> list[str]:
        """All other fields, in their groups; words are kept only under a heading for them."""
        likely = self.likely(column)
        return [str(name) for name in self.labels if name not in (*likely, *KEPT_AS_WRITTEN)]


_LIKELY_KEYS = (WARD, MONTH, AREA, RAG, SERVICE, MEASURE)
_LIKELY_COUNTS = (
    COUNT,
    MONTH_COUNT,
    *(part(RAG, rag) for rag in Rag),
    *ReferralStage,
    *Level,
)
COHORT = Fields(KEYS, COUNTS)
SERVICE_RETURN = Fields(
    {SERVICE: "Service", AREA: "Area", MONTH: "Month", OFFICE: "Office or hub", MEASURE: "What is counted"},
    {
        **{stage: f"Count: referrals {stage.label}" for stage in ReferralStage},
        **{level: f"Count: outcomes {level.label}" for level in Level},
        **{name: f"Count: {COUNT_LABELS[name]}" for name in FURTHER},
        COUNT: "Count of what the row names",
        MONTH_COUNT: "Count in the heading’s month",
        SERVICE_COUNT: "Count in the heading’s service",
        AREA_COUNT: "Count in the heading’s area",
    },
)
SERVICE_QUESTION = "service:"
"""What the key of a question about a name of a service begins with."""
NAMES = "names of services"
"""The signature under which it is remembered what a sender's names of services mean."""
LEFT_OUT = "left out"
"""The answer that a name is of no service here, so that its rows are not read."""


def fields_of(kind: str) -> Fields:
    """What the columns of a kind of return can be."""
    return SERVICE_RETURN if kind == SERVICE else COHORT


# Under any other heading such a column might hold names, which would be stored as they stand (decision 1).
KEPT_AS_WRITTEN = (OUTCOME, OFFENCE, CATEGORY, OFFICE)
"""Fields whose words are kept: a column is read as one only if its own heading says so."""


def breakdown_of(field: str) -> tuple[Breakdown, str] | None:
    """The breakdown and category that a column of `gender:Female` counts; None for any other field."""
    name, sign, category = field.partition(":")
    # "RAG:red" looks alike and is no breakdown: a figure has a column of its own for its RAG.
    return (Breakdown(name), category) if sign and name in CATEGORIES else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that was found: its heading, where it stands, what it seems to be.

    `key` is what it is known by from month to month; `doubt` is empty where heading and content agree.
    `sample` shows its first rows as they were sent, and nothing that could be somebody's (decision 48).
    """

    key: str
    heading: str
    letters: str
    field: str
    doubt: str = ""
    sample: tuple[str, ...] = ()
    holds_counts: bool = False
    has_words: bool = False
    """Whether any of its words could be somebody's."""
    together: tuple["Column", ...] = ()
    """All the columns of which this is the first, where one answer stands for several: a column a month."""

    @property
    def each(self) -> tuple["Column", ...]:
        """The columns for which it stands, itself where it stands for no other."""
        return self.together or (self,)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a file, or several of one layout: where they stand and what their columns seem to be."""

    signature: str
    where: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person confirmed about the tables of one signature: the field of each column by its key.

    `letters` tells where each stood, so that a change can be said.
    """

    kind: str
    signature: str
    fields: Mapping[str, str]
    letters: Mapping[str, str]

    @classmethod
    def of_names(cls, kind: str, names: Mapping[str, str]) -> "Layout":
        """What a sender's names of services mean: the slug of each, by the name as `bare` gives it."""
        return cls(kind, NAMES, dict(names), {})

    @property
    def is_of_names(self) -> bool:
        """Whether it says what names of services mean, and nothing of columns."""
        return self.signature == NAMES

    @classmethod
    def of(cls, kind: str, table: FoundTable, fields: Mapping[str, str]) -> "Layout":
        """The layout of a table with these fields for its columns."""
        return cls(
            kind, table.signature, dict(fields), {column.key: column.letters for column in table.columns}
        )


@dataclass(frozen=True, slots=True)
class AreaMonth:
    """An area and a month, each None where nothing says it, and for a service's return what else is asked.

    `service`: its slug. `counted`: which of the seven counts. `names`: what each name that is no service's
    was said to be, by the key of its question: a slug, or `LEFT_OUT`.
    """

    area: Authority | None = None
    month: date | None = None
    service: str = ""
    counted: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownService:
    """A text that stands where a service is named, and names none that is known.

    `text` is empty where its words may be somebody's, so that it is asked about by its cells alone.
    `alike`: the slugs of the services that it may mean, the likest first; `answer`: what was said of it.
    """

    key: str
    text: str
    cells: tuple[str, ...]
    alike: tuple[str, ...] = ()
    answer: str = ""
    proposed: str = ""
    """The one service whose name begins like it, which is offered as the answer and never taken unasked."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is to be confirmed of one file: its tables, and whose and which month's it is.

    `tables` are all that were read; `open_tables` the signatures that nobody has confirmed.
    `area` and `month` are guesses, asked about where the file itself does not say them; so is the service.
    """

    kind: str
    tables: tuple[FoundTable, ...] = ()
    open_tables: frozenset[str] = frozenset()
    # What only a file's name or its wards suggest is asked (decision 45).
    area: Authority | None = None
    area_asked: bool = False
    month: date | None = None
    month_asked: bool = False
    service_asked: bool = False
    # Of all that its sender sent before: proposed, and never taken unasked (decision 132).
    service: str = ""
    # Of which a title has the beginning: proposed alike.
    service_in_title: str = ""
    counted_asked: bool = False
    counted: str = ""
    names: tuple[UnknownService, ...] = ()
    """What stands where a service is named and names none, with what was said of it."""
    notes: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is open."""
        asked = self.area_asked or self.month_asked or self.service_asked or self.counted_asked
        return not (self.open_tables or asked or any(not name.answer for name in self.names))


def signature(keys: Sequence[str]) -> str:
    """What a layout is known by: its headings in their order, months left out."""
    # Every column of a month has one key, so a month more is the same layout; another order or another
    # heading is a different one, about which a person is asked (decision 41).
    return sha256("\n".join(dict.fromkeys(keys)).encode()).hexdigest()[:32]
