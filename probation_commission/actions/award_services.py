"""From the agreement on an award is a service of the directory; until then nothing of it shows there.

What it is made of is what the idea says (decision 315). Leads change it as any other service, and no later
step of the idea writes over that but for its end.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import named
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.awards import SCHEME, missing_for_agreement, whom
from probation_commission.domain.contracts import Status
from probation_commission.domain.days import day, day_of
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, IdeaReach, KeptIdea, Stage
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store import audit, directory, funds, ideas, organisations
from probation_commission.store import award_services as store
from probation_commission.store.database import Connection

_LONGEST_SHORT = 80
_SEVERAL = "several areas"


def stand(conn: Connection, kept: KeptIdea, at: datetime) -> None:
    """The award as a service, if it is none yet. Raises `RefusedError` where its idea lacks what it takes."""
    if store.slug_of(conn, kept.id) is not None:
        return
    fund = funds.find_fund(conn, kept.idea.fund)
    if missing := missing_for_agreement(kept.idea, fund, day_of(at)):
        raise RefusedError(*missing)
    _put(conn, kept, at)


def _put(conn: Connection, kept: KeptIdea, at: datetime) -> None:
    fund = funds.find_fund(conn, kept.idea.fund)
    provider = kept.organisation_id or organisations.known_or_new(
        conn, kept.idea.organisation, illustrative=kept.illustrative
    )
    places = _places(conn, kept.idea, fund)
    contract = _contract(kept, fund, at)
    service = _service(conn, kept, contract, places) | {"provider_id": provider}
    store.add(conn, contract, service, places, kept.idea.hub if kept.idea.where is IdeaReach.HUB else "")


def stand_missing(person: Person) -> None:
    """The awards that were under way before awards were services, each as one: at a start of the app.

    Of those no idea says the days: it began when it was taken up, and its end is not known.
    """
    with reading(person, Permission.MANAGE_AREAS) as (conn, _):
        if not store.without(conn):
            return
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        numbers = store.without(conn)
        for number in numbers:
            kept = ideas.find(Scope.everything(), conn, number)
            if kept is not None:
                starts = kept.idea.starts or day_of(kept.changed_at)
                _put(conn, replace(kept, idea=replace(kept.idea, starts=starts)), kept.changed_at)
        about = AuditSubject(RecordKind.SERVICE, "")
        audit.record(conn, actor, "awards as services", about, after=f"{len(numbers)} services")


def end(conn: Connection, kept: KeptIdea, on: date) -> None:
    """The last day of the service of an award: the day it is closed, or the one before it is withdrawn."""
    if slug := store.slug_of(conn, kept.id):
        # Nobody is sent to what was withdrawn this morning.
        withdrawn = kept.stage is Stage.WITHDRAWN
        store.end(conn, slug, on - timedelta(days=1) if withdrawn else on)


def _contract(kept: KeptIdea, fund: Fund | None, at: datetime) -> dict[str, object]:
    reference = kept.reference or f"Award {kept.id}"
    return {
        "slug": f"award-{kept.id}",
        "reference": reference,
        "scheme": SCHEME,
        "funder": (fund and (fund.funder or fund.name)) or SCHEME,
        "starts": kept.idea.starts,
        "ends": kept.idea.ends,
        "value_pence": kept.award_pence,
        "source": f"{SCHEME}: idea {reference}, as agreed",
        "as_of": day(at),
        "illustrative": kept.illustrative,
    }


def _service(
    conn: Connection, kept: KeptIdea, contract: dict[str, object], places: list[tuple[str, str]]
) -> dict[str, object]:
    idea = kept.idea
    same = {name: contract[name] for name in ("slug", "funder", "source", "as_of", "illustrative")}
    area = named({code for code, _ in places})
    return same | {
        "idea_id": kept.id,
        "name": _name(conn, kept),
        "provider": idea.organisation,
        "contract": contract["reference"],
        "pathway": idea.pathway,
        # As the form has it where it fits; the note has all of it.
        "for_whom": idea.for_whom if len(idea.for_whom) <= _LONGEST_SHORT else idea.group or "see its note",
        "area": area if len(area) <= _LONGEST_SHORT else _SEVERAL,
        # Its days say where it stands.
        "status": Status.NOT_CONFIRMED.value,
        "note": f"{idea.what} For: {idea.for_whom}. Desired outcome: {idea.desired_outcome or 'not said'}.",
        "expects_a_year": kept.expects_a_year,
        "route": idea.who_sends,
        "vetting": idea.vetting,
        **whom(idea.group),
    }


def _name(conn: Connection, kept: KeptIdea) -> str:
    """Its title; where another service is called so, with whose it is, and its reference."""
    taken, idea = store.names(conn), kept.idea
    longer = f"{idea.title}, {idea.organisation}"[:180]
    named_so = (idea.title, longer, f"{longer} ({kept.reference or kept.id})")
    return next((name for name in named_so if name not in taken), named_so[-1])


def _places(conn: Connection, idea: Idea, fund: Fund | None) -> list[tuple[str, str]]:
    """The authorities where it is to be had, each with a ward where it is for wards."""
    known = gazetteer()
    if idea.where is IdeaReach.WARDS:
        wards = [ward for code in idea.ward_codes if (ward := known.ward(code))]
        if wards:
            return [(ward.authority.code, ward.code) for ward in wards]
    if idea.where is IdeaReach.HUB:
        hubs = directory.hubs(conn)
        if codes := [str(code) for code in hubs.area_code[hubs.slug == idea.hub]]:
            return [(code, "") for code in codes]
    whole = known.parts(fund.area_code) if fund and fund.area_code else partnership().home
    return [(code, "") for code in sorted(whole)]
