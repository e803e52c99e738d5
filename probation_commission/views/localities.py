"""The localities of a ward set, in words and as a table."""

import pandas as pd

from probation_commission.domain.localities import Grouping, in_order, sizes
from probation_commission.domain.places import WardSet


def table(grouping: Grouping, ward_set: WardSet) -> pd.DataFrame:
    """Each locality with how many wards it has, and which."""
    names = {ward.code: ward.name for ward in ward_set.wards}
    wards = {
        locality: sorted(names[code] for code, its in grouping.items() if its == locality)
        for locality in in_order(grouping)
    }
    return pd.DataFrame(
        {
            "Locality": list(wards),
            "Wards": [sizes(grouping)[locality] for locality in wards],
            "Which": [", ".join(names) for names in wards.values()],
        }
    )


def in_none(grouping: Grouping, ward_set: WardSet) -> list[str]:
    """The wards that are in no locality yet, by name."""
    return sorted(ward.name for ward in ward_set.wards if ward.code not in grouping)
