"""The probation regions of England and Wales, from the bundled facts."""

import csv
from collections import defaultdict
from functools import cache
from operator import itemgetter

from probation_commission.domain.places import Authority
from probation_commission.domain.regions import DeliveryUnit, ProbationRegion, UnitPart
from probation_commission.settings import DATA

FACTS = DATA / "england_wales"


@cache
def probation_regions() -> dict[str, ProbationRegion]:
    """Every probation region by its letter."""
    members: defaultdict[tuple[str, str], list[Authority]] = defaultdict(list)
    for row in sorted(_rows("authorities.csv"), key=itemgetter("lad_name")):
        name = row["probation_region_name"]
        members[row["probation_region_code"], name].append(Authority(row["lad_code"], row["lad_name"], name))
    units = _units()
    return {
        code: ProbationRegion(code, name, tuple(authorities), tuple(units[code]))
        for (code, name), authorities in sorted(members.items())
    }


def region_of(area_code: str) -> ProbationRegion | None:
    """The probation region that an authority lies in."""
    return _by_authority().get(area_code)


@cache
def _by_authority() -> dict[str, ProbationRegion]:
    return {
        authority.code: region for region in probation_regions().values() for authority in region.authorities
    }


def _units() -> defaultdict[str, list[DeliveryUnit]]:
    """The units in force of each region, by name."""
    parts: defaultdict[str, list[UnitPart]] = defaultdict(list)
    for row in _rows("pdu_authorities.csv"):
        parts[row["pdu"]].append(UnitPart(row["lad_code"], row["extent"] == "whole", row["basis"]))
    units: defaultdict[str, list[DeliveryUnit]] = defaultdict(list)
    for row in sorted(_rows("pdus.csv"), key=itemgetter("name")):
        if row["status"] == "in force":
            unit = DeliveryUnit(row["pdu"], row["name"], tuple(parts[row["pdu"]]), row["membership_verified"])
            units[row["probation_region_code"]].append(unit)
    return units


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
