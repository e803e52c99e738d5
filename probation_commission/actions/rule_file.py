"""The rules that `disclosure.toml` in PC_HOME gave before they were kept in the database: read once."""

import tomllib
from typing import Any

from probation_commission import log
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.rules import put
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import WIDTHS, Rule
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.settings import settings
from probation_commission.store import audit, installation, rules

FILE_NAME = "disclosure.toml"
_LOOKED_FOR = "disclosure.toml looked for"
# What the file of old allowed: it is still held to it, so that a slip in it is not taken for a wish.
_LEAST_THRESHOLD, _LEAST_BASE, _MOST = 5, 3, 100
_METHODS = ("suppression", "bands", "rounding")
_PARTS = ("method", "threshold", "base")


def read_once(person: Person) -> None:
    """What the file says, taken over at the first start that looks for it; later ones pass it over.

    A threshold becomes the narrowest allowed bands of at least that width; method and base mean nothing any
    more. Raises `RefusedError` with every fault of the file: it is never passed over for another rule.
    """
    path = settings().home / FILE_NAME
    with reading(person, Permission.SET_RULES) as (conn, _):
        looked = installation.value(conn, _LOOKED_FOR) is not None or bool(rules.rows(conn))
    if looked:
        _say_ignored()
        return
    # Read outside the transaction: a faulty file refuses the start before anything is written.
    widths = _widths(_content()) if path.exists() else None
    with writing(person, Permission.SET_RULES) as (conn, actor):
        if installation.value(conn, _LOOKED_FOR) is not None:
            return  # another app server started at the same moment
        # Also where there is no file: one put there later would change what was shown (decision 73).
        installation.put(conn, _LOOKED_FOR, "not there" if widths is None else "read")
        for audience, width in (widths or {}).items():
            put(conn, actor, Rule(audience, width))
        if widths is not None:
            subject = AuditSubject(RecordKind.RULE, FILE_NAME)
            audit.record(conn, actor, "read disclosure.toml", subject, after=_became(widths))
    if widths is not None:
        log.rules_read()


def _say_ignored() -> None:
    if (settings().home / FILE_NAME).exists():
        log.rules_ignored()


def _became(widths: dict[Audience, int]) -> str:
    sentences = [f"{audience}: bands of {width} for all months" for audience, width in widths.items()]
    return "; ".join(sentences) or "no threshold in it, so the usual bands hold"


def _content() -> dict[str, Any]:
    try:
        content = tomllib.loads((settings().home / FILE_NAME).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise RefusedError(f"{FILE_NAME} cannot be read: {trouble}") from trouble
    if faults := _faults(content):
        raise RefusedError(*(f"{FILE_NAME}: {fault}" for fault in faults))
    return content


def _widths(content: dict[str, Any]) -> dict[Audience, int]:
    """The bands of each audience whose threshold the file gives; the public's never the narrower ones."""
    widths = {
        audience: _narrowest(audience, content[audience]["threshold"])
        for audience in WIDTHS
        if "threshold" in content.get(audience, {})
    }
    # A partnership of 20 beside the public’s usual 10: the public’s are widened too (decision 73).
    least = widths.get(Audience.PARTNERSHIP, 0)
    if widths.get(Audience.PUBLIC, WIDTHS[Audience.PUBLIC][0]) < least:
        widths[Audience.PUBLIC] = _narrowest(Audience.PUBLIC, least)
    return widths


def _narrowest(audience: Audience, least: int) -> int:
    # A threshold of 7 becomes bands of 10, the next width there is; one above them all the widest.
    return next((width for width in WIDTHS[audience] if width >= least), max(WIDTHS[audience]))


def _faults(content: dict[str, Any]) -> list[str]:
    names = ", ".join(WIDTHS)
    faults = [f"[{name}] is no audience; there are {names}." for name in content if name not in WIDTHS]
    for audience in WIDTHS:
        table = content.get(audience, {})
        if isinstance(table, dict):
            faults += _faults_of(audience, table)
        else:
            faults.append(f"{audience} must be a table, written [{audience}].")
    return faults


def _faults_of(name: str, table: dict[str, Any]) -> list[str]:
    faults = [
        f"[{name}] has {part}; it may have {', '.join(_PARTS)}." for part in table if part not in _PARTS
    ]
    if "method" in table and table["method"] not in _METHODS:
        faults.append(f"method in [{name}] must be one of {', '.join(_METHODS)}.")
    for part, least in (("threshold", _LEAST_THRESHOLD), ("base", _LEAST_BASE)):
        value = table.get(part, least)
        if type(value) is not int or not least <= value <= _MOST:
            faults.append(f"{part} in [{name}] must be a whole number from {least} to {_MOST}.")
    return faults
