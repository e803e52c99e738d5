"""Whatever could be about a person: found, counted, refused or let go of."""

from probation_commission.intake.people import file_names, lists, reading, signs, titles
from probation_commission.intake.people.columns import NOT_NEEDED, about_people, repeatable
from probation_commission.intake.people.keeping import about_somebody
from probation_commission.intake.people.lists import NominalList
from probation_commission.intake.people.reading import Source
from probation_commission.intake.people.signs import found_in

__all__ = [
    "NOT_NEEDED",
    "NominalList",
    "Source",
    "about_people",
    "about_somebody",
    "file_names",
    "found_in",
    "lists",
    "reading",
    "repeatable",
    "signs",
    "titles",
]
