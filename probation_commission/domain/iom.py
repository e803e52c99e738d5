"""Integrated Offender Management: RAG, and the measures that a monthly return holds."""

from enum import StrEnum


class Rag(StrEnum):
    """The RAG of a nominal. What Blue means is each area's to say (often: in custody)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"

    @property
    def letter(self) -> str:
        """The letter that stands in the shape, so that colour is never alone."""
        return self.value[0].upper()


ALL = "all"
COUNTS = [ALL, *Rag]
"""What is counted of each place: all nominals, and those of each RAG."""


class Measure(StrEnum):
    """What a figure counts. Breakdown and category say which part of it."""

    COHORT = "cohort"
    FEWER_THAN = "cohort, given only as fewer than"
    """The value is the bound that was written: 5 for "<5". It is no count and is never added up."""
    JOINERS = "joiners"
    LEAVERS = "leavers"
    GPS_TAGS = "gps tags"
    ARRESTS = "arrests"
    DRUG_TREATMENT = "in drug treatment"
    OFFENCES_PER_YEAR = "offences per year"
    OFFENCES_PER_CASE = "offences per year per case"
    COST_PER_YEAR = "estimated cost of crime per year"
    COST_PER_CASE = "estimated cost of crime per year per case"
    COST_PER_OFFENCE = "cost of crime per offence"
    DAYS_ON_IOM = "days on IOM"


class Breakdown(StrEnum):
    """What a figure is a part of."""

    STATED = "stated"
    """Said in a sentence rather than in a table; the category is a `Stated`."""
    TAG = "tag"
    TAG_OF_NOMINAL = "tag of an IOM nominal"
    OUTCOME = "outcome"
    PART_OUTCOME = "part outcome"
    """One of several outcomes of the same arrest."""
    OFFENCE = "offence"
    PLACE_OF_ARREST = "place of arrest"
    FRAMEWORK = "Fixed, Flex or Free"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    DRUG_USE = "drug use"
    TREATMENT = "drug treatment"
    SETTING = "custody or community"
    STAGE = "stage"
    CHANGE = "change by stage"


CATEGORIES: dict[Breakdown, tuple[str, ...]] = {
    Breakdown.FRAMEWORK: ("Fixed", "Flex", "Free"),
    Breakdown.GENDER: ("Male", "Female", "Other or not stated"),
    Breakdown.ETHNICITY: ("Asian", "Black", "Mixed", "White", "Other", "Not stated"),
    Breakdown.DRUG_USE: ("Uses drugs", "Does not use drugs", "Not known"),
    Breakdown.TREATMENT: ("In treatment", "Not in treatment", "Not known"),
    Breakdown.SETTING: ("In custody", "In the community", "Not known"),
}
"""The ways in which a cohort is broken down, each with its categories; ethnicity as the census groups it."""


class Stated(StrEnum):
    """What a sentence of a return can state."""

    IN_COMMUNITY = "in the community"
    NO_FIXED_ABODE = "no fixed abode"
    OUTSIDE = "housed outside the area"
    ARRESTED = "nominals arrested"
    REMANDED = "charged and remanded"
    RECALLED = "recalled"
    REPEAT = "repeat offenders"


class Outcome(StrEnum):
    """The outcomes of an arrest that have a rule; others keep their own words."""

    CHARGED = "Charged and Detained for Court"
    RELEASED = "Released Under Investigation"
    RETURNED = "Returned to Prison"
    SEVERAL = "more than one outcome"
