"""Travel times that were loaded, in words."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from probation_commission.domain.days import day, in_full
from probation_commission.domain.travel import TravelMatrix, in_force


def loaded(every: Sequence[TravelMatrix], areas: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Each matrix with who loaded it, when, and where it is in force; `areas`: each one’s wards."""
    now = {name: {one.id for one in in_force(every, wards)} for name, wards in areas.items()}
    return pd.DataFrame(
        {
            "No": [str(one.id) for one in every],
            "Times": [one.kind.words for one in every],
            "As of": [in_full(one.as_of) for one in every],
            "Rows": [f"{one.rows:,}" for one in every],
            "Loaded": [f"{day(one.loaded_at)} by {one.loaded_by}, {one.source}" for one in every],
            "Now": [_stands(one, [name for name, ids in now.items() if one.id in ids]) for one in every],
        }
    )


def _stands(one: TravelMatrix, where: Sequence[str]) -> str:
    if one.taken_back_at:
        return f"taken back on {day(one.taken_back_at)}"
    return f"in force for {', '.join(where)}" if where else "replaced by a later one"
