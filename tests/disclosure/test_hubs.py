"""Of a confidential place neither street, postcode, point nor the way there is shown."""

import pandas as pd

from probation_commission.disclosure.hubs import shown

TOLD = "7 Invented Way", "ZZ99 9ZZ", "the 99 to Nowhere Cross", "postcode ZZ99 9ZZ"


def hub(slug, *, confidential):
    address, postcode, transport, placed_by = TOLD
    point = {"latitude": 54.7, "longitude": -1.5, "exact": True}
    site = {"verified": "perhaps the same site as 7 Invented Way", "open_state": "by 7 Invented Way"}
    where = site | {"address": address, "postcode": postcode, "transport": transport, "placed_by": placed_by}
    return (
        {"slug": slug, "name": "Place", "confidential": confidential, "phone": "01632 960123"} | where | point
    )


def test_what_says_where_it_is_goes_and_all_else_stays():
    both = pd.DataFrame([hub("hidden", confidential=True), hub("open", confidential=False)])
    seen = shown(both)
    assert seen.iloc[1].to_dict() == both.iloc[1].to_dict()
    hidden = seen.iloc[0]
    assert not any(told in str(value) for value in hidden for told in TOLD)
    assert pd.isna(hidden.latitude)
    assert pd.isna(hidden.longitude)
    assert not hidden.exact
    assert (hidden["name"], hidden.phone) == ("Place", "01632 960123")


def test_nothing_at_all_is_shown_as_nothing():
    assert shown(pd.DataFrame([hub("open", confidential=False)]).head(0)).empty
