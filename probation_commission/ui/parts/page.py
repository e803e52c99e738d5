"""What every page is furnished with: title and finding, source line, empty state, download."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, Literal, TypeAlias

import pandas as pd
import streamlit as st
from altair import Undefined

from probation_commission.actions import agreements as agreed
from probation_commission.actions import exact_counts
from probation_commission.domain.access import NotAllowedError, Permission, Person, Role, require
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.returns import Problem
from probation_commission.geography.partnership import partnership
from probation_commission.publish.tables import ILLUSTRATIVE, workbook
from probation_commission.ui import server
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import replies
from probation_commission.ui.parts.faults import click
from probation_commission.ui.sight import current_sight
from probation_commission.ui.who import Visitor, acting, current_person, seen_as_partnership, visitor
from probation_commission.views import agreements, marks
from probation_commission.views.charts import AnyChart, specification
from probation_commission.views.markdown import plain
from probation_commission.views.terms import in_chart, in_file, said, said_of_files

AS_PARTNERSHIP = "You see this as the partnership would. The switch in the sidebar shows your own view again."
_ANOTHER_SINCE = (
    "Your role, your organisation or an agreement was changed after this page was drawn, so the file was not "
    "given. The page now shows what you may see; ask for the file again."
)
EVERYONE = "everyone who is signed in but applicants"

_PROJECTED = "projected"
_SeenAs: TypeAlias = tuple[tuple[Role, int | None], tuple[Agreement, ...]]
"""What decided what was drawn: role, organisation, and the agreements in force."""

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 2.5rem; max-width: 1500px; }
@media (min-width: 1000px) {
  [data-testid="stMainBlockContainer"] { padding-left: 3rem; padding-right: 3rem; } }
[data-testid="stButtonGroup"] button { min-height: 2.5rem; }
.finding { font-size: 1.25rem; line-height: 1.45; margin: 0; }
[data-testid="stCaptionContainer"] { color: #44515e; opacity: 1; }
.source { color: #44515e; font-size: 0.9rem; margin: 0; }
.chart-title { font-weight: 600; margin: 0; }
.panel-title { line-height: 1.3; margin: 0; }
.panel-title span { font-size: .9rem; }
.mark { background: #fff3d6; border-left: 6px solid #b35c00; color: #4d2800;
  padding: .5rem .75rem; margin: 0; }
button[aria-label^="Download as CSV"] { display: none; } /* it knows no mark and no formulas: ours does */
[data-testid="stPageLink"] p { white-space: normal; overflow: visible; }
/* What is folded away is not there for the Tab key either. */
[data-testid="stSidebar"][data-collapsed="true"] * { visibility: hidden !important; }
.as { background: #e8f0f8; border-left-color: #1d5a96; color: #17212b; }
/* The choices of a map open over it, and come after their button for the Tab key. */
.st-key-map-choices details { position: relative; overflow: visible !important; }
.st-key-map-choices summary { min-height: 2.5rem; padding: 0 .5rem; }
.st-key-map-choices [data-testid="stExpanderDetails"] { position: absolute; z-index: 20; top: 100%; left: 0;
  margin-top: .25rem; width: max-content; max-width: 90vw; background: #fff; border: 1px solid #8b9aa8;
  border-radius: .5rem; box-shadow: 0 4px 16px #17212b33; }
.st-key-map-choices > :last-child:not(:has(p)):not(:first-child) { display: none; }
.st-key-hub-filters [data-testid="stExpanderDetails"] { width: min(34.5rem, 92vw); }
.slim { padding: .15rem .75rem; font-size: .9rem; }
@media (max-width: 1200px) {
  /* Folded choices open from the left of their row, since to the right of their button there is no room. */
  .st-key-hub-filters { position: relative; }
  .st-key-hub-filters :is(.st-key-map-choices, .st-key-map-choices *):not([data-testid="stExpanderDetails"] *,
    [data-testid="stExpanderDetails"]) { position: static; }
  .st-key-hub-filters [data-testid="stExpanderDetails"] { width: min(34.5rem, 100%); }
  /* Beside the map there is little room. */
  .st-key-beside :is(th, td) { padding: .3rem .25rem !important; white-space: normal !important; }
  .st-key-beside :is(th, td) * { font-size: .85rem; } }
@media (max-width: 640px) {
  /* Boxes of choices stand two and two. */
  .st-key-hub-filters .st-key-map-choices { width: 150px !important; }
  :is(.st-key-service-filters, .st-key-hub-more) > * { flex: 1 1 42% !important; min-width: 8rem; }
  [data-testid="stTable"] table { display: table; } /* it wraps rather than scrolls */
  [data-testid="stTable"] :is(th, td) { padding: .3rem .2rem !important; white-space: normal !important; }
  [data-testid="stTable"] :is(th, td) * { font-size: .85rem; }
  [data-testid="stExpander"] [data-testid="stTable"] :is(th, td) * { font-size: .75rem; }
  [data-testid="stExpander"] :is(th, td):last-child * { overflow-wrap: anywhere !important; }
  [data-testid="stTable"] tr:has(> :nth-child(7)) > * * {
    font-size: .75rem; overflow-wrap: anywhere !important; }
  :is(.st-key-promises, .st-key-agreements, .st-key-action-rows, .st-key-place-sheet) thead { display: none; }
  :is(.st-key-promises, .st-key-agreements, .st-key-action-rows, .st-key-place-sheet)
    :is(table, tbody, tr, td) {
    display: block; width: 100%; border: 0; }
  :is(.st-key-promises, .st-key-agreements, .st-key-action-rows, .st-key-place-sheet) tr {
    border-bottom: 1px solid #8b9aa8; padding: .4rem 0; }
  :is(.st-key-promises, .st-key-agreements, .st-key-action-rows, .st-key-place-sheet)
    td:first-child { font-weight: 600; }
  .st-key-place-sheet td * { display: inline !important; }
  .st-key-place-sheet td { padding: .1rem .2rem !important; }
  .st-key-place-sheet tr:has(> :nth-child(7)) { display: grid; grid-template-columns: 1fr 1fr; }
  .st-key-place-sheet tr:has(> :nth-child(7)) > :first-child { grid-column: 1 / -1; }
  .st-key-place-sheet td * { font-size: .85rem !important; }
  .finding { font-size: 1.1rem; } }
</style>"""


def style() -> None:
    """The few styles that the theme cannot say."""
    st.html(_STYLE)


def heading(
    title: str, finding: str, *, made_up: Sequence[str] = (), under: Sequence[Agreement] = ()
) -> None:
    """The title, marks of what is made up here and what is exact under which agreements, and the finding."""
    st.title(said(title))
    replies.draw(replies.NOT_ALLOWED)
    if made_up:
        words = escape(said(marks.sentence(made_up)))
        st.html(f'<p class="mark" role="note"><strong>Made up on this page:</strong> {words}</p>')
    # Made-up figures stand on other pages: whoever quotes this one should know that it has none.
    elif loaders.illustrative_loaded():
        st.html(f'<p class="mark slim" role="note">{marks.NONE_HERE}</p>')
    if seen_as_partnership(current_person()):
        st.html(f'<p class="mark slim as" role="note">{AS_PARTNERSHIP}</p>')
    if under:
        st.html(f'<p class="mark slim as" role="note">{escape(said(agreements.on_screen(under)))}</p>')
    st.html(_paragraph("finding", said(finding)))


def chart(draw: Callable[..., AnyChart], *shown: object, alt: str, **named: object) -> None:
    """What `draw` makes of what is shown, under its title, which unlike altair's own wraps on a phone.

    On a wall it is as tall as its room, whatever the height it asks for.
    """
    on_a_wall = projected()
    name = f"{draw.__module__}.{draw.__qualname__}"
    title, specified = _specified(
        draw, name, shown, named, on_a_wall=on_a_wall, words=tuple(partnership().terms.said.items())
    )
    if title:
        st.html(title)
    height: Literal["stretch", "content"] = "stretch" if on_a_wall else "content"
    # Streamlit’s theme would put its own colours and sizes over ours.
    st.vega_lite_chart(None, specified, theme=None, alt=said(alt), height=height)


# By content: altair takes a hundred times as long to build and validate a chart as it takes to send it, so
# that is done once for what it shows (decision 173).
@st.cache_resource(max_entries=400, show_spinner=False)
def _specified(
    _draw: Callable[..., AnyChart],
    name: str,  # noqa: ARG001 (it stands for `_draw` in the key)
    shown: tuple[object, ...],
    named: dict[str, object],
    *,
    on_a_wall: bool,
    words: tuple[tuple[str, str], ...],  # noqa: ARG001 (in the key alone, too)
) -> tuple[str, dict[str, Any]]:
    """The title in HTML, empty where there is none, and the specification of the rest."""
    drawn = _draw(*shown, **named)
    title = "" if drawn.title is Undefined else _chart_title(drawn.title)
    drawn = drawn.copy(deep=False)
    drawn.title = Undefined
    drawn = drawn.properties(height="container") if on_a_wall else drawn
    return said(title), in_chart(specification(drawn))


def table(frame: pd.DataFrame) -> None:
    """The rows of a frame in a table that wraps, each cell as it is, none of it Markdown (decision 155)."""
    words = frame.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    st.table(words.rename(columns=lambda name: plain(said(name))), hide_index=True, border="horizontal")


def problems(found: Sequence[Problem]) -> None:
    """What is wrong with a file, a row each, in the partnership's words but for what it quotes."""
    rows = [(str(problem.cell) if problem.cell else "the file", _without_cell(problem)) for problem in found]
    table(pd.DataFrame(rows, columns=["Where", "What is wrong, and what to do"]))


def _without_cell(problem: Problem) -> str:
    """The sentence of a problem beside whose cell it stands."""
    words = problem.message.removeprefix(str(problem.cell)).lstrip(": ") if problem.cell else problem.message
    return said_of_files(f"{words[:1].upper()}{words[1:]}")


def column_words(frame: pd.DataFrame) -> dict[str, str]:
    """The headings of a frame for `st.dataframe`, those that this partnership says otherwise."""
    return {name: words for name in map(str, frame.columns) if (words := said(name)) != name}


def title_of_chart(title: str) -> None:
    """The title over what is no chart of `chart` but is read as one."""
    st.html(_chart_title(title))


def _chart_title(title: Any) -> str:  # noqa: ANN401 (a text, or altair's title with its finding below)
    if isinstance(title, str):
        return _paragraph("chart-title", title)
    finding = f"<br><span>{escape(title.subtitle)}</span>"
    return f'<p class="panel-title"><strong>{escape(title.text)}</strong>{finding}</p>'


def projected() -> bool:
    """Whether this session is on a projector's wall."""
    return bool(st.session_state.get(_PROJECTED))


def project(*, on: bool) -> None:
    """Whether what follows is drawn for a projector's wall, from now on."""
    st.session_state[_PROJECTED] = on


def source(*parts: str, viewers: str | None = None) -> None:
    """Where the figures above come from, as of when, and who may see this screen."""
    who = f"Who may see this: {viewers or EVERYONE}."
    st.html(_paragraph("source", said(" ".join([*(part for part in parts if part), who]))))


def empty(sentence: str, *, page: str | None = None, label: str = "") -> None:
    """What stands where there is nothing to show: why, and what to do about it."""
    st.info(said(sentence), icon=":material/info:")
    if page:
        st.page_link(page, label=label, icon=":material/arrow_forward:")


def download(
    frame: pd.DataFrame,
    about: Mapping[str, str],
    *,
    name: str,
    needs: Permission,
    illustrative: bool = False,
    under: Sequence[Agreement] = (),
) -> None:
    """A workbook of the table above with a sheet that says what it is; the file's name marks made-up data.

    `needs` is what it takes to be given it, asked when somebody clicks; `under`: the agreements by which it
    is exact, which it says too, and which are asked about instead.
    """
    if under:
        needs, about = Permission.SEE_UNDER_AGREEMENT, {"Exact": agreements.on_screen(under), **about}
    # The mark comes first, and the file’s name has it too: a file leaves the screen’s banner behind.
    notes = {"Illustrative": ILLUSTRATIVE, **about} if illustrative else dict(about)
    frame, notes = in_file(frame, notes)
    st.download_button(
        "Download this table (xlsx)",
        # Made when somebody clicks, not at each rerun.
        data=given_to(visitor(), needs, lambda: workbook(frame, notes), name=name, under=under),
        file_name=f"{'ILLUSTRATIVE_' if illustrative else ''}{name}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        **words_for(needs),
    )


def given_to(
    asked_of: Visitor,
    needs: Permission,
    make: Callable[[], bytes],
    *,
    name: str = "",
    under: Sequence[Agreement] = (),
) -> Callable[[], bytes]:
    """The making of a file at the click, for whoever sits there and may have it then (decision 136).

    It can be fetched by that sign-in alone; under its name it is written down where it has exact counts.
    """
    drawn_for = _seen_as(current_person())

    def made() -> bytes:
        person = asked_of.now()
        _require_the_same(person, needs, drawn_for)
        content = make()
        if needs in {Permission.SEE_EXACT_COUNTS, Permission.SEE_UNDER_AGREEMENT}:
            exact_counts.take(asked_of.now(), name, under=tuple(one.id for one in under))
        return server.hand(asked_of.key, content, person)

    return made


def words_for(needs: Permission) -> dict[str, Any]:
    """What a button of a file takes, so that a refusal is told in words at the top of the page."""
    return {"on_click": _ask_for_file, "args": (needs, _seen_as(current_person()))}


@click("Giving this file")
def _ask_for_file(needs: Permission, drawn_for: _SeenAs) -> None:
    with replies.refusal_kept(replies.NOT_ALLOWED):
        _require_the_same(acting(), needs, drawn_for)


def _require_the_same(person: Person, needs: Permission, drawn_for: _SeenAs) -> None:
    """The check before a file is given: the table in it is what was shown to whoever they were then."""
    require(person, needs)
    # A partner's own months are exact, and are those of the organisation of before (decision 175).
    under = agreed.in_force(person) if person.organisation_id else ()
    if (person.looks_as, under) != drawn_for:
        raise NotAllowedError(_ANOTHER_SINCE)


def _seen_as(person: Person) -> _SeenAs:
    return person.looks_as, current_sight(person).agreements


def _paragraph(kind: str, words: str) -> str:
    return f'<p class="{kind}">{escape(words)}</p>'
