"""What the columns of a list of people are: counted by, dropped, or a sign that rows are no people.

Headings and categories are known by closed lists of words, so that nobody's words pass as either.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from probation_commission.domain.iom import CATEGORIES, Breakdown, Rag
from probation_commission.domain.places import bare
from probation_commission.intake.cells import rag_in
from probation_commission.intake.files import Value, plain
from probation_commission.intake.people import signs

OTHER = "Other or not known"
FREE_TEXT, NOT_NEEDED, DATES = "free text about a person", "not needed for the count", "dates"
WORKER = "name of a worker"
ADDRESS, POSTCODE = "address", "postcode"
_LONGEST = 40
_PROSE = 40
"""Characters from which a text is prose, not a word for something."""


class Attribute(StrEnum):
    """What rows are told apart by, beside the breakdowns."""

    AREA = "area"
    MONTH = "month"
    WARD = "ward"
    POSTCODE = "postcode"
    RAG = "RAG"


ListColumn = Attribute | Breakdown

_BY: dict[ListColumn, str] = {
    Attribute.AREA: r"(?:iom )?area|local authority|authority|borough|la|district|council|area name",
    Attribute.MONTH: (
        r"month|(?:reporting|return|data|snapshot) month|month of return|snapshot(?: date)?|as at"
    ),
    Attribute.WARD: r"(?:home |current |electoral |residential )?ward(?: name| code| of residence)?",
    Attribute.POSTCODE: r"(?:home |current )?post ?codes?|postal code",
    Attribute.RAG: r"(?:iom |current )?rag(?: rating| status| level| colou?r)?|colou?r",
    Breakdown.FRAMEWORK: r"fixed[ ,/]*flex(?:ible)?[ ,/]*(?:or |and )?free|(?:iom )?(?:"
    r"cohort(?: type| status)?|type|category|framework)|iom cohort type|type of cohort",
    Breakdown.GENDER: r"gender|sex",
    Breakdown.ETHNICITY: r"ethnicity|ethnic (?:group|origin|code)|(?:self.)?defined ethnicity|sde",
    Breakdown.DRUG_USE: r"drug us(?:e|er)|uses drugs|(?:substance|drug) (?:mis)?use|drugs",
    Breakdown.TREATMENT: r"(?:in )?(?:drug )?treatment|in treatment\?",
    Breakdown.SETTING: r"(?:in )?custody(?: status)?|(?:in )?custody ?(?:/|or) ?(?:in the )?community|"
    r"community ?(?:/|or) ?custody|setting",
}
# A name, a person's own number or a count can stand under these: what stands there decides (decision 118).
_PEOPLE = r"(?:iom )?(?:nominals?|offenders?|persons?|people|subjects?|clients?|service users?|po?ps?)"
_ABOUT_PEOPLE = {
    "name": rf"{_PEOPLE}|nominal details",
    "initials": r"initials|subject initials",
    "age": r"age(?: \(years\)| in years)?",
    "NHS number": r"nhs(?: number| no)?",
    "local number": r"(?:local |unique |nominal |offender |client |person |subject |iom )*"
    r"(?:id|identifier|urn|ref(?:erence)?)(?: (?:number|no))?",
    WORKER: r"(?:offender |iom |allocated |named )*(?:manager|officer|om|pom|com|pp|practitioner|"
    r"key ?worker|worker|lead|pc|oic)(?: name)?|probation practitioner|police officer",
    FREE_TEXT: r"(?:further |other |latest |any |offender |case )?(?:notes?|comments?|remarks|summary|"
    r"updates?|background|circumstances|concerns|details|intelligence|intel|actions?|info|information|needs|risks?)"
    r"(?: summary)?|licence conditions|reason(?:s)?(?: for .{1,20})?",
}
_COUNTS = re.compile(
    r"(?:total )?(?:count|total|figure|value|people|how many|cohort size)s?|(?:number|no)\.? of .*"
)
# Counts, or the numbers of the rows: 1, 2, 3.
_MAY_COUNT = frozenset({"no", "n", "number", "numbers", "total number"})
_IDENTIFYING = frozenset(signs.HEADINGS) | {"name", "initials"}
# Nobody is named by these: "Licence end date" may be shown, "Risk to Kevin" may not (decision 48).
_KNOWN_WORDS = """
tier licence license end start date dates status risk level score ogrs osp rosh ovp hmp release released
sentence sentenced type last next contact contacts appointment team office region pdu housing
accommodation employment ete education benefits health mental alcohol gang vehicle tag tags tagged gps
curfew mappa adopted review reviewed arrest arrests arrested offence offences offending crime crimes
warning markers marker flags flag category code id no number ref reference allocated source agency police
force bcu sector beat in out on off of and or the to by is for at from current previous expiry index main
primary secondary support needs need visit visits home school iom cohort nominal nominals list order
orders requirement requirements removed removal added reason time days weeks months years period stage
phase outcome
"""
_WORDS = frozenset(_KNOWN_WORDS.split())
_RAG_WORD = re.compile(r"\b(red|amber|green|blue)\b", re.IGNORECASE)
# "Y" in the column of drug use or of treatment; in that of custody, "No" is the community.
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0", "none", "nil"})
# Closed, so that "John Smith" in the column of gender becomes "Other or not stated" (decision 48).
_CATEGORY_WORDS: dict[Breakdown, tuple[tuple[str, frozenset[str]], ...]] = {
    Breakdown.FRAMEWORK: (
        ("Fixed", frozenset({"fixed", "fixed cohort"})),
        ("Flex", frozenset({"flex", "flexible", "flex cohort"})),
        ("Free", frozenset({"free", "free cohort"})),
    ),
    Breakdown.GENDER: (
        ("Male", frozenset({"male", "m", "man"})),
        ("Female", frozenset({"female", "f", "woman"})),
    ),
    Breakdown.ETHNICITY: (
        (
            "Asian",
            frozenset(
                {"asian", "indian", "pakistani", "bangladeshi", "chinese", "a1", "a2", "a3", "a4", "a5", "a9"}
            ),
        ),
        ("Black", frozenset({"black", "african", "caribbean", "b1", "b2", "b9"})),
        ("Mixed", frozenset({"mixed", "m1", "m2", "m3", "m9"})),
        ("White", frozenset({"white", "w1", "w2", "w3", "w4", "w5", "w9"})),
        ("Other", frozenset({"other", "arab", "o1", "o2", "o9"})),
    ),
    Breakdown.DRUG_USE: (
        (
            "Uses drugs",
            _YES | {"uses drugs", "class a", "heroin", "crack", "cocaine", "cannabis", "opiates", "current"},
        ),
        ("Does not use drugs", _NO | {"does not use drugs", "not using"}),
    ),
    Breakdown.TREATMENT: (
        ("In treatment", _YES | {"in treatment", "engaged", "engaging"}),
        ("Not in treatment", _NO | {"not in treatment", "not engaged"}),
    ),
    Breakdown.SETTING: (
        ("In custody", _YES | {"custody", "in custody", "prison", "in prison", "remand", "on remand"}),
        ("In the community", _NO | {"community", "in the community", "in community", "on licence"}),
    ),
}


_PEOPLE_WORD = re.compile(_PEOPLE, re.ASCII)


def _compiled(words: dict[ListColumn, str] | dict[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(pattern, re.ASCII)) for name, pattern in words.items()]


_BY_HEADING = [(column, re.compile(pattern, re.ASCII)) for column, pattern in _BY.items()]
_PEOPLE_HEADING = _compiled(_ABOUT_PEOPLE)


def tidy(heading: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[\s_]+", " ", heading[: _LONGEST + 1]).strip(" :*?.#").casefold()


def counted_by(heading: str) -> ListColumn | None:
    """What a column of that heading tells rows apart by; None for any other."""
    words = tidy(heading)
    return next((column for column, pattern in _BY_HEADING if pattern.fullmatch(words)), None)


def about_people(heading: str) -> str | None:
    """What a column of that heading says of a person ("CRN"); None for any other."""
    words = tidy(heading)
    named = next((what for what, pattern in _PEOPLE_HEADING if pattern.fullmatch(words)), None)
    # What names people in any file goes first: "Name" is a name, whatever else it would be here.
    return signs.heading(heading) or named


def people_heading(heading: str) -> bool:
    """Whether a heading names people in a word, which their counts can have over them as well."""
    return bool(_PEOPLE_WORD.fullmatch(tidy(heading)))


def identifies(what: str | None) -> bool:
    """Whether such a column says who somebody is."""
    return what in _IDENTIFYING


def holds_counts(heading: str, values: Sequence[Value]) -> bool:
    """Whether a column holds counts, so that rows are no people; "No." may only number the rows."""
    words = tidy(heading)
    return bool(_COUNTS.fullmatch(words)) or (words in _MAY_COUNT and not _number_the_rows(values))


def _number_the_rows(values: Sequence[Value]) -> bool:
    """Whether values are words, or 1, 2, 3."""
    texts = [str(value).removesuffix(".0") for value in values if value != ""]
    if not texts or not all(text.isdecimal() for text in texts):
        return True
    first = int(texts[0])
    # From 0 or 1 on, each one more: no count of people looks like that.
    return first <= 1 and [int(text) for text in texts] == list(range(first, first + len(texts)))


def repeatable(heading: str) -> bool:
    """Whether a heading is made of known words only, so that it can be nobody's name or number."""
    words = re.findall(r"[a-z]+", tidy(heading))
    is_known = bool(words) and _WORDS.issuperset(words) and not re.search(r"\d", heading)
    return len(heading) <= _LONGEST and (
        is_known or counted_by(heading) is not None or bool(about_people(heading))
    )


def held(values: Sequence[Value]) -> str:
    """What the values of a column without a telling heading seem to be."""
    texts = [plain(value) for value in values if isinstance(value, str)]
    if sign := next((kind for text in texts if (kind := signs.found_in(text))), None):
        return sign.removeprefix("an ").removeprefix("a ")
    if any(isinstance(value, date | datetime) for value in values):
        return DATES
    return FREE_TEXT if any(len(text) > _PROSE for text in texts) else NOT_NEEDED


def rag(value: Value) -> Rag | None:
    """The RAG that a cell says in a letter or in one word of several."""
    text = plain(value)[:_LONGEST] if isinstance(value, str) else ""
    rags = {word.lower() for word in _RAG_WORD.findall(text)}
    # "high RED" is red, "red/amber" is neither.
    return rag_in(text) or (Rag(rags.pop()) if len(rags) == 1 else None)


def category(breakdown: Breakdown, value: Value) -> str:
    """The category of a closed list that a cell means, or the one for all other words."""
    text = bare(f"{value:g}" if isinstance(value, int | float) else str(value)[:_LONGEST])
    # "Asian - Indian", "W1 White British": the first word is the group.
    first = text.partition(" ")[0] if breakdown is Breakdown.ETHNICITY else text
    return next((name for name, words in _CATEGORY_WORDS[breakdown] if first in words), rest(breakdown))


def known_categories(breakdown: Breakdown) -> tuple[str, ...]:
    """The categories that words can mean."""
    return tuple(name for name, _ in _CATEGORY_WORDS[breakdown])


def rest(breakdown: Breakdown) -> str:
    """The category of those of whom nothing known is said."""
    last = CATEGORIES[breakdown][-1]
    return last if last.startswith(("Not ", "Other or")) else OTHER
