"""All words of a file that is to be kept, looked through: also where no figure is read from."""

from probation_commission.intake.files import words
from probation_commission.intake.people.signs import found_in


def about_somebody(content: bytes) -> str | None:
    """What a file that was read before seems to hold of a person ("a postcode"); None where nothing is found.

    Of a workbook it looks at every text in it: hidden sheets and comments too.
    """
    return next(filter(None, map(found_in, words(content))), None)
