"""What headings and cells of a count of needs mean: needs, groups, sources, yes and no."""

import re
from enum import StrEnum

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.needs import Need, NeedsSource
from probation_commission.domain.places import bare
from probation_commission.intake.cells import while_reading


class NeedsColumn(StrEnum):
    """What a column of a count of needs is, but for one of a need by itself."""

    AREA = "area"
    DATE = "date"
    SOURCE = "source"
    GROUP = "group"
    NEED = "need"
    PEOPLE = "people"
    SHARE = "share"
    SAMPLE = "sample"
    PART = "part of the area"


SAID = {
    NeedsColumn.AREA: "which area it is",
    NeedsColumn.DATE: "when the sample was taken",
    NeedsColumn.SOURCE: "who says so",
    NeedsColumn.GROUP: "which group it is",
    NeedsColumn.NEED: "which need it is",
    NeedsColumn.PEOPLE: "how many people have the need",
    NeedsColumn.SHARE: "which share it is",
    NeedsColumn.SAMPLE: "how many were looked at",
    NeedsColumn.PART: "which part of the area it is",
}
"""What a column of each says, in a sentence."""
_ETE = r"(?:education|training|employment|employability|skills|work|and|or)"
_NEEDS = {
    Need.ACCOMMODATION: r"accommodation(?: and homelessness)?|housing(?: and homelessness)?|homelessness",
    Need.EMPLOYMENT: rf"ete|eet|(?:education|training|employ(?:ment|ability))(?: {_ETE}){{0,4}}",
    Need.FINANCE: (
        r"fbd|money|debts?|financ(?:e|es|ial)(?: (?:and|management|income|benefits?|debts?|issues))*"
        r"|benefits?(?: and)? debts?"
    ),
    Need.DRUGS: r"drugs?",
    Need.ALCOHOL: r"alcohol|drinking",
    Need.RELATIONSHIPS: (
        r"(?:personal |family )?relationships?(?: and (?:community|family))?"
        r"|famil(?:y|ies)(?: and (?:significant others?|relationships?))?|relatives and family"
    ),
    Need.LIFESTYLE: r"lifestyles?(?: and associates?)?|associates",
    Need.WELLBEING: (
        r"(?:emotional|mental|psychological)(?: (?:health|well ?being|and|mental|emotional)){1,5}"
        r"|(?:health and )?well ?being"
    ),
    Need.INCLUSION: r"social inclusion",
    Need.NEURODIVERSITY: r"neuro ?(?:diversity|divergence|divergent|diverse)(?: conditions?)?",
    Need.THINKING: r"thinking(?: skills)?(?:(?: and)? behaviou?rs?)?(?:(?: and)? attitudes?)?",
    Need.ATTITUDES: r"attitudes?(?: to offending)?|pro ?criminal attitudes?",
}
"""OASys's sections, HMPPS's list of needs (Find and refer), and the pathways; matched whole."""
_NEED = {need: re.compile(words) for need, words in _NEEDS.items()}
_SEVERAL = re.compile(
    r"(?:substances?|drugs?(?: and| or)? alcohol|alcohol(?: and| or)? drugs?)|dependency and recovery"
)
_AROUND = re.compile(
    r"^(?:oasys |section |people with |has |number with |with )?(?:\d{1,2} )?(?:an? )?"
    r"|(?: (?:needs?|problems?|issues?|mis ?use|use|abuse|linked to (?:re)?offending|identified|count|number"
    r"|people|n))*$"
)
_SHARE = re.compile(r"%|\bper ?cent(?:age)?\b|\bshare\b|\bproportion\b", re.IGNORECASE)
_COLUMNS = {
    NeedsColumn.AREA: r"areas?|local authority|authority|local authority area|borough|council|place|pdu",
    NeedsColumn.DATE: (
        r"(?:sample )?(?:date|day|month)(?: of (?:the )?sample)?|as at|sampled (?:on|in)|date taken|taken on"
        r"|snapshot(?: date)?"
    ),
    NeedsColumn.SOURCE: r"sources?|who says so|according to|said by|evidence",
    NeedsColumn.GROUP: (
        r"groups?|cohort|for whom|who|(?:gender|sex)(?: (?:and|or) (?:gender|sex|age))?|sexes|genders"
        r"|ages?(?: (?:group|band|range)s?)?|(?:men|male) (?:and|or) (?:women|female)"
    ),
    NeedsColumn.NEED: r"needs?|type of need|need type|criminogenic needs?|need area|which need",
    NeedsColumn.PEOPLE: (
        r"people|persons|number|count|cases|how many|(?:number of )?(?:people|persons|cases)"
        r"(?: with (?:a |the |this )?needs?)?|with (?:a |the |this )?needs?|people in need"
    ),
    NeedsColumn.SAMPLE: (
        r"samples?(?: size)?|out of|of|base|(?:people|cases|number|total|all)? ?(?:assessed|sampled|asked)"
        r"|(?:people|number|cases) in (?:the )?sample|assessments|total (?:people|cases|sample)"
    ),
    NeedsColumn.PART: (
        r"(?:(?:probation|reporting|local|offender management) )*(?:localit(?:y|ies)|locations?|towns?"
        r"|neighbou?rhoods?|offices?|teams?|delivery units?|ldus?|pdus?|clusters?|sites?|patch|hubs?"
        r"|wards?|districts?|estates?|sectors?|zones?)(?: names?| codes?)?|sub areas?"
    ),
}
_COLUMN = {column: re.compile(words) for column, words in _COLUMNS.items()}
_PARTS = re.compile(
    r"\bwards?\b|(?<!home )(?<!head )\boffices?\b(?! for\b)|\blocalit(?:y|ies)\b|\bneighbou?rhoods?\b"
    r"|\bapproved premises\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b[pl]dus?\b|\bdelivery units?\b", re.IGNORECASE)
_COHORT = re.compile(r"wards?|rag(?: rating| status)?|nominals?|services?|referrals?.*")
"""Whoever has these counts something else."""
_GROUPS = {
    "": r"|all|everyone|everybody|all (?:people|cases|groups|genders)|whole|total|people on probation",
    GapGroup.MEN: r"m|(?:all )?(?:men|man|males?)|male only|men only",
    GapGroup.WOMEN: r"f|(?:all )?(?:women|woman|females?)|female only|women only",
    GapGroup.YOUNG: (
        r"(?:aged? |ages )?18 ?(?:to|[-–]) ?25(?: years?(?: |-)?olds?| years?)?"
        r"|young adults?(?:[ (,]+(?:aged? )?18 ?(?:to|[-–]) ?25\)?)?"
    ),
    GapGroup.IOM: r"iom(?: (?:nominals?|cohort|people))?|integrated offender management",
}
_GROUP = {group: re.compile(words) for group, words in _GROUPS.items()}
_IN_TITLES = {
    GapGroup.MEN: re.compile(r"\b(?:men|males?)\b", re.IGNORECASE),
    GapGroup.WOMEN: re.compile(r"\b(?:women|woman|females?)\b", re.IGNORECASE),
    GapGroup.YOUNG: re.compile(
        r"\byoung (?:adults?|people)\b|(?<!\d)18 ?(?:to|[-–]) ?25(?!\d)", re.IGNORECASE
    ),
    GapGroup.IOM: re.compile(r"\biom\b|\bintegrated offender management\b", re.IGNORECASE),
}
_LEFT_OUT = re.compile(
    r"\b(?:not|non|excl\w*|without|except|other than|no)\b\W+(?:\w+\W+){0,2}?"
    r"(?:men|males?|women|females?|iom|young|18)\b",
    re.IGNORECASE,
)
_OTHER_AGE = re.compile(
    r"\b(?:under|over)[ -]?(?:the age of )?\d\d\b|\bage[ds]?:? (?!18 ?(?:to|[-–]) ?25\b)\d\d"
    r"|(?<!\d)(?!18 ?(?:to|[-–]) ?25)\d\d ?(?:to|[-–]) ?\d\d(?= ?year)"
    r"|\byoung (?:adults?|people)\W{1,3}(?:aged? )?(?!18 ?(?:to|[-–]) ?25\b)\d\d ?(?:to|[-–])",
    re.IGNORECASE,
)
_N = re.compile(r"[(\[]? ?\b(?:n ?=|sample (?:of|size:?)) ?(\d[\d,]*)(?! ?[\d.%]) ?[)\]]?", re.IGNORECASE)
_N_ALONE = re.compile(r"n ?= ?(.+)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:c\.?|ca\.?|circa|about|around|approx(?:imately|\.)?|roughly|nearly|~|≈) ?\d", re.IGNORECASE
)
_SYSTEM = re.compile(r"(?:n ?)?delius|(?:p ?-? ?)?(?:nomis|noms)", re.IGNORECASE)
_OASYS = re.compile(r"\boasys\b|\boffender assessment\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\bpeople on probation\b|\bpops?\b|\bservice users?\b|\bself.?(?:assess|report)|\bepop\b|\bsurvey\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"y|yes|n|no|true|false|[✓✔☑☒✗✘]", re.IGNORECASE)
_OF_NEEDS = re.compile(r"\bneeds?\b|\boasys\b", re.IGNORECASE)
_N_HEADING = re.compile(r"n ?=", re.IGNORECASE)
_TOTAL = re.compile(r"(?:grand |sub ?-? ?)?totals?|sum|all areas|overall", re.IGNORECASE)


@while_reading
def need_of(text: str) -> Need | None:
    """The need that a heading or cell names; None for none, or for two in one."""
    words = _tidy(text)
    core = _AROUND.sub("", words) if words else ""
    return next((need for need, shape in _NEED.items() if core and shape.fullmatch(core)), None)


@while_reading
def is_of_several(text: str) -> bool:
    """Whether a text names drugs and alcohol in one, which are two needs here."""
    return bool(_SEVERAL.fullmatch(_AROUND.sub("", _tidy(text))))


@while_reading
def column_of(text: str) -> NeedsColumn | None:
    """What a heading says its column is; None for a need's own column, and for what is nothing known."""
    if _N_HEADING.fullmatch(text.strip()):
        return NeedsColumn.SAMPLE
    words = _tidy(text)
    if not words or need_of(text):
        return NeedsColumn.SHARE if _is_mere_share(text) else None
    found = next((column for column, shape in _COLUMN.items() if shape.fullmatch(words)), None)
    return NeedsColumn.SHARE if _is_mere_share(text) else found


def _is_mere_share(text: str) -> bool:
    return is_share(text) and need_of(_SHARE.sub(" ", text)) is None


def is_share(text: str) -> bool:
    """Whether a heading says that percentages stand under it."""
    return bool(_SHARE.search(text))


def without_share(text: str) -> str:
    """`Accommodation (%)` without what says that it is a share."""
    return _SHARE.sub(" ", text)


@while_reading
def is_of_a_cohort(text: str) -> bool:
    """Whether a heading is one of a cohort by ward or of a service."""
    return bool(_COHORT.fullmatch(_tidy(text)))


@while_reading
def group_of(text: str) -> str | None:
    """The group that a cell names, "" for all; None for one that is not counted here."""
    words = re.sub(r"\s+", " ", text.casefold().strip(" .:*"))
    return next((str(group) for group, shape in _GROUP.items() if shape.fullmatch(words)), None)


def source_of(text: str) -> NeedsSource | None:
    """The source that a text names; None where it names neither of the two."""
    if _OASYS.search(text):
        return NeedsSource.OASYS
    return NeedsSource.PEOPLE if _PEOPLE.search(text) else None


def is_yes_or_no(text: str) -> bool:
    """Whether a cell ticks a person's need off, as a list of people does."""
    return bool(_YES_NO.fullmatch(text.strip()))


def says_needs(text: str) -> bool:
    """Whether a title, a sheet's or a file's name says that needs are counted."""
    return bool(_OF_NEEDS.search(re.sub(r"[_.\-]", " ", text)))


def is_total(text: str) -> bool:
    """Whether a row is a sum over those above it."""
    return bool(_TOTAL.fullmatch(text.strip()))


def _tidy(text: str) -> str:
    return bare(text[:120])


def groups_in(text: str) -> frozenset[str]:
    """Every group that a title, a sheet's or a file's name names, as whose counts they are."""
    return frozenset(str(group) for group, shape in _IN_TITLES.items() if shape.search(_apart(text)))


def is_of_others(text: str) -> bool:
    """Whether a title leaves a group out, or is of an age that is not counted here."""
    return bool(_LEFT_OUT.search(_apart(text)) or _OTHER_AGE.search(_apart(text)))


def is_of_a_part(text: str) -> bool:
    """Whether a title says that the counts are of an office, a ward or a locality."""
    return bool(_PARTS.search(_apart(text)))


def names_a_unit(text: str) -> bool:
    """Whether a title says that the counts are of a delivery unit, which may be more or less than an area."""
    return bool(_UNIT.search(_apart(text)))


def is_ward(text: str) -> bool:
    """Whether a heading says that wards stand under it."""
    return bool(re.fullmatch(r"wards?(?: names?| codes?)?|ward", text.strip(), re.IGNORECASE))


def sample_in(text: str) -> int | None:
    """The size of a sample that a title or heading says: `(n=412)`."""
    match = _N.search(text[:200])
    return int(match[1].replace(",", "")) if match else None


def without_sample(text: str) -> str:
    """`Men (n=340)` without the size of the sample."""
    return _N.sub(" ", text[:200]).strip()


def of_n(text: str) -> str:
    """`400` of a cell `n = 400`; else the text itself."""
    match = _N_ALONE.fullmatch(text.strip())
    return match[1].strip() if match else text


def is_about(text: str) -> bool:
    """Whether a number is only about so many: `c. 400`."""
    return bool(_ABOUT.match(text.strip()))


def is_system(text: str) -> bool:
    """Whether a cell names a system that counts come out of, as a column of people's numbers is headed."""
    return bool(_SYSTEM.fullmatch(text.strip()))


def _apart(text: str) -> str:
    return re.sub(r"[_\s]+", " ", text.replace("\u2019", "'"))
