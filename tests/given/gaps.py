"""Services, unmet demand and needs made by hand for the tests of gaps."""

from datetime import date

import pandas as pd

from probation_commission.analysis.gaps import GapArea, Provision, provisions
from probation_commission.analysis.services import BoughtServices
from probation_commission.disclosure.needs import ShownNeed
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.contracts import ContractDates
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.domain.needs import Need, NeedsSource

TODAY = date(2026, 11, 27)
NORTH = GapArea("N", "Northtown", ("Northtown", "Both", "Region"), (("B", "Both"),))
SOUTH = GapArea("S", "Southtown", ("Southtown", "Both", "Region"), (("B", "Both"),))
DEBT, HOMES, WORK = "Finance, Benefits and Debt", "Accommodation", "Education, Training and Employment"
NEURO = "Neurodiversity"
_SERVICE = {
    "slug": "one",
    "name": "",
    "for_whom": "not stated",
    "sex": "men and women",
    "ages": "",
    "stage": "",
    "iom_only": None,
    "pathway": HOMES,
    "area": "Northtown",
    "status": "live",
    "as_of": "2026",
    "source": "a list",
    "illustrative": False,
    "listed": "listed",
    "contract_slug": "",
    "capacity": "",
    "capacity_until": None,
    "wait_weeks": None,
    "confirmed_on": None,
}
_PLACE = {"ward_code": "", "planned": None, "actual": None, "ended": None, "reason": ""}


def service(slug="one", **said) -> dict:
    """A live service for men and women of the north, but for what is said of it."""
    return {**_SERVICE, "slug": slug, "name": said.pop("name", slug), **said}


def bought(*services: dict, contracts=(), coverage=()) -> BoughtServices:
    """These services; `contracts` and `coverage` rows of what is said of each."""
    days = dict.fromkeys(ContractDates.__dataclass_fields__)
    return BoughtServices(
        pd.DataFrame(services, columns=list(_SERVICE)),
        pd.DataFrame([{"slug": "", **days, **one} for one in contracts], columns=["slug", *days]),
        pd.DataFrame(),
        pd.DataFrame(),
        pd.DataFrame([{**_PLACE, **one} for one in coverage], columns=["service", "area_code", *_PLACE]),
    )


def of_cell(what: BoughtServices, group=GapGroup.MEN, pathway=HOMES, area=NORTH, outside=None) -> Provision:
    """What is to be had in one cell."""
    return provisions([area], what, TODAY, outside or {})[GapCell(pathway, area.code, group)]


def unmet(area="N", month=date(2026, 7, 1), pathway=HOMES, low=12, high=None, **said) -> ShownUnmet:
    """A count of a quarter as it is shown: exact unless `high` is given."""
    other = {"reason": "", "ward": "", "group": "", "own": False, "made_up": False} | said
    top = low if high is None else high
    return ShownUnmet(area, month, pathway, low=low, high=top, text=str(low), **other)


def need(area="N", month=date(2026, 5, 1), need=Need.FINANCE, low=10, of=40, **said) -> ShownNeed:
    """How many of a sample have a need, as it is shown exactly."""
    other = {"source": NeedsSource.OASYS, "group": "", "made_up": False, "high": low} | said
    return ShownNeed(
        area,
        month,
        need=need,
        low=low,
        text=str(low),
        sample_low=of,
        sample_high=of,
        sample_text=str(of),
        **other,
    )
