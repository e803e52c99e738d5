"""The rules of this installation: `disclosure.toml` in PC_HOME, or the defaults where there is none."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from probation_commission.disclosure.audiences import Audience, Method, Rule, Rules
from probation_commission.settings import settings

FILE_NAME = "disclosure.toml"
LEAST_THRESHOLD, LEAST_BASE, MOST = 5, 3, 100
"""Under these a count that is not shown has fewer than three possible values."""

_CONFIGURABLE = (Audience.PARTNERSHIP, Audience.PUBLIC)
_METHODS = (Method.SUPPRESSION, Method.BANDS, Method.ROUNDING)
_PARTS = ("method", "threshold", "base")


class RulesError(Exception):
    """The file cannot be used; the message names each fault and what to write instead."""


def rules() -> Rules:
    """The rules in force. Raises `RulesError`: a faulty file is never passed over for another rule."""
    path = settings().home / FILE_NAME
    return _read(path, path.stat().st_mtime_ns) if path.exists() else Rules()


def said(to: Audience) -> str:
    """The audience and its rule, for every screen and file: "partnership, everyone …: counts under 5 …"."""
    return rules().said(to)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Rules:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise RulesError(f"{FILE_NAME} cannot be read: {trouble}") from trouble
    faults = _faults(content)
    if faults:
        raise RulesError(f"{FILE_NAME}: {' '.join(faults)}")
    usual = Rules()
    return Rules(**{str(one): _rule(content.get(one, {}), usual.of(one)) for one in _CONFIGURABLE})


def _rule(given: dict[str, Any], usual: Rule) -> Rule:
    method = Method(given.get("method", usual.method))
    return Rule(method, given.get("threshold", usual.threshold), given.get("base", usual.base))


def _faults(content: dict[str, Any]) -> list[str]:
    names = ", ".join(_CONFIGURABLE)
    faults = [f"[{name}] is no audience; there are {names}." for name in content if name not in _CONFIGURABLE]
    for one in _CONFIGURABLE:
        given = content.get(one, {})
        if isinstance(given, dict):
            faults += _faults_of(one, given)
        else:
            faults.append(f"{one} must be a table, written [{one}].")
    return faults


def _faults_of(name: str, given: dict[str, Any]) -> list[str]:
    faults = [
        f"[{name}] has {part}; it may have {', '.join(_PARTS)}." for part in given if part not in _PARTS
    ]
    if "method" in given and given["method"] not in _METHODS:
        faults.append(f"method in [{name}] must be one of {', '.join(_METHODS)}.")
    for part, least in (("threshold", LEAST_THRESHOLD), ("base", LEAST_BASE)):
        value = given.get(part, least)
        if type(value) is not int or not least <= value <= MOST:
            faults.append(f"{part} in [{name}] must be a whole number from {least} to {MOST}.")
    return faults
