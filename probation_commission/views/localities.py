"""The localities of a ward set, in words and as a table."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import pandas as pd

from probation_commission.domain.days import day
from probation_commission.domain.localities import Grouping, in_order, sizes
from probation_commission.domain.places import WardSet

INVENTED = (
    "They came with the illustrative data and go with it. Made-up months are shown by them, months of real "
    "returns never; what you save here wins over them."
)
INVENTED_BESIDE = (
    "They came with the illustrative data and go with it. Only made-up months before what you saved here are "
    "shown by them, to others than leads; months of real returns never are."
)


def finding(ward_set: WardSet, made: str, saved: tuple[str, datetime] | None, source: str = "") -> str:
    """What localities were made of the wards, in the words of `actions.localities`, by whom and when.

    `source`: from what the app made them, where nobody has saved any.
    """
    if not made:
        return f"No locality of {ward_set.title} has been made yet. Write a name beside each ward, then save."
    if source:
        return (
            f"{ward_set.title}: {made}. They came with this app, made {source}; no council or partnership "
            "agreed them, and what you save replaces them."
        )
    saver = f" Saved by {saved[0]} on {day(saved[1])}." if saved else ""
    return f"{ward_set.title}: {made}.{saver}"


def table(
    grouping: Grouping, ward_set: WardSet, larger: Mapping[str, str] = MappingProxyType({})
) -> pd.DataFrame:
    """Each locality with how many wards it has, and which; the large one that it is in, if there are any."""
    names = {ward.code: ward.name for ward in ward_set.wards}
    wards = {
        locality: sorted(names[code] for code, name in grouping.items() if name == locality)
        for locality in in_order(grouping)
    }
    return pd.DataFrame(
        {
            "Locality": list(wards),
            **({"Large locality": [larger.get(name, "") for name in wards]} if larger else {}),
            "Wards": [sizes(grouping)[locality] for locality in wards],
            "Which": [", ".join(names) for names in wards.values()],
        }
    )


def in_none(grouping: Grouping, ward_set: WardSet) -> list[str]:
    """The wards that are in no locality yet, by name."""
    return sorted(ward.name for ward in ward_set.wards if ward.code not in grouping)
