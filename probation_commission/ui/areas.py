"""The parts of the page of areas: which are covered, one of them, adding more, outlines of their wards."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from probation_commission.actions import areas as actions
from probation_commission.actions import outlines as outline_actions
from probation_commission.domain.areas import AREA_LABELS, AreaKind
from probation_commission.domain.places import Authority
from probation_commission.domain.words import listed, plural
from probation_commission.geography import england_wales, outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, filters, page, replies, uploads
from probation_commission.ui.who import acting
from probation_commission.views import areas as words
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said, said_of_files
from probation_commission.views.wards import estimate, sources_of_deprivation, sources_of_residents

_ADMINS = "admins"
_ONE, _ADD = "areas_one", "areas_add"
_ADDED = {
    AreaKind.AUTHORITY: "Authorities",
    AreaKind.PDU: "All of a probation delivery unit",
    AreaKind.REGION: "All of a probation region",
}
_MOST_AT_ONCE, _HEIGHT = 15, 600
_STYLE = """<style>
@media (max-width: 1200px) { /* the region stands under each one's name below too */
  .st-key-areas :is(th, td):nth-child(5) { display: none !important; } }
@media (max-width: 640px) { /* so does the force; a code is read at a desk */
  .st-key-areas :is(th, td):is(:nth-child(2), :nth-child(4)) { display: none !important; } }
</style>"""
_FILE, _RESIDENTS = "areas_outlines", "areas_residents"


def finding() -> str:
    """How many are covered, in a sentence."""
    return words.finding(gazetteer().authorities, len(loaders.added_areas()))


def draw_table() -> None:
    """Every authority that is covered."""
    covered = gazetteer().authorities
    table = words.table(
        covered,
        {area.code: area for area in loaders.added_areas()},
        {one.code: england_wales.around(one.code) for one in covered},
        {one.code: gazetteer().ward_sets(one)[0] for one in covered},
        outlines.current_sets(),
    )
    # What is below stays within reach, however many they are.
    st.html(_STYLE)
    with st.container(key="areas", height=_HEIGHT if len(covered) > _MOST_AT_ONCE else "content"):
        page.table(table)
    page.source(
        "Source: Office for National Statistics (wards of 2017 to May 2026, police force areas of December "
        "2024) and lists of HMPPS (delivery units, 2023 to August 2026), OGL v3.0.",
        viewers=_ADMINS,
    )


def draw_one() -> None:
    """One of them: what it lies in, its neighbours, its wards by year; and the way to take it out."""
    st.header("One authority")
    replies.draw(_reply(_ONE))
    by_code = {one.code: one for one in gazetteer().authorities}
    names = {code: one.name for code, one in by_code.items()}
    code = st.selectbox("Authority", list(by_code), key=_ONE, format_func=lambda code: names.get(code, code))
    one = by_code[code or next(iter(by_code))]
    st.markdown("\n".join(f"- {plain(said(line))}" for line in _lines(one)))
    if one.code in {area.code for area in loaders.added_areas()}:
        st.button("Take it out", icon=":material/delete:", on_click=_take_out, args=(one.code,))


def _lines(one: Authority) -> list[str]:
    around, every = england_wales.around(one.code), england_wales.authorities()
    sets = gazetteer().ward_sets(one)
    near = sorted(every[code].name for code in england_wales.neighbours().get(one.code, ()))
    csps = [area.name for area in around if area.kind is AreaKind.CSP]
    lines = [
        words.lies_in(one.name, around, one.code),
        f"Community safety partnership: {listed(csps)}." if csps else "",
        f"Its neighbours: {listed(near)}." if near else "",
        words.dates(england_wales.known_areas()[one.code]),
        *(f"{line}." for line in words.ward_sets(sets, outlines.current_sets())),
        estimate(sources_of_residents(sets[0].wards)),
        sources_of_deprivation(sets[0].wards),
    ]
    return [line for line in lines if line]


def draw_add() -> None:
    """The form that adds authorities, one by one or all of a unit or region."""
    st.header("Cover more authorities")
    replies.draw(_reply(_ADD))
    kind = st.radio("What to add", list(_ADDED), key="areas_kind", format_func=_ADDED.__getitem__)
    kind = kind or AreaKind.AUTHORITY
    here = {one.code for one in gazetteer().authorities}
    options = {
        area.code: area.name
        for area in england_wales.of_kind(kind)
        if not {part.code for part in area.parts or (area,)} <= here
    }
    chosen = st.multiselect(
        filters.first_upper(f"{AREA_LABELS[kind]}, by name"),
        list(options),
        key=f"areas_{kind}",
        format_func=options.__getitem__,
        placeholder="Type a few letters",
    )
    added = _authorities(kind, chosen)
    st.caption(said(words.KNOWN_AT_ONCE))
    label = f"Add {plural(len(added), 'authority', 'authorities')}" if added else "Add"
    st.button(label, type="primary", disabled=not added, on_click=_add, args=(kind, added))


def _authorities(kind: AreaKind, chosen: list[str]) -> list[str]:
    """The codes that are not covered yet of what was chosen."""
    here = {one.code for one in gazetteer().authorities}
    codes = chosen if kind is AreaKind.AUTHORITY else actions.in_areas(kind, chosen)
    return [code for code in codes if code not in here]


@click("Adding the authorities")
def _add(kind: AreaKind, codes: list[str]) -> None:
    def add() -> str:
        added = actions.add(acting(), codes)
        return f"Covered now: {listed([one.name for one in added])}."

    _do(_ADD, add)
    st.session_state.pop(f"areas_{kind}", None)


@click("Taking it out")
def _take_out(code: str) -> None:
    _do(_ONE, lambda: f"{actions.take_out(acting(), code).name} is not covered any more.")
    st.session_state.pop(_ONE, None)


def draw_outlines() -> None:
    """The field for a file of official ward outlines, and what to fetch where."""
    st.header(said("Outlines of wards"))
    missing = [
        ward_set.authority.name
        for ward_set in gazetteer().ward_sets()
        if ward_set.in_force_to is None and ward_set.key not in outlines.current_sets()
    ]
    if missing:
        count = plural(len(missing), "authority has", "authorities have")
        pages = "its page shows a table" if len(missing) == 1 else "their pages show tables"
        st.markdown(
            said(
                f"{count} no outlines of today’s wards ({plain(listed(missing[:5]))}"
                f"{' and others' if len(missing) > 5 else ''}): {pages} and no ward map."  # noqa: PLR2004
            )
        )
    # What is quoted is what the file is called where it is fetched.
    st.markdown(said_of_files(words.TO_SEND))
    file = _file_of(
        _FILE,
        said("GeoJSON, GeoPackage or zipped shapefile of wards, of any year"),
        type=["geojson", "json", "gpkg", "zip"],
    )
    if file is not None:
        st.button("Use these outlines", type="primary", on_click=_use, args=(file.name, file.getvalue))


@click("Taking the outlines")
def _use(name: str, content: Callable[[], bytes]) -> None:
    def use() -> str:
        taken = outline_actions.use_sent(acting(), content(), name)
        _set_aside(_FILE)
        return " ".join([f"From now on maps show: {plain(taken.source)}.", *map(plain, taken.notes)])

    _do(_FILE, use)


def draw_residents() -> None:
    """The field for residents or deprivation by ward, or by LSOA with the lookup beside it."""
    st.header(said("Residents and deprivation by ward"))
    st.markdown(said(words.RESIDENTS_TO_SEND))
    replies.draw(_reply(_RESIDENTS))
    files = st.file_uploader(
        said("Workbook or CSV by ward, or one by LSOA with its lookup"),
        key=_key(_RESIDENTS),
        max_upload_size=20,
        accept_multiple_files=True,
    )
    if files:
        taken = tuple((file.name, file.getvalue) for file in files)
        st.button("Use these figures", type="primary", on_click=_load_residents, args=taken)


@click("Taking the figures")
def _load_residents(*files: tuple[str, Callable[[], bytes]]) -> None:
    def load() -> str:
        done = actions.load_residents(acting(), *((name, content()) for name, content in files))
        _set_aside(_RESIDENTS)
        return plain(done)

    _do(_RESIDENTS, load)


def _file_of(field: str, label: str, **options: Any) -> uploads.FileOfPage | None:  # noqa: ANN401 (Streamlit's)
    """The file that is chosen in a field, or was before the page was loaded anew (decision 157)."""
    replies.draw(_reply(field))
    chosen = st.file_uploader(
        label, key=_key(field), max_upload_size=20, on_change=_changed, args=(field,), **options
    )
    file = chosen or uploads.kept(field)
    if file is None:
        uploads.say_gone(field)
        return None
    uploads.keep(field, file, {})
    if chosen is None:
        uploads.draw_kept(file, partial(_set_aside, field))
    return file


def _key(field: str) -> str:
    """The key of a field's widget; a new one each time that it is to be empty."""
    return f"{field}_{st.session_state.get(f'{field}_number', 0)}"


@click("Taking the file")
def _changed(field: str) -> None:
    """Another file in the field, or none: whoever takes it out wants it gone."""
    if st.session_state.get(_key(field)) is None:
        uploads.forget(field)


@click("Setting the file aside")
def _set_aside(field: str) -> None:
    uploads.forget(field)
    st.session_state[f"{field}_number"] = st.session_state.get(f"{field}_number", 0) + 1


def _reply(place: str) -> str:
    return f"{place}_outcome"


def _do(place: str, action: Callable[[], str]) -> None:
    """The action, with its reply where it was asked for: the page is longer than a window."""
    with replies.refusal_kept(_reply(place)):
        replies.keep(_reply(place), action())
