"""Made-up localities: real wards in groups that nobody works by, under names that say so."""

from collections.abc import Iterator
from datetime import date

from probation_commission.domain.localities import Grouping
from probation_commission.domain.partnership import Examples
from probation_commission.domain.places import WardSet
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples.iom import MONTHS


def groupings(examples: Examples) -> Iterator[tuple[WardSet, Grouping]]:
    """The wards that are in force in the made-up months, and the locality of each."""
    month = date.fromisoformat(f"{MONTHS[-1]}-01")
    for code, named in examples.localities.items():
        area = gazetteer().authority(code)
        ward_set = gazetteer().ward_set(area, month) if area else None
        if ward_set is None:
            raise LookupError(f"No wards of {code} are known for {month:%B %Y}.")
        yield ward_set, {ward: name for name, wards in named.items() for ward in wards}
