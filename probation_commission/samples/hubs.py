"""Two hubs that are nowhere, for ideas that would happen at one."""

from typing import Any

from probation_commission.domain.hubs import HubKind
from probation_commission.domain.partnership import Examples


def hubs(examples: Examples) -> list[dict[str, Any]]:
    """The hubs as the bundled ones are read, each in the middle of a ward; every field says so."""
    return [
        {
            "slug": hub.slug,
            "name": hub.name,
            "kind": HubKind.ILLUSTRATIVE,
            "run_by": "Example Community Trust",
            "address": "invented: there is no such place",
            "postcode": "",
            "near": hub.ward_code,
            "area_code": hub.area_code,
            "open_state": "invented",
            "verified": "invented",
            "source": "Illustrative: invented",
        }
        for hub in examples.hubs
    ]
