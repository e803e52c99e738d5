"""Contracts that nobody signed, for the services that nobody runs; their days lie around today's.

One ends in two months and the day for notice is past, one rolls out area by area with one area late, one has
no room, one is for women, one is in custody alone with a successor whose vetting is late.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from probation_commission.domain.contracts import (
    Capacity,
    CaseStage,
    ContractDates,
    ContractPart,
    Issue,
    MilestoneKind,
    ServiceLevel,
    ServicePlace,
    Sex,
)
from probation_commission.domain.partnership import Examples
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake import bundled as facts

SampleRow = dict[str, Any]
_SOURCE = "Illustrative: invented"
_FUNDER = "Example Commissioner"
_MANAGER = "contract manager (made up)"
_MOST_AREAS = 4
"""In as many parts of the first area the roll-out goes; the second area is the last."""


def contracts(today: date) -> list[SampleRow]:
    """The contracts as the directory keeps them, a row each."""
    return [
        _contract(
            1,
            _days(today, starts=-1036, ends=60, extension_until=425, notice_by=-30, review_on=-200),
            value_pence=124_000_000,
        ),
        _contract(2, _days(today, starts=-965, ends=500, notice_by=320, review_on=95)),
        _contract(
            3,
            _days(
                today,
                starts=-945,
                ends=150,
                notice_by=-32,
                closes_to_referrals=122,
                successor_from=123,
            ),
            successor="example-contract-8",
        ),
        _contract(4, _days(today, starts=-1125, ends=700, notice_by=520, review_on=40)),
        _contract(5, _days(today, starts=-1130, ends=330, extension_until=695, notice_by=150)),
        _contract(6, _days(today, starts=-155, ends=210), scheme="grant"),
        _contract(7, _days(today, starts=-150, ends=945, go_live=-75, review_on=110)),
        _contract(8, _days(today, market_event=-290, competition=-180, starts=-40, go_live=123, ends=1218)),
    ]


def parties() -> list[SampleRow]:
    """Who is in them: the provider of each service, and an invented supply chain."""
    primes = (
        "Example Housing",
        "Example Recovery",
        "Example Money Advice",
        "Example Wellbeing",
        "Example Women’s Service",
        "Example Mentoring",
        "Example Navigators",
        "Example Debt Help",
    )
    chain = {1: "Example Tenancies", 2: "Example Peers", 8: "Example Money Advice"}
    return [
        *(
            {"contract": _slug(at), "name": name, "part": ContractPart.PRIME}
            for at, name in enumerate(primes, 1)
        ),
        *(_party(at, name, ContractPart.CHAIN) for at, name in chain.items()),
    ]


def issues(today: date) -> list[SampleRow]:
    """What is to be settled with two providers, one of them settled."""
    return [
        _noted(1, Issue("Two reports in a row came in late.", today - timedelta(days=50))),
        _noted(
            5,
            Issue(
                "No room at the hub on Thursdays.",
                today - timedelta(days=120),
                today - timedelta(days=90),
                "Another room was found.",
            ),
        ),
    ]


def levels(today: date) -> list[SampleRow]:
    """What one provider keeps to, and what it last reported of it."""
    first = "9 of 10 within 10 working days"
    return [
        _noted(
            1,
            ServiceLevel(
                "First appointment",
                "from the referral on",
                first,
                "month",
                reported="8 of 10",
                reported_on=today - timedelta(days=20),
                said_by=_MANAGER,
            ),
        ),
        _noted(1, ServiceLevel("Action plan", "within 15 working days of the start", "all", "month")),
    ]


def milestones(today: date) -> list[SampleRow]:
    """The steps of the two that mobilise: in both vetting is late."""
    return [
        _step(7, MilestoneKind.RECRUITMENT, today, due=-120, done=-112),
        _step(7, MilestoneKind.VETTING, today, due=-90, done=-80),
        _step(7, MilestoneKind.VETTING, today, due=-35, place="of the team of the area that is late"),
        _step(8, MilestoneKind.RECRUITMENT, today, due=-10, done=-14),
        _step(8, MilestoneKind.VETTING, today, due=-5),
        _step(8, MilestoneKind.GO_LIVE, today, due=123),
    ]


def facts_of_services(today: date) -> Mapping[str, SampleRow]:
    """What is said of each service besides its name: for whom, how to refer, whether there is room."""
    return {
        "example-housing": _said(
            1, sex=Sex.MEN, vetting="enhanced; about 8 weeks", route="Refer and monitor", ages="18 and over"
        )
        | _room(Capacity.WAITING, 6, today + timedelta(days=14)),
        "example-recovery": _said(2, sex=Sex.MEN, route="Refer and monitor", counts_as_rar=True)
        | _room(Capacity.CLOSED, None, today + timedelta(days=20)),
        "example-money-advice": _said(
            3,
            sex=Sex.MEN,
            stage=CaseStage.CUSTODY,
            for_whom="men in custody",
            route="through the prison’s team",
        )
        | _room(Capacity.OPEN, 1, today + timedelta(days=25)),
        # Said once and not since: it reads "not known".
        "example-wellbeing": _said(4, sex=Sex.MEN, route="Refer and monitor", counts_as_rar=True)
        | _room(Capacity.LIMITED, 3, today - timedelta(days=10)),
        "example-women": _said(
            5, sex=Sex.WOMEN, stage=CaseStage.COMMUNITY, route="Refer and monitor, or by phone from court"
        )
        | _room(Capacity.OPEN, 2, today + timedelta(days=30)),
        "example-mentoring": _said(
            6, iom_only=True, route="by the IOM team", next_start=today + timedelta(days=12)
        )
        | _room(Capacity.ASSESSMENT, None, today + timedelta(days=9)),
        "example-navigators": _said(7, sex=Sex.ALL, vetting="counter-terrorist check; 10 to 14 weeks"),
        "example-money-next": _said(8, sex=Sex.ALL, vetting="enhanced; about 8 weeks"),
    }


def coverage(examples: Examples, today: date) -> list[SampleRow]:
    """Where they are to be had: all of the made-up services' area, and for the roll-out a part at a time."""
    codes = _codes(examples)
    starts = {int(row["slug"].rpartition("-")[2]): row["starts"] for row in contracts(today)}
    slugs = [*facts_of_services(today)]
    whole = [
        _place(slug, ServicePlace(code, planned=starts[at], actual=starts[at]))
        for at, slug in enumerate(slugs[:6], 1)
        for code in codes
    ]
    later = [
        _place("example-money-next", ServicePlace(code, planned=today + timedelta(days=123)))
        for code in codes
    ]
    return [*whole, *later, *_roll_out(codes, today)]


_STEPS = ((-75, -70), (-45, -45), (-20, None), (40, None), (75, None))
"""Planned and actual, in days from today, of each part of the roll-out: the third is late."""


def _roll_out(codes: Sequence[str], today: date) -> Iterator[SampleRow]:
    slug = "example-navigators"
    parts = _parts(codes[0], today)[:_MOST_AREAS]
    for wards, (planned, actual) in zip(parts, _STEPS, strict=False):
        days = ServicePlace(
            codes[0],
            planned=today + timedelta(days=planned),
            actual=None if actual is None else today + timedelta(days=actual),
            reason="two of four staff wait for their vetting" if actual is None and planned < 0 else "",
        )
        for ward in wards:
            yield _place(slug, days) | {"ward_code": ward}
    for code in codes[1:]:
        yield _place(slug, ServicePlace(code, planned=today + timedelta(days=_STEPS[-1][0])))


def _parts(code: str, today: date) -> list[list[str]]:
    """The wards of an area by its large localities, or in four parts where it has none."""
    area = gazetteer().authority(code)
    ward_set = gazetteer().ward_set(area, today) if area else None
    if ward_set is None:
        return []
    grouped = facts.localities().get(ward_set.key)
    if grouped is None:
        codes = [ward.code for ward in ward_set.wards]
        return [codes[at::_MOST_AREAS] for at in range(_MOST_AREAS)]
    large: dict[str, list[str]] = {}
    for ward, locality in grouped.grouping.items():
        large.setdefault(grouped.larger[locality], []).append(ward)
    return list(large.values())


def _codes(examples: Examples) -> list[str]:
    """The authorities of the made-up services' area, in the order of home."""
    whole = next((one.parts for one in gazetteer().wholes if one.name == examples.services_area), None)
    home = partnership().home
    return [code for code in home if code in whole] if whole else [home[0]]


def _contract(at: int, dates: ContractDates, **more: object) -> SampleRow:
    of_all = {"scheme": "CRS", "funder": _FUNDER, "source": _SOURCE, "as_of": "2026", "value_pence": None}
    named = {"slug": _slug(at), "reference": f"Example contract {at}", "successor": ""}
    return of_all | named | asdict(dates) | more


def _noted(at: int, one: Issue | ServiceLevel) -> SampleRow:
    return {"contract": _slug(at), **asdict(one)}


def _party(at: int, name: str, part: ContractPart) -> SampleRow:
    return {"contract": _slug(at), "name": name, "part": part}


def _days(today: date, **days: int) -> ContractDates:
    return ContractDates(**{name: today + timedelta(days=number) for name, number in days.items()})


def _slug(at: int) -> str:
    return f"example-contract-{at}"


def _step(
    at: int, kind: MilestoneKind, today: date, *, due: int, done: int | None = None, place: str = ""
) -> SampleRow:
    return {
        "contract": _slug(at),
        "kind": kind,
        "due": today + timedelta(days=due),
        "done": None if done is None else today + timedelta(days=done),
        "place": place,
    }


_NOTHING: SampleRow = {
    "sex": "",
    "ages": "",
    "stage": "",
    "iom_only": False,
    "counts_as_rar": None,
    "route": "",
    "vetting": "",
    "next_start": None,
    "capacity": "",
    "wait_weeks": None,
    "capacity_said_by": "",
    "capacity_until": None,
}


def _said(at: int, **said: object) -> SampleRow:
    return _NOTHING | {"contract_slug": _slug(at)} | said


def _room(capacity: Capacity, weeks: int | None, until: date) -> SampleRow:
    said = {"capacity": capacity, "wait_weeks": weeks}
    return said | {"capacity_said_by": _MANAGER, "capacity_until": until}


def _place(slug: str, one: ServicePlace) -> SampleRow:
    return {"service": slug, **asdict(one)}
