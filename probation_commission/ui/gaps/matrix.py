"""What is missing: the finding, the matrix, the chosen cell with its reasons and map, the ranked list."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.column_types import ColumnConfig

from probation_commission.analysis.gaps import Provision, since
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.sight import Sight
from probation_commission.disclosure.unmet import NOT_IN_FILES
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.ui import viewed
from probation_commission.ui.data import kept, released
from probation_commission.ui.gaps import cell as one_cell
from probation_commission.ui.gaps import history, questions, written
from probation_commission.ui.gaps.cell import CELL
from probation_commission.ui.gaps.picture import (
    ANY,
    PICTURES,
    READ,
    GapChoice,
    GapsPicture,
    area_codes,
    finding,
    in_file,
    picture,
)
from probation_commission.ui.menu import GAPS
from probation_commission.ui.parts import click, filters, page, part
from probation_commission.views import gaps as views
from probation_commission.views.maps import legend_html
from probation_commission.views.markdown import plain

_FEW = 4
"""So many areas stand beside each other; more stand below each other."""
_TALLEST = 470
_ROW, _EDGE = 35, 3
"""Pixels: of a line of a table, and of what is around all of them."""
_PADDING, _LETTER = 28, 6.2
"""Pixels of a column: beside its words, and of a letter of them."""
_LISTED, _TIMES = "gaps@listed", "gaps@times"


def draw(person: Person, sight: Sight, top: DeltaGenerator) -> None:
    """All of the view; the page's heading goes to `top`."""
    with st.container(horizontal=True, key="service-filters"):
        choice = _chosen()
    filters.draw_instead()
    shown = picture(choice, person, sight, today(), written.outside())
    with top:
        page.heading("Gaps", finding(shown), made_up=shown.made_up, under=shown.under)
    viewed.note(person, sight.audience, GAPS, under=shown.under)
    with part("The matrix"):
        _draw_matrix(shown)
    with part("The chosen cell"):
        _draw_cell(person, shown)
    with part("The ranked list"):
        _draw_ranked(person, sight, shown)
    codes = frozenset(shown.names)
    with part("Older evidence"):
        history.draw(codes)
    with part("Open questions"):
        questions.draw(codes)


def _chosen() -> GapChoice:
    codes = area_codes()
    every = {ANY: "All home areas"}
    area = filters.area_box("Area", [ANY, *codes], whole=ANY, words=every)
    groups = {ANY: "Men and women", **{str(one): views.GROUP_WORDS[one] for one in GapGroup}}
    group = filters.choice("For whom", list(groups), "group", words=groups)
    pathways = {ANY: "Any", **{one: one for one in GAP_PATHWAYS}}
    pathway = filters.choice("Pathway", list(pathways), "pathway", words=pathways)
    return GapChoice(area, group, pathway)


def _draw_matrix(shown: GapsPicture) -> None:
    """The verdict of each cell in words; a click on one gives its reasons."""
    grid = _grid(shown)
    st.caption(
        plain(
            f"Click on a cell for its reasons. {_whom(shown)} "
            f"{views.counted(shown.ranked, shown.asked_cells, since(today()))}"
        )
    )
    frame, verdicts = grid.frame, grid.verdicts
    st.session_state[_LISTED] = grid.cells
    st.dataframe(
        # pandas names it at random otherwise: what is alike would differ from one visit to the next.
        frame.style.set_uuid("gaps").apply(lambda rows: views.colours(rows, verdicts), axis=None),
        column_config=grid.column_config,
        lazy=False,
        hide_index=True,
        height=_height(frame),
        on_select=_choose_cell,
        selection_mode="single-cell",
        alt="The verdict of each cell in words; a cell that is chosen gives its reasons",
        key=_key("gaps-matrix"),
    )
    st.html(legend_html("What is to be had", views.legend(verdicts.values())))


def _whom(shown: GapsPicture) -> str:
    choice = shown.choice
    if len(shown.areas) == 1 or choice.group != ANY:
        return ""
    return (
        "Each is of men and women together: what those have who have less. Those aged 18 to 25 and IOM "
        "nominals are among them, and have a matrix of their own under “For whom”."
    )


_Rows: TypeAlias = Mapping[str, Mapping[str, Sequence[Provision]]]
"""By the name of each line, and of each column of it, the cells that stand there together."""


class _Grid:
    """The matrix as it stands on the screen: pathways or areas down, and which cell is where."""

    def __init__(self, shown: GapsPicture) -> None:
        self.cells: dict[tuple[int, str], GapCell] = {}
        self.verdicts: dict[tuple[int, str], GapVerdict] = {}
        many = len(shown.areas) > _FEW
        rows = _areas_down(shown) if many else _pathways_down(shown)
        lines = []
        for number, (name, columns) in enumerate(rows.items()):
            line = {"Area" if many else "Pathway": name}
            for column, those in columns.items():
                least, _ = views.worst(those)
                self.cells[number, column] = least.cell
                self.verdicts[number, column] = least.verdict
                line[column] = views.text_of(those, little_room=many)
            lines.append(line)
        self.frame = pd.DataFrame(lines)
        first, *others = map(str, self.frame.columns)
        self.column_config = {
            first: st.column_config.TextColumn(width=150 if many else 240, pinned=True),
            **{column: self._column(column, many=many) for column in others},
        }

    def _column(self, column: str, *, many: bool) -> ColumnConfig:
        if not many:
            return st.column_config.TextColumn(width=190)
        heading = views.SHORT_PATHWAYS.get(column, column)
        longest = max([len(heading), *self.frame[column].map(len)])
        return st.column_config.TextColumn(heading, width=round(_PADDING + _LETTER * longest))


# By the picture itself, which is kept too.
@kept(*READ, entries=PICTURES)
def _grid(shown: GapsPicture) -> _Grid:
    return _Grid(shown)


def _pathways_down(shown: GapsPicture) -> _Rows:
    """Of one area with a column a group, of a few with a column an area."""
    choice = shown.choice
    if len(shown.areas) > 1:
        columns = {area.name: (area.code, choice.groups) for area in shown.areas}
    else:
        groups = [one for one in GapGroup if choice.group in {ANY, one}]
        columns = {
            filters.first_upper(views.GROUP_WORDS[one]): (shown.areas[0].code, (one,)) for one in groups
        }
    return {
        pathway: {
            column: [shown.cells[GapCell(pathway, code, one)] for one in those]
            for column, (code, those) in columns.items()
        }
        for pathway in choice.pathways
    }


def _areas_down(shown: GapsPicture) -> _Rows:
    """A column a pathway; those that are missing in most areas come first, where they are seen."""
    choice = shown.choice

    def cells(pathway: str, code: str) -> list[Provision]:
        return [shown.cells[GapCell(pathway, code, one)] for one in choice.groups]

    def missing(pathway: str) -> int:
        return sum(views.worst(cells(pathway, code))[0].verdict.is_gap for code in shown.names)

    pathways = sorted(choice.pathways, key=missing, reverse=True)
    return {area.name: {pathway: cells(pathway, area.code) for pathway in pathways} for area in shown.areas}


def _height(frame: pd.DataFrame) -> int:
    return min(_TALLEST, _ROW * (len(frame) + 1) + _EDGE)


def _key(of: str) -> str:
    return f"{of}-{st.session_state.get(_TIMES, 0)}"


@click("Choosing this cell")
def _choose_cell() -> None:
    cells = st.session_state[_key("gaps-matrix")].selection.cells
    if cells:
        row, column = cells[0]
        if found := st.session_state[_LISTED].get((row, column)):
            st.session_state[CELL] = found.key
    _begin_anew()


def _begin_anew() -> None:
    # Another key for the next one: a table that comes back would have the same cell chosen still.
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def _draw_cell(person: Person, shown: GapsPicture) -> None:
    """The reasons of the cell that is chosen, the first of the ranked gaps unless another is."""
    st.header("Why", anchor=False)
    by_key = {cell.key: cell for cell in shown.cells}
    ranked = [cell for gap in shown.ranked for cell in (gap.cell, *(one.cell for one in gap.gaps))]
    every = len(shown.areas) == 1 and shown.choice.group == ANY
    groups = tuple(GapGroup) if every else shown.choice.groups
    # The gaps first, as they are ranked; then what is not missing, which can be asked about too.
    order = dict.fromkeys([*ranked, *(cell for cell in shown.cells if cell.group in groups)])
    keys = [cell.key for cell in order]
    if (chosen := by_key.get(st.session_state.get(CELL) or st.query_params.get(CELL, ""))) is not None:
        keys = list(dict.fromkeys([*keys, chosen.key]))
    words = {key: views.cell_name(by_key[key], shown.names) for key in keys}
    key = filters.choice("Reasons for", keys, CELL, words=words)
    one_cell.draw(person, shown, by_key[key])


_ORDERED = {
    False: "What is made up and your own organisation’s counts stand beside it and change no place.",
    True: "Nothing real is counted here, so made-up counts give the order.",
}


def _draw_ranked(person: Person, sight: Sight, shown: GapsPicture) -> None:
    """The gaps in order, each with what is known of need; a line that is chosen gives its reasons."""
    st.header("What to commission first", anchor=False)
    if not shown.ranked:
        page.empty("By what is known here nothing is missing. Choose another area, group or pathway.")
        return
    by_made_up = shown.ranked[0].by_made_up
    st.caption(
        "A line is a pathway in an area. Those with evidence of the last 24 months first: by how many asked "
        "and got none, whoever they are, then by the share with the need, then the worse verdict; then those "
        f"without evidence, the worse verdict first. {_ORDERED[by_made_up]}"
    )
    actions = written.open_actions(person)
    table = views.ranked_table(shown.ranked, shown.names, actions)
    st.session_state[f"{_LISTED}-ranked"] = [gap.cell.key for gap in shown.ranked]
    st.dataframe(
        table,
        column_config={
            "Place": st.column_config.NumberColumn(width=60),
            "Pathway": st.column_config.TextColumn(width=230),
            "Where": st.column_config.TextColumn(width=130),
            "For whom": st.column_config.TextColumn(width=130),
            "Verdict": st.column_config.TextColumn(width=230),
            "Evidence of need": st.column_config.TextColumn(width=420),
            "Open actions": st.column_config.NumberColumn(width=110),
        },
        lazy=False,
        hide_index=True,
        height=_height(table),
        on_select=_choose_ranked,
        selection_mode="single-row",
        alt="The gaps in order of what to commission first; a line that is chosen gives its reasons",
        key=_key("gaps-ranked"),
    )
    page.source(
        "Sources: services and contracts as on the services page; unmet demand and needs as returned; "
        "referrals of services’ returns.",
        viewers=released.who(sight.audience, shown.under),
    )
    filed = in_file(shown, person, sight, today(), written.outside())
    notes = {
        "What": f"Where a service is missing in {shown.land}, ranked",
        "As of": f"{today():%Y-%m-%d}",
        "Who may see this": released.who(sight.audience, shown.under),
    }
    page.download(
        table if filed is shown else views.ranked_table(filed.ranked, filed.names, actions),
        notes if sight.audience is Audience.RESTRICTED else notes | {"Left out": NOT_IN_FILES},
        name="gaps",
        needs=needed(sight.audience, Permission.SEE_PICTURE),
        illustrative=bool(filed.made_up),
        under=shown.under,
    )


@click("Choosing this gap")
def _choose_ranked() -> None:
    rows = st.session_state[_key("gaps-ranked")].selection.rows
    if rows:
        st.session_state[CELL] = st.session_state[f"{_LISTED}-ranked"][rows[0]]
    _begin_anew()
