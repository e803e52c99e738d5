"""One sheet a place: what it is made of for an audience, and the sheet."""

from probation_commission.actions.place_sheets.sheet import ELSEWHERE, file_name, name_in_folder, sheet_of
from probation_commission.actions.place_sheets.shown import ShownOfArea, cohort_of, for_anybody

__all__ = ["ELSEWHERE", "ShownOfArea", "cohort_of", "file_name", "for_anybody", "name_in_folder", "sheet_of"]
