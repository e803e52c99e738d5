"""What a heading of an IOM table seems to mean, in the spellings that people use."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from probation_commission.domain import layouts
from probation_commission.domain.iom import Breakdown, Rag
from probation_commission.domain.layouts import part
from probation_commission.domain.places import bare
from probation_commission.intake.cells.remembered import while_reading

# Of 100: "Joinners" is like "joiners" (93), "Leaver type" is not like "leavers" (67).
_ALIKE: Final = 85
# One letter of three is too much to guess by: "ale" is 86 of 100 like "male".
_SHORTEST: Final = 4
_LONGEST: Final = 60
# "% red", "Reoffending rate": no count of people, so never read (decision 43).
_SHARE = re.compile(r"%|\b(?:per ?cent(?:age)?|rate|share|proportion|ratio|average|cost)\b", re.IGNORECASE)
# "+/-", "Change", "Last month": held against another month, so no count of this one.
_CHANGE = re.compile(
    r"\+ ?/ ?[-\u2013\u2212]|[\u00b1\u0394]|\b(?:changes?|diff(?:erence)?|variance|movement|net|trend|target"
    r"|forecast|ytd|year to date|cumulative|to date"
    r"|(?:last|prev|previous|prior|preceding) (?:month|mth|quarter|qtr|year|yr|period|week|wk)"
    r"|prev(?:ious(?:ly)?)?|prior"
    r"|month on month|compared)\b",
    re.IGNORECASE,
)
# "Reason", "Needs" and "Details" may as well say what the numbers beside them count.
_REMARK = re.compile(
    r"(?:\w+ )?(?:notes?|comments?|remarks?|updates?|observations?|commentary|narrative)", re.IGNORECASE
)
# As the ONS heads its tables: WD25CD, WD25NM, LAD25NM.
_ONS_CODE = re.compile(r"(wd|lad)\d\d(?:cd|nm)")
_RAG_WORD = re.compile(r"\b(red|amber|green|blue)s?\b")
# "Number of red nominals" is "red".
_FILLERS = re.compile(
    r"\b(?:iom|number of|no of|nos of|num of|count of|total number of|number|nominals?|offenders?|cases"
    r"|people|persons|individuals|clients|subjects|who are|currently|the|of)\b"
)

_SYNONYMS: dict[str, str] = {
    layouts.WARD: "ward;wards;ward name;name of ward;ward of residence;home ward;electoral ward"
    ";electoral division"
    ";division;row labels;ward of nominal;ward name and code"
    ";ward code;ward of home address;residing ward;locality ward",
    layouts.AREA: "area;local authority;authority;borough;district;council;la;local authority area;csp"
    ";unitary authority",
    layouts.MONTH: "month;reporting month;return month;period;month of return;reporting period"
    ";date;as at;month end",
    layouts.RAG: "rag;rag status;rag rating;rag level;status;grade;grading;colour;tier;risk"
    ";risk level;risk rating",
    layouts.COUNT: "count;number;no;nos;num;total;totals;all;cohort;nominals;number of nominals"
    ";no of nominals"
    ";total nominals;total number of nominals;number of offenders;no of offenders;offenders;iom nominals"
    ";cohort size;cohort total;total cohort;total on cohort;total number on cohort"
    ";number on cohort;grand total"
    ";how many;qty;quantity;n;people;number of people;headcount;overall;overall total;all rags;cases"
    ";number of cases;iom cohort;all nominals;sum;figure;value"
    ";persons;clients;subjects;service users;pops;pps;current;this month;this mth;current month;latest",
    layouts.JOINERS: "joiners;joined;new;new nominals;new to cohort;new to the cohort;added"
    ";additions;adoptions"
    ";adopted;new adoptions;new starters;on boarded;entries;in month joiners;selected"
    ";number joined;new in month",
    layouts.LEAVERS: "leavers;left;removed;removals;removed from cohort;deselected;deselections;de selected"
    ";de selections;de registered;deregistered;exits;exited;left the cohort;number left;closed;taken off",
    layouts.GPS_TAGS: "gps;gps tags;gps tag;gps tagged;on gps;on gps tag;gps tagging;tagged;tags"
    ";number tagged"
    ";electronic monitoring;em gps",
    layouts.ARRESTS: "arrests;number of arrests;no of arrests;arrested;arrests in month;arrests this month"
    ";total arrests",
    layouts.OUTCOME: "outcome;outcomes;arrest outcome;outcome of arrest;disposal;result of arrest",
    layouts.OFFENCE: "offence;offences;offence type;type of offence;crime type;offence group"
    ";offence category"
    ";crime;arrest offence",
    layouts.BREAKDOWN: "breakdown;broken down by;breakdown by;what",
    layouts.CATEGORY: "category;group;value of breakdown",
    Breakdown.FRAMEWORK: "fixed flex or free;fixed flex free;fixed flex and free;cohort type;framework"
    ";cohort framework;iom category;fff;scheme;strand",
    Breakdown.GENDER: "gender;sex",
    Breakdown.ETHNICITY: "ethnicity;ethnic group;ethnic origin;ethnic background;race;self defined ethnicity",
    Breakdown.DRUG_USE: "drug use;drug user;drugs;substance use;substance misuse;class a drug use"
    ";drug misuse",
    Breakdown.TREATMENT: "drug treatment;treatment;treatment status;in drug treatment status"
    ";treatment engagement",
    Breakdown.SETTING: "custody or community;custody status;setting;custody community;community or custody"
    ";community custody;location status;whereabouts",
}
_PARTS: dict[Breakdown, dict[str, str]] = {
    Breakdown.FRAMEWORK: {"Fixed": "fixed;fixed cohort", "Flex": "flex;flexible;flex cohort", "Free": "free"},
    Breakdown.GENDER: {
        "Male": "male;males;m;men;man",
        "Female": "female;females;f;women;woman",
        "Other or not stated": "other gender;gender not stated;non binary;transgender;other or not stated",
    },
    Breakdown.ETHNICITY: {
        "Asian": "asian;asian or asian british;asian british",
        "Black": "black;black or black british;black british;black african or caribbean",
        "Mixed": "mixed;mixed ethnicity;dual heritage;mixed or multiple",
        "White": "white;white british;white or white british",
        "Other": "other ethnicity;other ethnic group;any other ethnic group",
        "Not stated": "ethnicity not stated;ethnicity not known;not stated",
    },
    Breakdown.DRUG_USE: {
        "Uses drugs": "uses drugs;drug users;drug using;known drug user;drug users known;using drugs",
        "Does not use drugs": "does not use drugs;non drug user;no drug use;not using drugs;non user",
        "Not known": "drug use not known;drug use unknown",
    },
    Breakdown.TREATMENT: {
        "In treatment": "in treatment;in drug treatment;engaged in treatment;number in treatment"
        ";receiving treatment"
        ";total number in drug treatment",
        "Not in treatment": "not in treatment;not in drug treatment;out of treatment"
        ";not engaged in treatment",
        "Not known": "treatment not known;treatment unknown",
    },
    Breakdown.SETTING: {
        "In custody": "in custody;custody;prison;in prison;imprisoned",
        "In the community": "in the community;community;in community",
        "Not known": "setting not known;whereabouts unknown;setting unknown",
    },
}
_OWN_WORDS = {
    Breakdown.ETHNICITY: "white british english welsh scottish northern irish gypsy roma traveller"
    " any other background mixed multiple and or asian indian pakistani bangladeshi chinese black african"
    " caribbean arab ethnic group ethnicity dual heritage european eastern",
    Breakdown.DRUG_USE: "heroin crack cocaine cannabis opiate opiates amphetamine amphetamines alcohol spice"
    " ketamine class a b c and or other drug drugs poly use stimulants benzodiazepines prescription methadone"
    " mdma ecstasy synthetic cannabinoids powder only",
}
"""The words of finer categories, which differ from area to area; whatever else is written is none."""
OTHER_PARTS: Final = {
    "joiners": layouts.JOINERS,
    "leavers": layouts.LEAVERS,
    "gps tags": layouts.GPS_TAGS,
    "arrests": layouts.ARRESTS,
    "arrests by outcome": layouts.OUTCOME,
    "arrests by offence": layouts.OFFENCE,
}
"""What else the column "breakdown" can say, with the field that it stands for."""
# The first category of a breakdown in `_PARTS` is the yes, the second the no.
_YES_NO = {"yes": 0, "y": 0, "no": 1, "n": 1}
_ANY = {
    "other": ("Other", "Other or not stated"),
    "not known": ("Not known", "Not stated"),
    "unknown": ("Not known", "Not stated"),
    "not stated": ("Not stated", "Other or not stated"),
}


@cache
def _exact() -> dict[str, str]:
    words = {bare(word): field for field, spellings in _SYNONYMS.items() for word in spellings.split(";")}
    for rag in Rag:
        words |= {bare(word): part(layouts.RAG, rag) for word in (rag, f"{rag}s", rag.letter)}
    for breakdown, categories in _PARTS.items():
        for category, spellings in categories.items():
            words |= {bare(word): part(breakdown, category) for word in spellings.split(";")}
    return words | {bare(label): field for field, label in layouts.FIELDS.items() if field}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading seems to mean; `sure` where it is one of the known spellings."""

    field: str
    sure: bool


NONE = Meaning(layouts.NOT_READ, sure=False)


@while_reading
def meaning(heading: str) -> Meaning:
    """The field that a heading names; `NONE` where it names none, or a share instead of a count."""
    if is_share(heading) or is_change(heading):
        return NONE
    words = bare(heading[:_LONGEST])
    if ons := _ONS_CODE.fullmatch(words):
        return Meaning(layouts.WARD if ons[1] == "wd" else layouts.AREA, sure=True)
    if field := _exact().get(words):
        return Meaning(field, sure=True)
    # Only after the whole: "Number of nominals" is the count, and nothing is left of it without its fillers.
    core = " ".join(_FILLERS.sub(" ", words).split())
    if core and (field := _exact().get(core)):
        return Meaning(field, sure=True)
    if match := _RAG_WORD.search(words):
        return Meaning(part(layouts.RAG, match[1]), sure=False)
    return _alike(words)


def _alike(words: str) -> Meaning:
    if len(words) < _SHORTEST:
        return NONE
    spellings = [word for word in _exact() if len(word) >= _SHORTEST]
    nearest = process.extractOne(words, spellings, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return Meaning(_exact()[nearest[0]], sure=False) if nearest else NONE


def is_share(heading: str) -> bool:
    """Whether a heading names a percentage, rate or cost, which is no count of people."""
    return _SHARE.search(heading[:_LONGEST]) is not None


def is_change(heading: str) -> bool:
    """Whether a heading names a change, another month's figure or a sum over months."""
    return _CHANGE.search(heading[:_LONGEST]) is not None


def is_remark(heading: str) -> bool:
    """Whether a heading stands over remarks and nothing else: "Comments", "Further notes"."""
    return _REMARK.fullmatch(bare(heading[:_LONGEST])) is not None


def category(text: str, breakdown: Breakdown) -> str | None:
    """The category of a breakdown that a text names, or None."""
    words = bare(text[:_LONGEST])
    names = list(_PARTS.get(breakdown, ()))
    if words in _YES_NO and breakdown in (Breakdown.DRUG_USE, Breakdown.TREATMENT):
        return names[_YES_NO[words]]
    for name in _ANY.get(words, ()):
        if name in names:
            return name
    field = _exact().get(words) or _exact().get(" ".join(_FILLERS.sub(" ", words).split()))
    return field.partition(":")[2] if field and field.startswith(f"{breakdown}:") else _own(words, names)


def own_category(text: str, breakdown: Breakdown) -> str | None:
    """A finer category in its own words ("White Irish", "Crack cocaine"), or None."""
    words = bare(text[:_LONGEST])
    if words in map(bare, _PARTS.get(breakdown, ())) or not words:
        return None
    own_words = _OWN_WORDS.get(breakdown, "").split()
    # "White Irish", "Heroin and crack"; "Zebedee" may be somebody, and is none (decision 1).
    return words.capitalize() if all(word in own_words for word in words.split()) else None


def _own(words: str, names: list[str]) -> str | None:
    return next((name for name in names if bare(name) == words), None)


def breakdown(text: str) -> Breakdown | None:
    """The breakdown that a text names, as a heading of its own, or None."""
    field = meaning(text).field
    return next((breakdown for breakdown in Breakdown if breakdown == field), None)


def says_enough(text: str) -> bool:
    """Whether a name alone says what is counted: "Red", "Total on cohort", and not "Total" or "R"."""
    words, sense = bare(text[:_LONGEST]), meaning(text.rstrip(" :"))
    # "Total" of what? "R" of what? But "Total on cohort" and "Red" say it.
    counted = sense.sure and sense.field in layouts.COUNTS and len(words) > 1
    return counted and (sense.field != layouts.COUNT or "cohort" in words or "nominals" in words)
