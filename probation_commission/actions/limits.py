"""What a lead is limited to: changes of their own areas (decision 218). What they see is not limited."""

from collections.abc import Iterable

from probation_commission.domain import referrals
from probation_commission.domain.access import NotAllowedError, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, IdeaReach
from probation_commission.domain.words import listed
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import directory, funds
from probation_commission.store.database import Connection


def require_area(actor: Person, *codes: str) -> None:
    """The check before something of these areas is changed.

    Raises `NotAllowedError` where one of them, or a part of it, is none of theirs.
    """
    for code in codes:
        if not actor.scope.covers(gazetteer().parts(code)):
            raise NotAllowedError(_sentence(actor, code))


def require_reach(conn: Connection, actor: Person, idea: Idea) -> None:
    """The check before something of an idea is decided.

    Raises `NotAllowedError` where nothing that its reach names is of their areas.
    """
    fund = funds.find_fund(conn, idea.fund)
    codes = _reach(conn, idea) or set(fund_areas(fund) if fund else ())
    if codes and not any(actor.scope.covers([part]) for code in codes for part in gazetteer().parts(code)):
        raise NotAllowedError(_sentence(actor, *sorted(codes)))


def fund_areas(fund: Fund) -> tuple[str, ...]:
    """The codes of the areas for which a fund's money is: where it says none, all that are covered here."""
    return tuple(area.code for area in gazetteer().authorities) if fund.is_everywhere else (fund.area_code,)


def named(codes: Iterable[str]) -> str:
    """Areas by their names, in the order of these: `Durham and Darlington`."""
    return listed(sorted(map(_name, codes)))


def _reach(conn: Connection, idea: Idea) -> set[str]:
    """The authorities that an idea names; of one for the whole area none."""
    if idea.where is IdeaReach.WARDS:
        wards = map(gazetteer().ward, idea.ward_codes)
        return {ward.authority.code for ward in wards if ward}
    if idea.where is IdeaReach.HUB:
        hubs = directory.hubs(conn)
        return set(hubs.area_code[hubs.slug == idea.hub])
    return set()


def _sentence(actor: Person, *codes: str) -> str:
    return f"As lead for {named(actor.areas)} you change nothing of {named(codes)}."


def _name(code: str) -> str:
    # An area that is no more covered here is called by its name all the same.
    area = referrals.area(code, gazetteer()) or england_wales.authorities().get(code)
    return area.name if area else code
