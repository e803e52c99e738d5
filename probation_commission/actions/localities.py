"""The wards grouped into localities."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from probation_commission.actions.acting import asked, reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day, month_after
from probation_commission.domain.localities import (
    BundledGrouping,
    Grouping,
    GroupingInForce,
    faults,
    latest,
    sizes,
    tidied,
)
from probation_commission.domain.places import WardSet
from probation_commission.domain.returns import Kind
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import bundled
from probation_commission.intake import localities as intake
from probation_commission.intake.localities import ProposedGrouping
from probation_commission.intake.people import signs
from probation_commission.store import audit, database, directory, returns
from probation_commission.store import localities as store


@dataclass(frozen=True, slots=True)
class SavedGrouping:
    """The localities of a ward set as they are kept, and who saved them when (None: nobody did)."""

    in_force: GroupingInForce
    saved: tuple[str, datetime] | None
    starts: date
    """The month from which on others than leads see by what is saved now; no earlier one ever changes."""
    made_up: Grouping
    """The illustrative localities of these wards, which only made-up months are shown by (decision 130)."""

    @property
    def grouping(self) -> Grouping:
        """The locality of each ward."""
        return self.in_force.grouping


def opened(person: Person, ward_set: WardSet) -> SavedGrouping:
    """The localities of a ward set, to change them. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_LOCALITIES) as (conn, _):
        return _saved(conn, ward_set)


def proposed(
    person: Person, content: bytes, ward_set: WardSet, chosen: Collection[str] = ()
) -> ProposedGrouping:
    """What a file says, or what is wrong with it; nothing is stored. Raises `NotAllowedError`.

    `chosen`: the cells of the headings that somebody chose among columns that may be the same.
    """
    asked(person, Permission.MANAGE_LOCALITIES)
    others = [area for area in gazetteer().authorities if area != ward_set.authority]
    return intake.read(content, ward_set, chosen, others)


def save(person: Person, ward_set: WardSet, grouping: Grouping, opened_as: Grouping) -> dict[str, str]:
    """These localities as they are kept, in force.

    They hold from the month after the area's last real IOM return, whatever became of it; groupings in force
    until then stay, so that nothing shown is ever shown another way. One that was not in force for any
    return yet is replaced.
    Raises `RefusedError` where something is wrong with them, or where they are not any more what they were
    when this person opened them.
    """
    with writing(person, Permission.MANAGE_LOCALITIES) as (conn, actor):
        require_area(actor, ward_set.authority.code)
        new = tidied(grouping)
        _refuse_faults(new, ward_set)
        now = _saved(conn, ward_set)
        # All localities of a ward set are saved together. Their content is compared: no version number is
        # needed, and two people who wrote the same do not stand in each other’s way (decision 55).
        if dict(now.grouping) != dict(opened_as):
            raise RefusedError(_changed_meanwhile(now, ward_set))
        # A month once shown by localities is shown by no others: the two could be subtracted (decision 74).
        moment, last = datetime.now(UTC), _last_return(conn, ward_set)
        larger = still_larger(now.in_force, new)
        store.save(
            conn, actor, ward_set.key, new, moment, from_month=now.starts, shown_to=last, larger=larger
        )
        audit.record(
            conn,
            actor,
            "save localities",
            AuditSubject(RecordKind.LOCALITIES, ward_set.key),
            before=summary(now.grouping, ward_set),
            after=summary(new, ward_set),
        )
    return new


def load_bundled(person: Person) -> None:
    """The localities that come with the app in force for the ward sets that are covered, unless they are."""
    # By what they are and not by their file: a mended one changes no other set's.
    marks = {
        f"localities of {key}": (ward_set, ours, sha256(repr(ours).encode()).hexdigest())
        for key, ours in bundled.localities().items()
        if (ward_set := gazetteer().ward_set_by_key(key))
    }
    with reading(person, Permission.MANAGE_LOCALITIES) as (conn, _):
        new = [mark for mark, (*_, hash_) in marks.items() if directory.bundled_as(conn, mark) != hash_]
    if not new:
        return
    with writing(person, Permission.MANAGE_LOCALITIES) as (conn, actor):
        for mark in new:
            ward_set, ours, hash_ = marks[mark]
            _put_bundled(conn, actor, ward_set, ours)
            directory.mark_bundled(conn, mark, hash_)


def _put_bundled(conn: database.Connection, person: Person, ward_set: WardSet, ours: BundledGrouping) -> None:
    """The localities that come with the app in force, unless people made some.

    From the month after the area's last real return, as whatever anybody saves (decision 193).
    """
    now, last = _saved(conn, ward_set), _last_return(conn, ward_set)
    # Taken out by a lead is made by people too: what came along before is still known by its source.
    if now.saved is not None and not now.in_force.source:
        return
    store.save(
        conn,
        person,
        ward_set.key,
        ours.grouping,
        datetime.now(UTC),
        from_month=now.starts,
        shown_to=last,
        larger=ours.larger,
        source=ours.source,
    )
    subject = AuditSubject(RecordKind.LOCALITIES, ward_set.key)
    before, after = summary(now.grouping, ward_set), summary(ours.grouping, ward_set)
    audit.record(conn, person, "load bundled localities", subject, before=before, after=after)


def still_larger(now: GroupingInForce, grouping: Grouping) -> Mapping[str, str]:
    """The large localities that stay: all, or none where a locality is new and so in none of them."""
    names = set(grouping.values())
    # A locality without a large one would be the difference of the area and all large ones.
    stays = names <= now.larger.keys()
    return {name: now.larger[name] for name in sorted(names)} if stays else {}


def summary(grouping: Grouping, ward_set: WardSet) -> str:
    """How many localities, and of how many wards: "3 localities of 20 wards, 31 wards in none"."""
    count, inside, total = len(sizes(grouping)), len(grouping), len(ward_set.wards)
    words = f"{plural(count, 'locality', 'localities')} of {inside} wards"
    return f"{words}, {plural(total - inside, 'ward')} in none"


def _saved(conn: database.Connection, ward_set: WardSet) -> SavedGrouping:
    starts = _starts(ward_set, _last_return(conn, ward_set))
    groupings, key = store.in_force(conn), ward_set.key
    invented = [saved.grouping for saved in groupings.get(key, ()) if saved.illustrative]
    return SavedGrouping(
        in_force=latest(groupings, key, made_up=False),
        saved=store.last_saved(conn, key),
        starts=starts,
        made_up=invented[-1] if invented else {},
    )


def _last_return(conn: database.Connection, ward_set: WardSet) -> date | None:
    return returns.last_real_month(conn, Kind.IOM, ward_set.authority.code)


def _starts(ward_set: WardSet, last: date | None) -> date:
    """The first month that no return can have been shown for: after the last, or the ward set's first."""
    first = ward_set.in_force_from.replace(day=1)
    return max(first, month_after(last)) if last else first


def _refuse_faults(grouping: Grouping, ward_set: WardSet) -> None:
    wrong = list(faults(grouping, ward_set))
    # Everybody reads these names; a full postcode ("DH1 3HP estate") counts as an address (decision 70).
    kinds = {kind for name in grouping.values() if (kind := signs.found_in(name))}
    wrong += [f"The name of a locality seems to hold {kind}. Take it out." for kind in sorted(kinds)]
    if wrong:
        raise RefusedError(*wrong)


def _changed_meanwhile(now: SavedGrouping, ward_set: WardSet) -> str:
    who = f"{now.saved[0]} saved them on {day(now.saved[1])}" if now.saved else "they were taken out"
    return (
        f"The localities of {ward_set.title} have changed since you opened them: {who}. "
        "Nothing was saved; what you wrote is still here."
    )
