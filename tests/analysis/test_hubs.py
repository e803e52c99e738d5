"""Which places are real, which are made up, and which have a point."""

import pandas as pd
import pytest

from probation_commission.analysis.hubs import of_kind, off_map, on_map, real
from probation_commission.domain.hubs import HubKind

PLACES = pd.DataFrame(
    [
        ("office", HubKind.OFFICE, 54.7, -1.5, False),
        ("refuge", HubKind.REFUGE, None, None, False),
        ("invented", HubKind.COMMUNITY, 54.7, -1.5, True),
    ],
    columns=["slug", "kind", "latitude", "longitude", "illustrative"],
)


@pytest.mark.parametrize(
    ("some", "slugs"),
    [
        (real(PLACES), ["office", "refuge"]),
        (of_kind(PLACES, illustrative=True), ["invented"]),
        (on_map(PLACES), ["office", "invented"]),
        (off_map(PLACES), ["refuge"]),
        (real(PLACES.head(0)), []),
    ],
)
def test_places_are_told_apart(some, slugs):
    assert list(some.slug) == slugs
