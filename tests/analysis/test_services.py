"""Which services serve an area: those whose own area contains it."""

import pandas as pd
import pytest

from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import live, provider_of, real, serving
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership

SERVICES = pd.DataFrame(
    [
        ("one authority's", "County Durham", "live", False),
        ("both authorities'", "County Durham & Darlington", "live", False),
        ("the region's", "North East", "live", False),
        ("the region's, not confirmed", "North East", "not confirmed", False),
        ("made up", "County Durham & Darlington", "live", True),
        ("elsewhere", "London", "live", False),
    ],
    columns=["slug", "area", "status", "illustrative"],
)


@pytest.mark.parametrize(
    ("area", "served", "running"),
    [
        ("E06000047", 5, 3),
        ("E06000005", 4, 2),  # what is for the other authority alone is not for this one
        ("CDD", 4, 2),  # nor is it for both
        ("E09000014", 1, 1),
    ],
)
def test_a_service_serves_what_its_area_contains(area, served, running):
    whole = next((one for one in partnership().wholes if one.code == area), gazetteer().authority(area))
    rows = serving(SERVICES, partnership().around(whole))
    assert (len(rows), len(live(rows))) == (served, running)
    assert len(real(rows)) == served - rows.illustrative.sum()


def test_what_names_no_area_known_here_serves_itself_alone():
    assert list(serving(SERVICES, ["London"]).slug) == ["elsewhere"]
    assert serving(SERVICES, ["Nowhere"]).empty


def test_a_missing_text_is_none_and_not_a_nan_that_is_true():
    frame = pd.DataFrame({"contract_slug": ["c", None], "weeks": [3.0, None]})
    rows = rows_of(frame.astype({"contract_slug": "str"}))
    assert rows == [{"contract_slug": "c", "weeks": 3}, {"contract_slug": None, "weeks": None}]


def test_a_provider_has_one_name_whatever_its_sources_call_it():
    services = pd.DataFrame(
        [
            {"provider": "Longer with Other", "provider_id": 1},
            {"provider": "Long", "provider_id": 1},
            {"provider": "Other", "provider_id": 2},
            # Of whom nobody knows which organisation it is: as its source has it.
            {"provider": "Lo", "provider_id": None},
        ]
    )
    assert list(provider_of(services)) == ["Long", "Long", "Other", "Lo"]
