"""What happened, as lines on stderr for whoever runs the app: one place for all of them.

An event has the fields of its table below and no others, and a field only the words or the shape that stand
there. So no count of people, name, address, text that somebody typed or name of a file that was sent can
get into the log, whoever calls it with what (decision 164).
"""

import re
import secrets
import sys
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeAlias

import structlog

from probation_commission import __version__, metrics
from probation_commission.settings import ROOT, log_as_json

_Check: TypeAlias = Callable[[object], bool]

STRICT = False
"""Whether what does not fit the table is an error, as in tests, or withheld from the line, as for people."""
WITHHELD = "withheld"

START_REFUSALS = (
    "secret",
    "another secret",
    "token",
    "mail settings",
    "partnership",
    "rules",
    "sign-in settings",
    "sign-in lost",
    "open address",
    *(f"database {kind}" for kind in metrics.FAULTS),
)
"""Why the app did not start, in a word or two."""
RULES_READ = "disclosure.toml was read once; what may be shown is kept in the database from now on"
RULES_IGNORED = "disclosure.toml is not looked at any more; `rule set` says what may be shown"


def _words(*words: str) -> _Check:
    return lambda value: isinstance(value, str) and value in words


def _shape(pattern: str) -> _Check:
    shape = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and shape.fullmatch(value) is not None


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**9


_LINE = r"[\w./<>-]{1,200}:\d{1,7}"
"""A line of code."""
_MOST_LINES = 40
_REVISION = _shape(r"none|\d{4}")

EVENTS: Mapping[str, Mapping[str, _Check]] = {
    "start": {
        "version": _shape(r"\d{1,4}(\.\d{1,4}){1,3}"),
        "database": _words("sqlite", "postgresql"),
        "sign_in": _words("oidc", "local"),
        "partnership": _shape(r"[a-z][a-z0-9_-]{0,40}"),  # a table in our file of partnerships
    },
    "start refused": {"kind": _words(*START_REFUSALS)},
    "migration": {"before": _REVISION, "after": _REVISION},
    "slow rerun": {"page": _words(*metrics.PAGES), "milliseconds": _whole, "selects": _whole},
    "action done": {
        "account": _whole,
        "what": _shape(metrics.A_FUNCTION.pattern),
        "milliseconds": _whole,
        "outcome": _words(*metrics.OUTCOMES),
    },
    "sign-in refused": {"kind": _words(*metrics.SIGN_IN_REFUSALS)},
    "link refused": {"kind": _words(*metrics.LINK_REFUSALS)},
    "worker failed": {"kind": _words(*metrics.WORKER_FAILURES)},
    "mail": {"outcome": _words(*metrics.MAIL_OUTCOMES)},
    "fault": {
        "number": _shape(r"[0-9a-f]{8}"),
        "kind": _shape(r"[A-Za-z_]{1,80}"),  # a class
        "at": _shape(rf"({_LINE}( > {_LINE})*)?"),
    },
    RULES_READ: {},
    RULES_IGNORED: {},
}
"""What can be in the log, and nothing else."""


def started(*, database: str, sign_in: str, partnership: str) -> None:
    """The app is there."""
    _logger().info("start", version=__version__, database=database, sign_in=sign_in, partnership=partnership)


def start_refused(kind: str) -> None:
    """The app does not start; the sentence for whoever starts it is not said here."""
    _logger().error("start refused", kind=kind)


def migrated(before: str | None, after: str | None) -> None:
    """The database was brought up to date, from one revision to another."""
    if before != after:
        _logger().info("migration", before=before or "none", after=after or "none")


def slow_rerun(page: str, milliseconds: int, selects: int) -> None:
    """A page took long to draw."""
    _logger().warning("slow rerun", page=page, milliseconds=milliseconds, selects=selects)


def action_done(account: int, what: str, milliseconds: int, outcome: str) -> None:
    """An action, by the number of the account (0 where it is not known) and the function that it is."""
    _logger().info("action done", account=account, what=what, milliseconds=milliseconds, outcome=outcome)


def sign_in_refused(kind: str) -> None:
    """Somebody has signed in and has no access; counted too."""
    metrics.sign_in_refused(kind)
    _logger().warning("sign-in refused", kind=kind)


def link_refused(kind: str) -> None:
    """A signed link, or what was opened by one, was refused: which, nobody is told; counted too."""
    metrics.link_refused(kind)
    _logger().warning("link refused", kind=str(kind))


def worker_failed(kind: str) -> None:
    """Work outside of a page's thread did not end well; counted too."""
    metrics.worker_failed(kind)
    _logger().error("worker failed", kind=kind)


def mail(outcome: str) -> None:
    """One try to send a mail: what became of it, never to whom; counted too."""
    metrics.mail(outcome)
    _logger().info("mail", outcome=str(outcome))


def fault(error: BaseException, kind: str = "app") -> str:
    """The number under which whoever runs the app finds the fault; counted by its kind.

    Of the fault the log has its class and the lines of code, and not its message, which can hold what the
    code was handed (decision 1).
    """
    metrics.fault(kind)
    number = secrets.token_hex(4)
    frames = extract_tb(error.__traceback__)[-_MOST_LINES:]
    lines = [f"{_inside(frame.filename)}:{frame.lineno or 0}" for frame in frames]
    _logger().error("fault", number=number, kind=_class(error), at=" > ".join(lines))
    return number


def rules_read() -> None:
    """The old file of rules was taken over."""
    _logger().warning(RULES_READ)


def rules_ignored() -> None:
    """The old file of rules is still there."""
    _logger().warning(RULES_IGNORED)


def _class(error: BaseException) -> str:
    return re.sub(r"[^A-Za-z_]", "_", type(error).__name__)[:80]


def _inside(path: str) -> str:
    """The file within the app, or a library's own name for it."""
    file = Path(path)
    return _ascii(str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else "/".join(file.parts[-2:]))


def _ascii(name: str) -> str:
    return re.sub(r"[^\w./<>-]", "_", name, flags=re.ASCII)[-200:]


def _held_to_table(_logger: object, _level: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The line with what its event may have; all else withheld. Raises `ValueError` in tests."""
    event = line["event"]
    table = EVENTS.get(event)
    if table is None:
        return {"event": _withheld("an event that is in no table")}
    return {
        "event": event,
        **{name: line[name] if check(line.get(name)) else _withheld(name) for name, check in table.items()},
        **({WITHHELD: _withheld("a field that is in no table")} if line.keys() - table - {"event"} else {}),
    }


def _withheld(what: str) -> str:
    if STRICT:
        raise ValueError(f"The log was to have {what}, which its table does not allow.")
    return WITHHELD


def _write(_logger: object, _level: str, line: Any) -> str:  # noqa: ANN401 (as structlog has it)
    # On a disk that is full, or after its reader has gone, the app goes on without a log.
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    raise structlog.DropEvent


def _logger() -> structlog.typing.FilteringBoundLogger:
    """The logger for one line, made anew: neither stderr nor the setting is that of an earlier one."""
    renderer = (
        structlog.processors.JSONRenderer()
        if log_as_json()
        else structlog.dev.ConsoleRenderer(colors=False, sort_keys=False)
    )
    logger: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        None,
        processors=[
            _held_to_table,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
            _write,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(0),
    )
    return logger
