"""The launcher: Streamlit and our own routes as one ASGI app.

`python app.py` (HOST, PORT), `streamlit run app.py` and `uvicorn app:app` all serve it.
"""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit_folium
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import config, runtime
from streamlit.starlette import App

from probation_commission import log, metrics, setup, ui, workers
from probation_commission.actions.mail import deliver
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.doors import process_cookie
from probation_commission.geography.partnership import partnership
from probation_commission.intake.files import MAX_BYTES
from probation_commission.settings import (
    MailSettingsError,
    SecretError,
    given_secret,
    mail_server,
    metrics_token,
    process_number,
    readable_by_everybody,
    settings,
    sign_in_wanted,
)
from probation_commission.store import database
from probation_commission.ui import server
from probation_commission.ui.menu import BY_LINK, MENU, OVERVIEW
from probation_commission.ui.sign_in import (
    LOCAL,
    OIDC,
    address_is_https,
    refuse_faulty,
    secret_files,
    sign_in_configured,
)
from probation_commission.web.addresses import KnownAddresses
from probation_commission.web.assets import asset_routes
from probation_commission.web.files import FilesOfTheirOwn
from probation_commission.web.headers import SecurityHeaders
from probation_commission.web.health import health_route
from probation_commission.web.links import link_routes
from probation_commission.web.local_mode import LocalOnly, refuse_other_computers, uvicorn_hosts
from probation_commission.web.messages import KnownMessages
from probation_commission.web.metrics import metrics_route
from probation_commission.web.outlines import outline_route
from probation_commission.web.public_pages import (
    PATHS,
    apply_routes,
    fund_withheld,
    public_page_routes,
    withheld,
)
from probation_commission.web.several import KeptToProcess, end_with_the_front
from probation_commission.web.strangers import SignInFirst
from probation_commission.web.wanted_page import WantedPage

ROOT = Path(__file__).resolve().parent
HOST, PORT = os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8501)
# No upload is put into a temporary file, where a list of people would outlive the app (decision 49). Read by
# starlette; twice, since the form around a file of the largest size has bytes of its own.
MultiPartParser.spool_max_size = 2 * MAX_BYTES
COLLECTED_EVERY = 10
"""Seconds."""
MAIL_EVERY = 30
"""Seconds."""
SHELL = "probation_commission.ui.shell"
"""No module to import: a script, which draws."""
ROUTES = [
    health_route(),
    metrics_route(),
    *asset_routes(),
    outline_route(),
    *link_routes(
        pages={purpose: f"/{item.address}" for purpose, item in BY_LINK.items()},
        signed_in=server.has_signed_in,
    ),
    *public_page_routes(),
    *apply_routes(),
]
# What the app writes, its database above all, is nobody's else on this computer.
os.umask(0o027)
server.carry_session_number()
metrics.SESSIONS_OPEN.set_function(server.sessions_open)
metrics.UPLOADS_CHOSEN.set_function(server.uploads_chosen)
workers.on_failure = log.worker_failed


def begin() -> None:
    """The store ready, and sign-in as it was before. Raises `RefusedError`."""
    try:
        setup.ready()
        setup.hold_to_sign_in(configured=sign_in_configured(), given_up=sign_in_wanted() == LOCAL)
    except RefusedError as refusal:
        log.start_refused(setup.kind(refusal))
        raise


def tell_what_others_can_read() -> None:
    """A sentence on stderr for each file of secrets or figures that is open to everybody on this computer."""
    for path in readable_by_everybody(*secret_files(), *settings().private_files):
        sys.stderr.write(f"Everybody on this computer can read {path}. Close it: chmod o= {path}\n")


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """The database, the bundled facts and the sample in place before the first request."""
    try:
        begin()
    except RefusedError as refusal:
        sys.stderr.write("\n".join([*refusal.reasons, ""]))
        sys.stderr.flush()
        os._exit(1)  # the server would take SystemExit for a fault, and log it with its traceback
    tell_what_others_can_read()
    log.started(
        database=database.kind(),
        sign_in=OIDC if sign_in_configured() else LOCAL,
        partnership=partnership().key,
    )
    # Without all that was imported a collection takes a fifth of the time.
    import_pages()
    gc.collect()
    gc.freeze()
    beside = [asyncio.create_task(work) for work in (collect(), send_mail())]
    yield
    for task in beside:
        task.cancel()


async def collect() -> None:
    """What nobody needs any more let go of every few seconds, instead of after each run (decision 182)."""
    while True:
        await asyncio.sleep(COLLECTED_EVERY)
        gc.collect()


async def send_mail() -> None:
    """Mail that is due sent every half minute, in a thread of its own; no fault ends it (decision 211)."""
    while True:
        try:
            await asyncio.to_thread(deliver, datetime.now(UTC))
        except database.DatabaseFaultError as fault:
            log.fault(fault, fault.fault)
        except Exception as fault:  # noqa: BLE001 (whatever it is, the next mail is tried)
            log.fault(fault)
        await asyncio.sleep(MAIL_EVERY)


def import_pages() -> None:
    """Whatever pages are made of, which the first to open one would wait for."""
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        if module.name != SHELL:
            import_module(module.name)
    # Only an import in the run of a page makes what it has for the browser known to the server.
    runtime.get_instance().component_registry.register_component(streamlit_folium._component_func)  # noqa: SLF001


def middleware() -> list[Middleware]:
    """What every request passes through, outermost first."""
    addresses = {f"/{item.address}" for item in MENU if item is not OVERVIEW}
    return [
        # Also on the refusals of those below.
        Middleware(SecurityHeaders, tiles_url=settings().tiles_url, https=address_is_https),
        *kept_to_process(),
        # Without sign-in everyone would be a lead, so only this computer gets further (decision 13).
        Middleware(LocalOnly, unless=sign_in_configured),
        Middleware(
            KnownAddresses, pages=addresses, routes=ROUTES, others=server.of_streamlit, withheld=no_such_page
        ),
        Middleware(KnownMessages, known=server.answered),
        Middleware(
            FilesOfTheirOwn,
            when=sign_in_configured,
            may_send=server.may_upload,
            has_room=server.has_room,
            may_fetch=server.belongs,
        ),
        Middleware(WantedPage, addresses=addresses, when=sign_in_configured),
        Middleware(
            SignInFirst,
            pages=addresses,
            when=sign_in_configured,
            known=server.is_known,
            over=server.why_over,
            way_in=server.way_in,
            anew=server.LOAD_ANEW,
        ),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    ]


async def no_such_page(path: str) -> bool:
    """Whether a page that needs no sign-in is as any unknown address: not published, or its fund closed."""
    return await withheld(path) or await fund_withheld(path)


def kept_to_process() -> list[Middleware]:
    """What keeps sessions to this process, where it is one of several behind one address."""
    if (process := process_number()) is None:
        return []
    return [Middleware(KeptToProcess, cookie=process_cookie(PORT), number=process.number, unless=PATHS)]


def refuse_elsewhere(*hosts: str) -> None:
    """SystemExit, with a sentence, if PC_SECRET is no secret, or sign-in lets strangers in.

    So too if mail has settings that can't be, or sign-in is not set up and a host is open to others.
    """
    with _told("secret"):
        given_secret()
    with _told("token"):
        metrics_token()
    with _told("mail settings"):
        mail_server()
    with _told("sign-in settings"):
        refuse_faulty()
    if not sign_in_configured():
        with _told("open address"):
            refuse_other_computers(hosts)


@contextmanager
def _told(kind: str) -> Iterator[None]:
    """A block in which a start that is refused is told in the log, and is a SystemExit with its sentence."""
    try:
        yield
    except (SecretError, MailSettingsError, SystemExit) as refusal:
        log.start_refused(kind)
        raise SystemExit(str(refusal)) from refusal


def ready_or_leave() -> None:
    """The database made ready; SystemExit where it was begun with another secret or can't be."""
    try:
        begin()
    except RefusedError as refusal:
        raise SystemExit("\n".join(refusal.reasons)) from refusal


app = App(
    ROOT / "probation_commission" / "ui" / "shell.py",
    routes=ROUTES,
    middleware=middleware(),
    lifespan=lifespan,
)

if __name__ == "__main__":
    refuse_elsewhere(HOST)
    ready_or_leave()
    where: dict[str, object] = {"server.address": HOST, "server.port": PORT}
    if process := process_number():
        # HOST and PORT are those of the front, which alone comes here and says where the app is.
        where = {
            "server.address": "127.0.0.1",
            "server.port": process.port,
            "logger.hideWelcomeMessage": True,
        }
        end_with_the_front()
    app.run(config=where)
else:
    # Under `streamlit run` or uvicorn, which have read their own options by now.
    refuse_elsewhere(config.get_option("server.address") or "127.0.0.1", *uvicorn_hosts(sys.argv, os.environ))
