"""The columns of a file of outlines, by the headings of every file of wards."""

import pytest

from probation_commission.intake.outlines import which_columns


@pytest.mark.parametrize(
    ("names", "ward", "authority"),
    [
        (["OBJECTID", "WD25CD", "WD25NM", "LAD25CD", "LAD25NM", "geometry"], "WD25CD", "LAD25CD"),
        (["code", "wd24cd", "lad24_code"], "wd24cd", "lad24_code"),
        (["WD_CODE", "LAD_CD"], "WD_CODE", "LAD_CD"),
        (["Ward code", "Ward name", "Local authority"], "Ward code", None),
        (["ward_code", "Local authority code"], "ward_code", "Local authority code"),
        (["code", "name"], "code", None),
        (["GSS", "Name"], "GSS", None),
        (["LAD25CD", "LAD25NM"], None, "LAD25CD"),
        (["PCON25CD", "postcode"], None, None),
    ],
)
def test_the_codes_of_wards_and_authorities_are_known_by_their_headings(names, ward, authority):
    assert which_columns(names) == (ward, authority)
