"""Areas: what they are, what they are made of, and which of them stand for each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from probation_commission.domain.places import Whole


class AreaKind(StrEnum):
    """What an area is."""

    AUTHORITY = "authority"
    PDU = "pdu"
    POLICE = "police"
    CSP = "csp"
    REGION = "region"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return AREA_LABELS[self]


AREA_LABELS: dict[str, str] = {
    AreaKind.AUTHORITY: "authority",
    AreaKind.PDU: "probation delivery unit",
    AreaKind.POLICE: "police force area",
    AreaKind.CSP: "community safety partnership",
    AreaKind.REGION: "probation region",
}


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area that lies in another: whole, or the part of it that nobody has drawn a line around."""

    code: str
    is_whole: bool = True
    basis: str = ""
    """How it is known, as `BASIS` words it; empty where a list of ONS says so."""

    @property
    def is_certain(self) -> bool:
        """Whether a list, a report or a name says so, and not only what is left."""
        return self.basis in {"", "stated", "named"}


BASIS: dict[str, str] = {
    "stated": "as a list of HMPPS or a report says",
    "named": "by its name",
    "county": "not confirmed: it is named after the county",
    "remainder": "not confirmed: what other units of the police area leave",
    "uncertain": "not confirmed: sources do not say in which unit it is",
}


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its kind, with its parts; an authority of the whole country has none here."""

    code: str
    """Of the Office for National Statistics, or of our own where it has none ("pdu:durham-…")."""
    kind: AreaKind
    name: str
    parts: tuple[AreaPart, ...] = ()
    in_force_from: date | None = None
    """The first day; None where it is not known."""
    in_force_to: date | None = None
    """The last day, also one that is still ahead; None where none is known."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddedArea:
    """An authority by its code, and who added it."""

    code: str
    added_by: str
    added_at: datetime


def stand_ins(wholes: Iterable[Whole], codes: Sequence[str]) -> dict[str, str]:
    """Which of these codes is shown for a whole or a part that is not among them: `{"E06000047": "CDD"}`."""
    instead: dict[str, str] = {}
    for whole in wholes:
        if whole.code in codes:
            instead |= {part: whole.code for part in whole.parts if part not in codes}
        elif parts := [code for code in codes if code in whole.parts]:
            instead[whole.code] = parts[0]
    return instead
