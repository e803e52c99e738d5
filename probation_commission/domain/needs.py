"""Needs: how many of a sample of people have each need, as OASys or people on probation themselves say.

A return of an area and a source (its subject), kind `needs`, dated by the month in which the sample was
taken, so that what two sources say of a month both stand (decision 288). Its figures: measure
`MEASURE`, breakdown the group ("" for all), category the need; the plain count (category "") of a group is
its sample. What the sample was of is the figure's comparator.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probation_commission.domain.gaps import EVIDENCE_MONTHS, GapGroup
from probation_commission.domain.iom import Breakdown

MEASURE = "people with a need"


class Need(StrEnum):
    """What a sample counts: the needs of OASys and of HMPPS's list (Find and refer an intervention)."""

    ACCOMMODATION = "accommodation"
    EMPLOYMENT = "education, training and employment"
    FINANCE = "finance, benefits and debt"
    DRUGS = "drugs"
    ALCOHOL = "alcohol"
    RELATIONSHIPS = "relationships"
    LIFESTYLE = "lifestyle and associates"
    WELLBEING = "emotional wellbeing"
    INCLUSION = "social inclusion"
    NEURODIVERSITY = "neurodiversity"
    THINKING = "thinking and behaviour"
    ATTITUDES = "attitudes"


PATHWAY_OF: dict[Need, str] = {
    Need.ACCOMMODATION: "Accommodation",
    Need.EMPLOYMENT: "Education, Training and Employment",
    Need.FINANCE: "Finance, Benefits and Debt",
    Need.DRUGS: "Dependency and Recovery",
    Need.ALCOHOL: "Dependency and Recovery",
    Need.RELATIONSHIPS: "Family and Significant Others",
    Need.LIFESTYLE: "Lifestyle and Associates",
    Need.WELLBEING: "Emotional Wellbeing",
    Need.INCLUSION: "Social Inclusion",
    Need.NEURODIVERSITY: "Neurodiversity",
}
"""Two needs can be of one pathway: they overlap, so the larger counts and they are never added. Thinking and
attitudes are worked on by accredited programmes, which are no pathway of the services bought."""


COHORT_NEED = (Breakdown.DRUG_USE, "Uses drugs", Need.DRUGS)
"""What of an IOM return says that somebody needs something: the breakdown, its category, the need."""
COHORT_SAYS: dict[str, tuple[Breakdown, ...]] = {
    PATHWAY_OF[Need.DRUGS]: (Breakdown.DRUG_USE, Breakdown.TREATMENT)
}
"""The breakdowns that a cell of IOM nominals shows, by pathway. Of accommodation, work and age no return that
is known here has one (decision 322)."""

COHORT_GENDERS = {GapGroup.MEN: "Male", GapGroup.WOMEN: "Female"}
"""How many of a cohort are of a group: shown, and never ranked, since being a man or a woman is no need."""


class NeedsSource(StrEnum):
    """Who says so."""

    OASYS = "OASys"
    PEOPLE = "people on probation"
    OTHER = "another source"

    @property
    def label(self) -> str:
        """Its words where they begin a sentence: `People on probation`."""
        return f"{self[:1].upper()}{self[1:]}"


class Met(StrEnum):
    """How an inspection says that a need was worked on, in its own order of words."""

    SUFFICIENTLY = "sufficiently"
    MOST_OFTEN = "most often"
    NOT_ALWAYS = "not always"
    LEAST_OFTEN = "least often"
    NOT = "not sufficiently"


@dataclass(frozen=True, slots=True)
class PastNeed:
    """One line of a published document on needs that is older than what is ranked: history, with its size.

    `need` None: of the sample as a whole. `people` of `sample` None where the document gives no number.
    `planned`, `delivered`, `progress`: in the words of the document, empty where it has none. `since`: what
    has changed since, and who says so. `area_codes`: of authorities, or of a whole of several.
    """

    area_codes: frozenset[str]
    sampled: str
    """What the sample was of: `CRC cases`, or what the line says where there is no sample."""
    sample: int | None
    need: Need | None
    people: int | None
    planned: str
    delivered: str
    progress: str
    met: Met | None
    said: str
    """A sentence, where the line is no row of a table."""
    since: str
    source: str
    dated: str
    as_of: date | None
    """The day or first of the month that `dated` says; None where the document has none."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a document asks to be commissioned, or names as missing; nobody here has answered it.

    `pathway` of `pathways.GAP_PATHWAYS`, `group` a `gaps.GapGroup`, either may be empty. `area_codes`: codes,
    or their beginnings where it is asked for all that begin so.
    """

    slug: str
    question: str
    says: str
    """The document to the word, in short."""
    pathway: str
    group: str
    area_codes: tuple[str, ...]
    source: str
    dated: str
    since: str

    def is_of(self, area_code: str) -> bool:
        """Whether it is asked for that area."""
        return any(area_code.startswith(code) for code in self.area_codes)


def is_evidence(month: date, on: date) -> bool:
    """Whether a sample of that month is of the last `EVIDENCE_MONTHS`, that of the day among them."""
    return (on.year - month.year) * 12 + on.month - month.month < EVIDENCE_MONTHS
