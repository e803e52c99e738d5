"""Figures by ward, rolled up to localities."""

import pandas as pd

from probation_commission.domain.localities import IN_NONE, Grouping, in_order

WARDS = "wards"


def given(column: str) -> str:
    """The name of the column that says how many wards have a figure in that one."""
    return f"{column} given"


def rolled_up(by_ward: pd.DataFrame, grouping: Grouping, columns: list[str]) -> pd.DataFrame:
    """A row for each locality, by name, and a last one for wards in none if there are any.

    `by_ward` has ward_code, residents and the columns of counts, a row a ward. Returned: locality,
    wards (how many it has), residents, and for each count its sum and in how many wards it was given.
    A count that no ward gives is NaN, which is not zero; residents are NaN unless known for every ward.
    """
    names = [grouping.get(code, IN_NONE) for code in by_ward.ward_code]
    locality = pd.Series(names, by_ward.index, name="locality", dtype=str)
    groups = by_ward.groupby(locality, sort=False)
    # Without `min_count` a locality of which no ward is given would be a nought (decision 56).
    sums = groups[columns].sum(min_count=1)
    counted = groups[columns].count().rename(columns=given)
    whole = groups.agg(
        wards=("ward_code", "size"), counted=("residents", "count"), residents=("residents", "sum")
    )
    # A rate over some of the residents would be too high (decision 56).
    whole["residents"] = whole.residents.where(whole.counted == whole.wards)
    # Wards in none are no place together, so they come last and never among the names (decision 56).
    order = [name for name in (*in_order(grouping), IN_NONE) if name in whole.index]
    frame = whole.drop(columns="counted").join(sums).join(counted).loc[order]
    return frame.rename_axis("locality").reset_index()


def partly(given_by: int, wards: int) -> str:
    """Words such as "7 of 9 wards" where some have no figure; nothing where all have one or none has."""
    return f"{given_by} of {wards} wards" if 0 < given_by < wards else ""
