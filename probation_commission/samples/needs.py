"""Made-up counts of needs of the home areas: fixed seed, the same bytes every time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.needs import Need, NeedsSource

SEED = 20261701
TAKEN = date(2026, 9, 30)
SAMPLE = 400
"""Of the largest area; of others as many as its residents are of that area's, and 120 at least."""
FEWEST = 120
SHARES = {
    Need.ACCOMMODATION: 0.34,
    Need.EMPLOYMENT: 0.47,
    Need.FINANCE: 0.41,
    Need.DRUGS: 0.38,
    Need.ALCOHOL: 0.27,
    Need.RELATIONSHIPS: 0.52,
    Need.LIFESTYLE: 0.49,
    Need.WELLBEING: 0.55,
    Need.INCLUSION: 0.18,
    Need.NEURODIVERSITY: 0.22,
    Need.THINKING: 0.71,
    Need.ATTITUDES: 0.46,
}
"""Invented, as all of it is."""
GROUPS = {GapGroup.WOMEN: 0.14, GapGroup.MEN: 0.85, GapGroup.YOUNG: 0.19, GapGroup.IOM: 0.16}
"""The share of the sample; of one in a hundred neither sex is recorded."""
OF_GROUP = {
    (GapGroup.WOMEN, Need.WELLBEING): 1.3,
    (GapGroup.WOMEN, Need.RELATIONSHIPS): 1.25,
    (GapGroup.YOUNG, Need.EMPLOYMENT): 1.25,
    (GapGroup.IOM, Need.ACCOMMODATION): 1.4,
    (GapGroup.IOM, Need.DRUGS): 1.6,
}
"""Where a group has a need more often than others."""
_NOT_IN_OASYS = {Need.INCLUSION, Need.NEURODIVERSITY}
_SAID_BY_PEOPLE = (Need.ACCOMMODATION, Need.FINANCE, Need.WELLBEING, Need.NEURODIVERSITY, Need.EMPLOYMENT)


def needs_files(residents: Mapping[str, float]) -> dict[str, str]:
    """A CSV by its name: what OASys says of a sample of each area, and what people say themselves."""
    random = np.random.default_rng(SEED)
    headings = ["Area", "Date", "Source", "Group", "Sample", *(need.value.capitalize() for need in Need)]
    rows = [row for area, share in _sizes(residents).items() for row in _of_area(area, share, random)]
    content = pd.DataFrame(rows, columns=headings).to_csv(index=False, lineterminator="\n")
    return {f"illustrative_needs_{TAKEN:%Y-%m}.csv": content}


def _sizes(residents: Mapping[str, float]) -> dict[str, int]:
    most = max(residents.values(), default=1)
    return {area: max(FEWEST, round(SAMPLE * people / most)) for area, people in residents.items()}


def _of_area(area: str, sample: int, random: np.random.Generator) -> Iterator[Sequence[object]]:
    asked = [need for need in Need if need not in _NOT_IN_OASYS]
    whole = {need: int(random.binomial(sample, SHARES[need])) for need in asked}
    yield _row(area, NeedsSource.OASYS, "all", sample, whole)
    women: dict[Need, int] = {}
    for group, share in GROUPS.items():
        size, counts = round(sample * share), {}
        for need in asked:
            likely = min(0.95, whole[need] / sample * OF_GROUP.get((group, need), 1.0))
            # Never more than all, nor men and women together.
            others = women.get(need, 0) if group is GapGroup.MEN else 0
            counts[need] = min(int(random.binomial(size, likely)), whole[need] - others)
        women = counts if group is GapGroup.WOMEN else women
        yield _row(area, NeedsSource.OASYS, str(group), size, counts)
    said = round(sample / 4)
    by_people = {need: int(random.binomial(said, SHARES[need])) for need in _SAID_BY_PEOPLE}
    yield _row(area, NeedsSource.PEOPLE, "all", said, by_people)


def _row(
    area: str, source: NeedsSource, group: str, sample: int, counts: Mapping[Need, int]
) -> Sequence[object]:
    return [area, TAKEN, source.value, group, sample, *(counts.get(need, "") for need in Need)]
