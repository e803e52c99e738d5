"""What stands above a count of needs, or in its sheet's or the file's name: whose, when, who says so."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from probation_commission.domain.needs import NeedsSource
from probation_commission.domain.places import Authority, bare
from probation_commission.domain.returns import Cell
from probation_commission.intake.cells import areas_in, months
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Sheet
from probation_commission.intake.needs import words
from probation_commission.intake.trackers import whose

_OTHERS = (
    "what stands above the table, or in the name of its sheet or of the file, is of people who are not "
    "counted by themselves here. Take these counts out, or say with a column “Group” which group each row is "
    "of: all, men, women, aged 18 to 25, or IOM nominals."
)
_SEVERAL = (
    "what stands above the table, or in the name of its sheet or of the file, names more than one group, and "
    "nothing says which is counted. Say it with a column “Group”: all, men, women, aged 18 to 25, or IOM "
    "nominals, a row for each with its own sample."
)
_PART = (
    "what stands above the table, or in the name of its sheet or of the file, says that these are of a part "
    "of the area: add them up for the whole area, or leave them out."
)


class Titled(NamedTuple):
    """What is said of a whole table, in its titles or by somebody."""

    area: Authority | None
    month: date | None
    source: NeedsSource
    group: str
    """The one group that is named; "" where none is."""
    sample: tuple[int, Cell] | None
    """How many were looked at, and where that stands."""
    doubt: str
    """Why nobody can say whose counts these are without a column of groups, or ""."""
    part: str
    """Why these are not the counts of an area, or ""."""


def titled(sheet: Sheet, heading: int, file: SentFile) -> Titled:
    """What stands above a row of headings, else in the names of the sheet and of the file."""
    above = [value for row in sheet.rows[:heading] for value in row if value != ""]
    own = [str(value) for value in (*above, sheet.name)]
    name = file.file_name.rpartition(".")[0] or file.file_name
    every = (*own, name)
    area, _ = whose.area(above, sheet.name, file.file_name, file.gazetteer)
    # "North Durham PDU" is not County Durham; a whole is named by its own name.
    if area and any(map(words.names_a_unit, every)) and area not in file.gazetteer.wholes:
        area = None
    # What a file's name alone says of its month is asked (decision 45).
    named = next(filter(None, map(months.month_in, own)), None)
    sources = (words.source_of(text.replace("_", " ")) for text in every)
    groups, doubt = _group(own, name)
    return Titled(
        area or file.area_month.area,
        named or file.area_month.month,
        next(filter(None, sources), NeedsSource.OTHER),
        groups,
        _sample(sheet, heading),
        doubt,
        _PART if any(map(words.is_of_a_part, every)) or _names_a_ward(every, area, file) else "",
    )


def _sample(sheet: Sheet, heading: int) -> tuple[int, Cell] | None:
    """The first size of a sample that stands above the headings."""
    for row in range(heading):
        for column in range(len(sheet.rows[row])):
            if size := words.sample_in(sheet.text(row, column)):
                return size, sheet.cell(row, column)
    return None


def _group(own: Sequence[str], file_name: str) -> tuple[str, str]:
    """The group that the titles name, and why that cannot be said."""
    if any(map(words.is_of_others, (*own, file_name))):
        return "", _OTHERS
    here = frozenset[str]().union(*map(words.groups_in, own))
    of_file = words.groups_in(file_name)
    # A sheet of women in a file called "men and women" is of women; in one called "IOM", of both at once.
    groups = here if here and (here <= of_file or not of_file) else here | of_file
    if len(groups) > 1:
        return "", _SEVERAL
    return next(iter(groups), ""), ""


def _names_a_ward(texts: Sequence[str], area: Authority | None, file: SentFile) -> bool:
    """Whether a title names a ward of its area, apart from the area's own name."""
    if area is None:
        return False
    parts = file.gazetteer.parts(area.code) | {area.code}
    areas = [one for one in file.gazetteer.authorities if one.code in parts]
    wards = {
        bare(ward.name) for one in areas for known in file.gazetteer.ward_sets(one) for ward in known.wards
    }
    for text in texts:
        rest = f" {bare(text.replace('_', ' '))} "
        for one in (area, *areas, *areas_in(text, file.gazetteer)):
            rest = rest.replace(f" {bare(one.name)} ", " ")
        if any(re.search(rf" {re.escape(ward)} ", rest) for ward in wards):
            return True
    return False
