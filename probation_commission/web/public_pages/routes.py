"""The routes of the pages that need no sign-in; while a page is not published there is no such address."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from probation_commission.actions.sheets import file_name
from probation_commission.domain.public_pages import PublicPage
from probation_commission.publish.sheets import SheetError, as_pdf
from probation_commission.store.database import DatabaseFaultError
from probation_commission.web.addresses import NO_SUCH_PAGE
from probation_commission.web.plain_page import plain_page
from probation_commission.web.public_pages import available, first
from probation_commission.web.public_pages.frame import PAPER
from probation_commission.web.public_pages.kept import (
    BusyError,
    Look,
    ShownDirectory,
    Turns,
    last_published,
    shown,
)
from probation_commission.web.public_pages.sent import FRESH, form_of, page_of, who

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from probation_commission.publish.sheets import PaperSheet

PATHS = {path: page for page in PublicPage for path in (page.path, PAPER[page])}
"""All of these addresses, and of which page each is."""


def _shown() -> ShownDirectory:
    return shown()


_LOOK = Look(_shown)
_PAGES, _PAPER = Turns(), Turns()
_Make = tuple[str, HTTPStatus]


def public_page_routes() -> list[Route]:
    """The routes of all these pages and of their sheets of paper."""
    return [
        Route(PublicPage.AVAILABLE.path, _available, methods=["GET", "HEAD"]),
        Route(PAPER[PublicPage.AVAILABLE], _available_on_paper, methods=["GET", "HEAD"]),
        Route(PublicPage.FIRST.path, _first, methods=["GET", "HEAD", "POST"]),
        Route(PAPER[PublicPage.FIRST], _first_on_paper, methods=["GET", "HEAD"]),
    ]


async def withheld(path: str) -> bool:
    """Whether a path is of a page that is not published: then it is an address like any unknown one."""
    page = PATHS.get(path)
    if page is None:
        return False
    try:
        return page not in (await _LOOK.now()).directory.published
    except DatabaseFaultError:
        # Whether there is a page is told to nobody by a fault: it is as it was last.
        return page not in last_published()


async def _available(request: Request) -> Response:
    return await _in_words(
        lambda: _ready(request, PublicPage.AVAILABLE, "available", available.html),
    )


async def _first(request: Request) -> Response:
    async def made() -> Response:
        if request.method != "POST":
            return await _ready(request, PublicPage.FIRST, "first", first.html)
        form = await form_of(request)
        now_shown = await _LOOK.now()
        if PublicPage.FIRST not in now_shown.directory.published:
            return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
        return page_of(*await _PAGES.take(who(request), partial(_answered, now_shown, form)))

    return await _in_words(made)


async def _ready(
    request: Request, page: PublicPage, key: str, html: Callable[[ShownDirectory], str]
) -> Response:
    """A page that is the same for everybody; only who comes before it is made waits for it."""
    now_shown = await _LOOK.now()
    if page not in now_shown.directory.published:
        return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
    make = partial(now_shown.made, key, partial(html, now_shown))
    return page_of(make() if now_shown.has(key) else await _PAGES.take(who(request), make))


def _answered(now_shown: ShownDirectory, form: dict[str, str]) -> _Make:
    asked = first.read(form, now_shown)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.problem else HTTPStatus.OK
    return first.html(now_shown, asked), status


async def _available_on_paper(request: Request) -> Response:
    async def made() -> Response:
        now_shown = await _LOOK.now()
        if PublicPage.AVAILABLE not in now_shown.directory.published:
            return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
        of_all = partial(available.sheet, now_shown)
        return await _paper(who(request), now_shown, ("whats_available", ""), of_all)

    return await _in_words(made)


async def _first_on_paper(request: Request) -> Response:
    async def made() -> Response:
        now_shown = await _LOOK.now()
        if PublicPage.FIRST not in now_shown.directory.published:
            return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
        courts = partial(now_shown.made, "courts", partial(first.courts, now_shown))
        every = courts() if now_shown.has("courts") else await _PAGES.take(who(request), courts)
        key = request.query_params.get("for", next(iter(every)))
        if key not in every:
            return page_of(NO_SUCH_PAGE, HTTPStatus.NOT_FOUND)
        of_court = partial(first.sheet, now_shown, key)
        return await _paper(who(request), now_shown, ("first_appointment", key), of_court)

    return await _in_words(made)


async def _paper(
    who: str, now_shown: ShownDirectory, named: tuple[str, str], sheet: Callable[[], PaperSheet]
) -> Response:
    """A sheet as a file, made once; others wait for theirs without keeping readers of the pages waiting."""

    def make() -> tuple[bytes, bool]:
        one = sheet()
        return as_pdf(one), bool(one.made_up)

    content, made_up = await _PAPER.take(who, lambda: now_shown.made_now(named, make))
    name = file_name(*named, now_shown.day, made_up=made_up)
    headers = FRESH | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type="application/pdf")


async def _in_words(made: Callable[[], Awaitable[Response]]) -> Response:
    """The answer, or why there is none just now, with nothing of what was asked for in it."""
    try:
        return await made()
    except BusyError:
        return _not_now("Many people are reading this just now.")
    except SheetError as error:
        return _not_now(str(error))
    except DatabaseFaultError as fault:
        return _not_now(str(fault))


def _not_now(sentence: str) -> Response:
    html = plain_page("Not just now", "Not just now", sentence, to="", link="Try again in a minute")
    return page_of(html, HTTPStatus.SERVICE_UNAVAILABLE)
