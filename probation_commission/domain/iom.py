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
# Arrays of counts have their columns in this order.
COUNTS = [ALL, *Rag]
"""What is counted of each place: all nominals, and those of each RAG."""


class Measure(StrEnum):
    """What a figure counts. Breakdown and category say which part of it."""

    COHORT = "cohort"
    JOINERS = "joiners"
    LEAVERS = "leavers"
    GPS_TAGS = "gps_tags"
    ARRESTS = "arrests"
    DRUG_TREATMENT = "drug_treatment"
    OFFENCES_PER_YEAR = "offences_per_year"
    OFFENCES_PER_CASE = "offences_per_case"
    COST_PER_YEAR = "cost_per_year"
    COST_PER_CASE = "cost_per_case"
    COST_PER_OFFENCE = "cost_per_offence"
    DAYS_ON_IOM = "days_on_iom"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return MEASURE_LABELS[self]


# Words for codes, here and below: a better word is no migration (decision 84).
MEASURE_LABELS: dict[str, str] = {
    Measure.COHORT: "cohort",
    Measure.JOINERS: "joiners",
    Measure.LEAVERS: "leavers",
    Measure.GPS_TAGS: "gps tags",
    Measure.ARRESTS: "arrests",
    Measure.DRUG_TREATMENT: "in drug treatment",
    Measure.OFFENCES_PER_YEAR: "offences per year",
    Measure.OFFENCES_PER_CASE: "offences per year per case",
    Measure.COST_PER_YEAR: "estimated cost of crime per year",
    Measure.COST_PER_CASE: "estimated cost of crime per year per case",
    Measure.COST_PER_OFFENCE: "cost of crime per offence",
    Measure.DAYS_ON_IOM: "days on IOM",
}


class Breakdown(StrEnum):
    """What a figure is a part of."""

    STATED = "stated"
    """Said in a sentence rather than in a table; the category is a `Statement`."""
    TAG = "tag"
    TAG_OF_NOMINAL = "tag_of_nominal"
    OUTCOME = "outcome"
    PART_OUTCOME = "part_outcome"
    """One of several outcomes of the same arrest."""
    OFFENCE = "offence"
    PLACE_OF_ARREST = "place_of_arrest"
    FRAMEWORK = "framework"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    DRUG_USE = "drug_use"
    TREATMENT = "treatment"
    SETTING = "setting"
    STAGE = "stage"
    CHANGE = "change"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return BREAKDOWN_LABELS[self]


BREAKDOWN_LABELS: dict[str, str] = {
    Breakdown.STATED: "stated",
    Breakdown.TAG: "tag",
    Breakdown.TAG_OF_NOMINAL: "tag of an IOM nominal",
    Breakdown.OUTCOME: "outcome",
    Breakdown.PART_OUTCOME: "part outcome",
    Breakdown.OFFENCE: "offence",
    Breakdown.PLACE_OF_ARREST: "place of arrest",
    Breakdown.FRAMEWORK: "Fixed, Flex or Free",
    Breakdown.GENDER: "gender",
    Breakdown.ETHNICITY: "ethnicity",
    Breakdown.DRUG_USE: "drug use",
    Breakdown.TREATMENT: "drug treatment",
    Breakdown.SETTING: "custody or community",
    Breakdown.STAGE: "stage",
    Breakdown.CHANGE: "change by stage",
}


# Closed lists: of a list of people no other word is ever shown or stored (decision 48).
CATEGORIES: dict[Breakdown, tuple[str, ...]] = {
    Breakdown.FRAMEWORK: ("Fixed", "Flex", "Free"),
    Breakdown.GENDER: ("Male", "Female", "Other or not stated"),
    Breakdown.ETHNICITY: ("Asian", "Black", "Mixed", "White", "Other", "Not stated"),
    Breakdown.DRUG_USE: ("Uses drugs", "Does not use drugs", "Not known"),
    Breakdown.TREATMENT: ("In treatment", "Not in treatment", "Not known"),
    Breakdown.SETTING: ("In custody", "In the community", "Not known"),
}
"""The ways in which a cohort is broken down, each with its categories; ethnicity as the census groups it."""


class Statement(StrEnum):
    """What a sentence of a return can state."""

    IN_COMMUNITY = "in_community"
    NO_FIXED_ABODE = "no_fixed_abode"
    OUTSIDE = "outside"
    ARRESTED = "arrested"
    REMANDED = "remanded"
    RECALLED = "recalled"
    REPEAT = "repeat"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return STATED_LABELS[self]


STATED_LABELS: dict[str, str] = {
    Statement.IN_COMMUNITY: "in the community",
    Statement.NO_FIXED_ABODE: "no fixed abode",
    Statement.OUTSIDE: "housed outside the area",
    Statement.ARRESTED: "nominals arrested",
    Statement.REMANDED: "charged and remanded",
    Statement.RECALLED: "recalled",
    Statement.REPEAT: "repeat offenders",
}


class Outcome(StrEnum):
    """The outcomes of an arrest that have a rule, in the words of returns; others keep their own words."""

    # No codes: outcomes are kept in the words of whoever sent them (decision 84).
    CHARGED = "Charged and Detained for Court"
    RELEASED = "Released Under Investigation"
    RETURNED = "Returned to Prison"
    SEVERAL = "more than one outcome"
