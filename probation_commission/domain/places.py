"""Where a figure belongs: authorities, wards with their dates in force, and everywhere that is no ward."""

import copy
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from probation_commission.domain.deprivation import Deprivation


class PlaceKind(StrEnum):
    """What a place in a return turned out to be."""

    WARD = "ward"
    # Stays beside the map and is never moved onto today's wards (decision 6).
    ABOLISHED = "abolished"
    NOT_YET = "not_yet"
    ELSEWHERE = "elsewhere"
    AMBIGUOUS = "ambiguous"
    NO_FIXED_ABODE = "no_fixed_abode"
    NOT_KNOWN = "not_known"
    OUTSIDE = "outside"
    UNRECOGNISED = "unrecognised"
    # A name that somebody said is "not known": its count is kept, its words are not (decision 53).
    KEPT = "kept"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return PLACE_LABELS[self]


PLACE_LABELS: dict[str, str] = {
    PlaceKind.WARD: "ward in force",
    PlaceKind.ABOLISHED: "abolished ward",
    PlaceKind.NOT_YET: "ward not yet in force",
    PlaceKind.ELSEWHERE: "ward of a neighbouring authority",
    PlaceKind.AMBIGUOUS: "ward name in several neighbouring authorities",
    PlaceKind.NO_FIXED_ABODE: "no fixed abode",
    PlaceKind.NOT_KNOWN: "address not known",
    PlaceKind.OUTSIDE: "outside the area, ward not given",
    PlaceKind.UNRECOGNISED: "not recognised",
    PlaceKind.KEPT: "not recognised, kept without its name",
}


FIRST_KNOWN = date(2017, 1, 1)
"""The day from which wards are known that may have been there before: ONS's oldest list is of that year."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority; `region` is its probation region, whose other authorities are near."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Whole(Authority):
    """Authorities that also report as one; its code is our own ("CDD"), `parts` are theirs (decision 17)."""

    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LoadedResidents:
    """How many residents a ward has by a file that was loaded, and which file when."""

    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Ward:
    """An electoral ward in the years it was in force (ONS code, `in_force_to` None: still)."""

    code: str
    name: str
    authority: Authority
    in_force_from: date
    in_force_to: date | None
    area_km2: float | None = None
    residents: int | None = None
    """An estimate: of the Census 2021, where `residents_from` is empty."""
    residents_from: str = ""
    """The file that they were loaded from, and when."""
    deprivation: Deprivation | None = None
    """What was loaded of it."""

    def in_force(self, on: date) -> bool:
        """Whether the ward existed on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class WardSet:
    """All wards of one authority between two boundary changes."""

    authority: Authority
    in_force_from: date
    in_force_to: date | None
    wards: tuple[Ward, ...]

    @property
    def key(self) -> str:
        """A name for files and addresses: `E06000047-2025`."""
        # The year will do: no two sets of an authority begin in one.
        return f"{self.authority.code}-{self.in_force_from.year}"

    def covers(self, on: date) -> bool:
        """Whether these were the wards on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    @property
    def title(self) -> str:
        """`County Durham wards since 2025`, or `County Durham wards, 2013 to 2025`."""
        name, start, end = f"{self.authority.name} wards", self.in_force_from.year, self.in_force_to
        if self.in_force_from == FIRST_KNOWN:
            return f"{name} since {start} or before" if end is None else f"{name} until {end.year}"
        return f"{name} since {start}" if end is None else f"{name}, {start} to {end.year}"


@dataclass(frozen=True, slots=True)
class Alias:
    """A ward's name as one area writes it, confirmed for the months of one ward set (decision 53)."""

    area_code: str
    ward_set: str
    """The key of the set in force in the months it holds for."""
    name: str
    """As `bare` gives it."""
    ward_code: str
    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Wards that a name may mean in months of one ward set, the likeliest first."""

    ward_set: str
    """Its key."""
    wards: tuple[Ward, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was written, and what it was found to be.

    `wards` holds the one ward it is, several where the name alone cannot tell, or none.
    `namesakes` are wards of the same name in other ward sets of the same authority.
    `suggested` is given for a name that is no ward's; `alias` is what it was read by, if by one.
    """

    as_written: str
    kind: PlaceKind
    wards: tuple[Ward, ...] = ()
    namesakes: tuple[Ward, ...] = ()
    suggested: Suggestions | None = None
    alias: Alias | None = None

    @property
    def ward(self) -> Ward | None:
        """The ward, where it is known to be exactly one."""
        return self.wards[0] if len(self.wards) == 1 else None


def bare(text: str) -> str:
    """A name as it is compared: no case, punctuation or odd spaces, "and" and "saint" in full."""
    # NFKD parts an accent from its letter, and the line after drops it with apostrophes and full stops.
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    plain = re.sub(r"[.'`\u2018\u2019\u0300-\u036f]", "", plain)
    words = re.sub(r"[\W_]+", " ", plain).split()
    words = ["saint" if word == "st" else word for word in words]
    # "Bowes Ward" is Bowes; "Ward" alone stays, or nothing would be left to compare.
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "ward" else words)


def ward_name(text: str) -> str:
    """A ward's name as it is compared, without a number or what it is: "3. Belmont Electoral Division"."""
    # "12 Bruce Grove" is somebody's address.
    match = _WARD_NAME.fullmatch(bare(re.sub(r"^\s*\d{1,3}[.)] ?", "", text)))
    return match[1] if match else ""


def _bare_authority(text: str) -> str:
    """An authority's name without what it is: "London Borough of Haringey" is "haringey"."""
    dropped = {"the", "royal", "london", "lb", "borough", "county", "council", "unitary", "authority", "of"}
    return " ".join(word for word in bare(text).split() if word not in dropped)


_WARD_NAME = re.compile(r"(?:ward )?(\D+?)(?: electoral)?(?: (?:division|ed))?")
# NFA is looked for anywhere ("NFA, sofa surfing"). The others have to be all that stands there: names of
# wards and of neighbours may hold their words.
_NO_WARD = (
    (re.compile(r"\bn ?f ?a\b|no fixed (abode|address)|\bhomeless\b|rough sleep"), PlaceKind.NO_FIXED_ABODE),
    (
        re.compile(
            r"(address |ward )?(is )?"
            r"(unknown|blanks?|empty|not (known|recorded|stated|given)|withheld|missing)"
            r"|no address( known| given)?|n ?k|n ?a|tbc"
        ),
        PlaceKind.NOT_KNOWN,
    ),
    (
        re.compile(
            r"(housed )?(outside|out of)\b.*|oo[ab]|(other|another) (area|borough|authority)|elsewhere"
        ),
        PlaceKind.OUTSIDE,
    ),
)
WARD_CODE = re.compile(r"[EW]05\d{6}", re.ASCII)
"""The code of a ward of England or Wales, as the Office for National Statistics gives it."""
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


def tidy_postcode(text: str) -> str | None:
    """A postcode with its one space ("N17 0AA"), or None where the text is none."""
    match = _POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
    return f"{match[1]} {match[2]}" if match else None


class Gazetteer:
    """Every ward that is known, and the rules by which a written place becomes one.

    Matching forgives case, spaces and punctuation and is never fuzzy: a name that is not known
    is reported, not guessed. `postcode_wards` gives the codes of all wards a postcode has been in,
    `wholes` are the authorities that also report as one. `covered` are the codes of those whose returns are
    taken here (all, unless given): of others that lie around them no more than the names are known.
    `neighbours` are the codes of those around each, `former_codes` the codes of today's by older ones.
    """

    # None in the gazetteer that a process shares; `with_aliases` gives a copy its own.
    _aliases: Mapping[tuple[str, str, str], Alias] = MappingProxyType({})

    def __init__(
        self,
        wards: Iterable[Ward],
        postcode_wards: Callable[[str], Iterable[str]] | None = None,
        wholes: Iterable[Whole] = (),
        *,
        covered: Iterable[str] | None = None,
        neighbours: Mapping[str, frozenset[str]] = MappingProxyType({}),
        former_codes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.wholes = tuple(wholes)
        self._wards = {ward.code: ward for ward in wards}
        self._postcode_wards = postcode_wards or (lambda _: ())
        self._neighbours = neighbours
        self._named: defaultdict[str, list[Ward]] = defaultdict(list)
        for ward in self._wards.values():
            self._named[bare(ward.name)].append(ward)
        known = {ward.authority.code: ward.authority for ward in self._wards.values()}
        own = known.keys() if covered is None else known.keys() & set(covered)
        by_name = sorted(known.values(), key=lambda authority: (authority.code not in own, authority.name))
        self.authorities = tuple(authority for authority in by_name if authority.code in own)
        # By code and by bare name, of which the first wins as they stand; no name is written like a code.
        self._authorities = {
            name: authority
            for authority in reversed(by_name)
            for name in (authority.code, _bare_authority(authority.name))
        }
        self._authorities |= {old: known[code] for old, code in former_codes.items() if code in known}
        self._own = frozenset(own)
        self._sets = _ward_sets(ward for ward in self._wards.values() if ward.authority.code in own)
        # A ward's last day is still its own, so what changes does so on the day after.
        ends = {ward.in_force_to + timedelta(days=1) for ward in self._wards.values() if ward.in_force_to}
        self._changes = sorted(ends | {ward.in_force_from for ward in self._wards.values()})

    def with_aliases(self, aliases: Iterable[Alias]) -> "Gazetteer":
        """A gazetteer that reads these names too, where it knows them by no rule of its own."""
        # Shallow: the indexes over all wards are shared.
        other = copy.copy(self)
        vars(other)["_aliases"] = {(alias.area_code, alias.ward_set, alias.name): alias for alias in aliases}
        return other

    def authority(self, text: str) -> Authority | None:
        """The authority covered here of that code or name; "London Borough of" and the like may be there."""
        found = self.known_authority(text)
        return found if found and found.code in self._own else None

    def known_authority(self, text: str) -> Authority | None:
        """The same, also of those around them."""
        return self._authorities.get(text.strip().upper()) or self._authorities.get(_bare_authority(text))

    def parts(self, code: str) -> frozenset[str]:
        """The codes of the authorities that an area is of: its parts where it is a whole, else itself."""
        return next((whole.parts for whole in self.wholes if whole.code == code), frozenset({code}))

    def ward(self, code: str) -> Ward | None:
        """The ward of that ONS code."""
        return self._wards.get(code.strip().upper())

    def coded(self, text: str) -> Ward | None:
        """The ward whose code stands in a text, alone or beside its own name: "Peterlee (E05016188)"."""
        match = WARD_CODE.search(text.upper())
        ward = self._wards.get(match[0]) if match else None
        name = bare(f"{text[: match.start()]} {text[match.end() :]}") if match else ""
        return ward if ward and name in ("", bare(ward.name)) else None

    def ward_sets(self, area: Authority | None = None) -> tuple[WardSet, ...]:
        """Every ward set, or those of one authority, newest first within each authority."""
        return tuple(wards for wards in self._sets if area is None or wards.authority == area)

    def ward_set(self, area: Authority, on: date) -> WardSet | None:
        """The wards of an authority in force on that day; None before the first known set."""
        return next((ward_set for ward_set in self.ward_sets(area) if ward_set.covers(on)), None)

    def ward_set_by_key(self, key: str) -> WardSet | None:
        """The ward set of a key such as `E06000047-2025`."""
        return next((ward_set for ward_set in self._sets if ward_set.key == key), None)

    def period(self, on: date) -> int:
        """A number that two days share if no ward came or went between them."""
        # What a text means is looked up once a period, not once a row (decision 51).
        return bisect_right(self._changes, on)

    def resolve(self, text: str, area: Authority, on: date) -> Place:
        """What a written place is for a return of that area on that day."""
        plain = bare(text)
        # The order decides: no ward at all, then a ward by code, postcode or name, then another authority,
        # and what somebody confirmed last of all, since an alias never wins over a ward (decision 53).
        for pattern, kind in _NO_WARD:
            if pattern.search(plain) if kind is PlaceKind.NO_FIXED_ABODE else pattern.fullmatch(plain):
                return Place(text, kind)
        candidates = self._candidates(text, plain, area)
        if candidates:
            return _place(text, candidates, area, on)
        authority = self.known_authority(text)
        if authority is not None and authority != area:
            return Place(text, PlaceKind.OUTSIDE)
        return self._by_alias(text, area, on) or Place(text, PlaceKind.UNRECOGNISED)

    def _by_alias(self, text: str, area: Authority, on: date) -> Place | None:
        """The ward that the text was confirmed to mean in months of the same ward set."""
        wards = self.ward_set(area, on)
        alias = self._aliases.get((area.code, wards.key, bare(text))) if wards else None
        ward = self.ward(alias.ward_code) if alias else None
        return replace(as_ward(text, ward, area, on), alias=alias) if ward else None

    def _candidates(self, text: str, plain: str, area: Authority) -> list[Ward]:
        """All wards that the text may mean: by code, by postcode, by name in the same region."""
        if ward := self.coded(text):
            codes: Iterable[str] = (ward.code,)
        elif postcode := tidy_postcode(text):
            # All that it was ever in: which one counts is a matter of the day.
            codes = self._postcode_wards(postcode)
        else:
            # Of what is near alone: a ward at the other end of the country may have that name too.
            named = self._named.get(plain) or self._named.get(ward_name(text)) or []
            return [ward for ward in named if self._is_near(ward.authority, area)]
        return [self._wards[code] for code in codes if code in self._wards]

    def _is_near(self, other: Authority, area: Authority) -> bool:
        return other.region == area.region or other.code in self._neighbours.get(area.code, ())


def _ward_sets(wards: Iterable[Ward]) -> tuple[WardSet, ...]:
    ordered = sorted(wards, key=lambda ward: (ward.authority.code, ward.code))
    groups = groupby(ordered, key=lambda ward: ward.authority)
    return tuple(ward_set for authority, own in groups for ward_set in _sets_of(authority, tuple(own)))


def _sets_of(authority: Authority, wards: Sequence[Ward]) -> Iterator[WardSet]:
    """The wards between each change and the next, newest first; a ward that stayed is in several sets."""
    # A ward's last day is still its own, so what changes does so on the day after.
    ends = {ward.in_force_to + timedelta(days=1) for ward in wards if ward.in_force_to}
    changes = sorted(ends | {ward.in_force_from for ward in wards}, reverse=True)
    until: date | None = None
    for change in changes:
        if there := tuple(ward for ward in wards if ward.in_force(change)):
            yield WardSet(authority, change, until, there)
        until = change - timedelta(days=1)


def as_ward(text: str, ward: Ward, area: Authority, on: date) -> Place:
    """The place that a text is once somebody has said which ward it means."""
    return _place(text, [ward], area, on)


def _place(text: str, candidates: list[Ward], area: Authority, on: date) -> Place:
    """The place among wards of one name, code or postcode: the area's own first, then those in force."""
    ours = (ward for ward in candidates if ward.authority == area)
    own = sorted(ours, key=lambda ward: ward.in_force_from, reverse=True)
    if not own:
        elsewhere = tuple(ward for ward in candidates if ward.in_force(on)) or tuple(candidates)
        kind = PlaceKind.ELSEWHERE if len(elsewhere) == 1 else PlaceKind.AMBIGUOUS
        by_name = sorted(elsewhere, key=lambda ward: (ward.authority.name, ward.code))
        return Place(text, kind, tuple(by_name))
    # Wards of one name before and after a change are two (decision 54): the last that had begun by that day
    # is meant, or where none had, the first that will.
    past = [ward for ward in own if ward.in_force_from <= on]
    ward = past[0] if past else own[-1]
    kind = PlaceKind.WARD if ward.in_force(on) else PlaceKind.ABOLISHED if past else PlaceKind.NOT_YET
    return Place(text, kind, (ward,), tuple(namesake for namesake in own if namesake is not ward))
