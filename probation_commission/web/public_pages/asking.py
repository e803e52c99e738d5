"""The route of the funds that are open to anyone; of any other fund there is no such address."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.routing import Route

from probation_commission.actions import applying
from probation_commission.actions.applying import TooManyAsksError
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.applying import OpenAsk
from probation_commission.store.database import DatabaseFaultError
from probation_commission.web.addresses import NO_SUCH_PAGE
from probation_commission.web.own_page import from_own_page
from probation_commission.web.plain_page import plain_page
from probation_commission.web.public_pages import apply
from probation_commission.web.public_pages.apply import TypedAsk
from probation_commission.web.public_pages.kept import BusyError, Look, Turns, shown
from probation_commission.web.public_pages.sent import form_of, page_of, who

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from probation_commission.domain.funds import Fund
    from probation_commission.web.public_pages.kept import ShownDirectory

_OF_A_FUND = f"{applying.PATH}/"


def _open_funds() -> dict[str, Fund]:
    _last.update(open=(found := applying.open_funds()))
    return found


_last: dict[str, dict[str, Fund]] = {"open": {}}
_FUNDS, _SHOWN, _TURNS = Look(_open_funds), Look(lambda: shown()), Turns()  # noqa: PLW0108 (tests replace it)


def apply_routes() -> list[Route]:
    """The route of every fund that anyone can send an idea to."""
    return [Route(f"{applying.PATH}/{{slug}}", _apply, methods=["GET", "HEAD", "POST"])]


async def fund_withheld(path: str) -> bool:
    """Whether a path is of a fund that is unknown, closed or asks whom it wants: no such address."""
    if not path.startswith(_OF_A_FUND):
        return False
    try:
        return path.removeprefix(_OF_A_FUND) not in await _FUNDS.now()
    except DatabaseFaultError:
        # Told by no fault either: it is as it was last.
        return path.removeprefix(_OF_A_FUND) not in _last["open"]


async def _apply(request: Request) -> Response:
    try:
        fund = (await _FUNDS.now()).get(request.path_params["slug"])
        if fund is None:
            return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
        now_shown = await _SHOWN.now()
        if request.method != "POST":
            return page_of(apply.html(now_shown, fund))
        form = await form_of(request)
        typed = TypedAsk(form.get("organisation", ""), form.get("mailbox", ""))
        if not from_own_page(request):
            return page_of(_wrong(now_shown, fund, typed, apply.NOT_OURS), HTTPStatus.FORBIDDEN)
        address = request.client.host if request.client else ""
        return await _TURNS.take(who(request), partial(_answered, now_shown, fund, typed, address))
    except BusyError:
        return _not_now("Many people are sending this just now.")
    except DatabaseFaultError as fault:
        return _not_now(str(fault))


def _answered(now_shown: ShownDirectory, fund: Fund, typed: TypedAsk, address: str) -> Response:
    try:
        applying.ask(OpenAsk(fund.slug, typed.organisation, typed.mailbox), address, apply.letter)
    except TooManyAsksError as refusal:
        return page_of(_wrong(now_shown, fund, typed, *refusal.reasons), HTTPStatus.TOO_MANY_REQUESTS)
    except RefusedError as refusal:
        return page_of(_wrong(now_shown, fund, typed, *refusal.reasons), HTTPStatus.UNPROCESSABLE_ENTITY)
    return page_of(apply.sent_html(now_shown, fund))


def _wrong(now_shown: ShownDirectory, fund: Fund, typed: TypedAsk, *problems: str) -> str:
    return apply.html(now_shown, fund, TypedAsk(typed.organisation, typed.mailbox, problems))


def _not_now(sentence: str) -> Response:
    html = plain_page("Not just now", "Not just now", sentence, to="", link="Try again in a minute")
    return page_of(html, HTTPStatus.SERVICE_UNAVAILABLE)
