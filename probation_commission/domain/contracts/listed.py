"""A contract as the national list of commissioned rehabilitative services has it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from probation_commission.domain.contracts.parties import CaseStage, Sex
from probation_commission.domain.places import bare


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A row of the national list of commissioned rehabilitative services."""

    reference: str
    title: str
    kind: str
    """The code of its type: "ACC", "DNR-NE"."""
    region: str
    police_area: str
    """Empty: it is for a whole region."""
    prime: str
    chain: tuple[str, ...]
    men: bool
    women: bool
    ages: tuple[str, str]
    places: tuple[str, ...]
    closed: bool
    faults: str

    @property
    def slug(self) -> str:
        """`prj-7710` for PRJ_7710."""
        return self.reference.casefold().replace("_", "-")

    @property
    def pathway(self) -> str:
        """The category by which it is listed here."""
        return _PATHWAYS[self.kind.partition("-")[0]]

    @property
    def sex(self) -> Sex:
        """Whom it is for."""
        return Sex.ALL if self.men and self.women else Sex.WOMEN if self.women else Sex.MEN

    @property
    def stage(self) -> str:
        """Custody where its title says so; the others do not say."""
        return CaseStage.CUSTODY if "in custody" in self.title.casefold() else ""

    @property
    def aged(self) -> str:
        """`18 and over`, `18 to 25`."""
        least, most = self.ages
        return f"{least} to {most}" if most else f"{least} and over" if least else ""

    @property
    def of_named_places(self) -> bool:
        """Whether its title is of a part of its region: "Women's Services for London (north)", "(E/NE)".

        "(18-25)" is no place; and one with a police force area is for that.
        """
        return not self.police_area and _COMPASS.search(self.title) is not None

    def within(self, forces: Collection[str]) -> str:
        """The police force area that it is for, where it is for one or its title names it; else empty.

        `forces`: the names of those in its region. Some are listed for the whole region and called by a part
        of it: Durham's and Cleveland's dependency and recovery.
        """
        if self.police_area:
            same = (name for name in forces if bare(name) == bare(self.police_area))
            return next(same, self.police_area)
        words = bare(self.title)
        return next((name for name in forces if words.endswith(f" in {bare(name)}")), "")


_COMPASS = re.compile(r"\((?:[NESW]{1,2}(?:/[NESW]{1,2})*|north|east|south|west)\)$")

_PATHWAYS = {
    "ACC": "Accommodation",
    "ETE": "Education, Training and Employment",
    "FBD": "Finance, Benefits and Debt",
    "DNR": "Dependency and Recovery",
    "PWB": "Personal Wellbeing",
    "WOS": "Women’s Specific",
    "WSM": "Women’s Specific",
    "MTR": "Lifestyle and Associates",
}
"""By the code of a contract's type, before what it adds of a region."""
