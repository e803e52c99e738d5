"""Whom a service is for, and whether that is a group: by what is kept of it, else by its source's words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from probation_commission.domain.contracts import CaseStage, Sex
from probation_commission.domain.gaps import GapGroup

_UNSTATED = frozenset({"", "not stated", "not known"})
_AGES = re.compile(r"(\d{2})(?: to (\d{2}))?")
YOUNGEST, OLDEST = 18, 25
_NO_BOUND = 60
"""An upper age from here on leaves out too few to matter."""
_RELEASED_INTO = "Social Inclusion"
"""What this pathway brings about is the way out of custody: who it is for then is whom it should be for."""


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Whom a service is for; `sex` empty: no source leaves anybody out."""

    sex: str
    least: int | None
    most: int | None
    iom_only: bool
    stage: str
    stated: bool

    def leaves_out(self, group: GapGroup, sex: Sex, pathway: str) -> str:
        """Why it is not for those of a group who are of one sex, in words; empty where it is for them."""
        if self.sex and self.sex != sex:
            return "not for women" if sex is Sex.WOMEN else "for women only"
        if self.iom_only and group is not GapGroup.IOM:
            return f"for {GapGroup.IOM} only"
        if self._aged_otherwise(group):
            upper = f" to {self.most}" if self.most else " and over"
            return f"for those aged {self.least}{upper} only"
        if self.stage == CaseStage.RELEASE and pathway != _RELEASED_INTO:
            return "for prison leavers only"
        return ""

    def _aged_otherwise(self, group: GapGroup) -> bool:
        if self.least is None:
            return False
        if group is GapGroup.YOUNG:
            return self.least > YOUNGEST or (self.most is not None and self.most < OLDEST)
        return self.least > OLDEST or (self.most is not None and self.most < _NO_BOUND)


def for_whom(row: Mapping[str, Any]) -> ForWhom:
    """Whom the service of a row is for; what no field says is read from its source's words."""
    words = str(row["for_whom"] or "")
    named = {one for one in (Sex.MEN, Sex.WOMEN) if re.search(rf"\b{one}\b", words)}
    sex = str(row["sex"] or "") or (named.pop() if len(named) == 1 else "")
    ages = _AGES.search(str(row["ages"] or "") or words)
    custody = "in custody" in words
    release = re.search(r"\b(leavers|leaving|on release)\b", words) is not None
    stage = str(row["stage"] or "") or (
        CaseStage.CUSTODY if custody else CaseStage.RELEASE if release else ""
    )
    said = row["sex"] or row["ages"] or row["stage"] or row["iom_only"] is not None
    return ForWhom(
        sex="" if sex == Sex.ALL else sex,
        least=int(ages[1]) if ages else None,
        most=int(ages[2]) if ages and ages[2] else None,
        iom_only=bool(row["iom_only"]) or (row["iom_only"] is None and "IOM" in words),
        stage=stage,
        stated=bool(said) or words.casefold() not in _UNSTATED,
    )
