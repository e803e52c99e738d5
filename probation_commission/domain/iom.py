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
    STAGE = "stage"
    CHANGE = "change by stage"


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
