"""`sheets`: one sheet a place as PDF, as anybody may see it, of all wards, localities and authorities."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import place_sheets
from probation_commission.actions.place_sheets import ShownOfArea
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli.command import Answer, Group, add_command
from probation_commission.domain.access import Person
from probation_commission.domain.days import now, today
from probation_commission.domain.place_sheets import SheetPlace
from probation_commission.domain.places import Authority
from probation_commission.domain.words import plural
from probation_commission.geography import place_sheets as geography
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.publish.own_files import OwnFiles
from probation_commission.publish.sheets import PaperSheet, SheetError, setting
from probation_commission.views.place_sheets import about


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    words = "write one sheet a place as PDF, as anybody may see it: every ward, locality and authority"
    command = add_command(commands, "sheets", _sheets, words)
    command.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to write them")
    command.add_argument(
        "--authority",
        default="",
        metavar="CODE",
        help="of this authority alone, its code or name (default: all of the partnership’s own)",
    )
    command.add_argument("--ward", default="", metavar="CODE", help="of this ward alone")


def _sheets(person: Person, words: argparse.Namespace) -> Answer:
    setup.ready()
    ward = words.ward.strip().upper()
    areas = _areas(words.authority, ward)
    shown = place_sheets.for_anybody(person, areas, today())
    every = [(place, of_area) for of_area in shown for place in _places(of_area, ward)]
    files = OwnFiles(words.to)
    sheets = list(_made(every))
    names = [name for name, _ in sheets]
    if foreign := files.foreign(names):
        raise RefusedError(
            f"In {words.to} stand files that this command has not written, or that were changed since. "
            "Nothing was written. Move them away, or choose another folder:",
            *(f"  {name}" for name in foreign),
        )
    failed = []
    for number, (name, sheet) in enumerate(sheets, 1):
        sys.stderr.write(f"{number} of {len(sheets)}: {sheet.title}\n")
        try:
            files.write(name, setting(sheet, progress=lambda _done, _of: None))
        except SheetError as fault:
            failed.append(f"{sheet.title}: {fault}")
    if failed:
        raise RefusedError(f"{len(failed)} of {plural(len(sheets), 'sheet')} could not be made:", *failed)
    earlier = files.earlier(names)
    said = [f"Wrote {plural(len(names), 'sheet')} to {words.to}. Who may see them: anybody."]
    if made_up := sum(bool(sheet.made_up) for _, sheet in sheets):
        said.append(f"On {made_up} of them something is made up; their names begin with ILLUSTRATIVE.")
    # Of one place alone all others are of an earlier run.
    if earlier and not (words.authority or ward):
        said.append(f"{plural(len(earlier), 'sheet')} of an earlier run {_stay(len(earlier))} there, too.")
    return {"folder": str(words.to), "files": names, "of_earlier_runs": earlier, "said": said}


def _stay(count: int) -> str:
    return "stays" if count == 1 else "stay"


def _areas(named: str, ward_code: str) -> list[Authority]:
    """The authorities asked for. Raises `RefusedError` where they are not covered, or have no such ward."""
    area = gazetteer().authority(named) if named else None
    if named and area is None:
        raise RefusedError(f"No authority {named} is covered here. Give its code or name.")
    if not ward_code:
        return (
            [area] if area else [one for code in partnership().home if (one := gazetteer().authority(code))]
        )
    ward = gazetteer().ward(ward_code)
    of_ward = gazetteer().authority(ward.authority.code) if ward else None
    if ward is None or of_ward is None:
        raise RefusedError(f"No ward {ward_code} of an authority that is covered here is known.")
    if not ward.in_force(today()):
        became = geography.became(ward.code)
        raise RefusedError(
            about.old_ward(ward, became), *(f"  --ward {one.code}  {one.name}" for one, _ in became)
        )
    if area and area != of_ward:
        raise RefusedError(f"{ward.name} is a ward of {of_ward.name}, not of {area.name}.")
    return [of_ward]


def _places(shown: ShownOfArea, ward_code: str) -> list[SheetPlace]:
    wards = geography.wards(shown.area)
    if ward_code:
        return [place for place in wards if place.key == ward_code]
    return [geography.whole(shown.area), *geography.localities(shown.area, shown.groupings), *wards]


def _made(every: Sequence[tuple[SheetPlace, ShownOfArea]]) -> Iterator[tuple[str, PaperSheet]]:
    """Each sheet with the name of its file, which stays the same from one quarter to the next."""
    for place, shown in every:
        sheet = place_sheets.sheet_of(place, shown, now())
        yield place_sheets.name_in_folder(place, made_up=bool(sheet.made_up)), sheet
