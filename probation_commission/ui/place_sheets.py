"""The page of one place: which place, as whom it is seen, and the sheet, here and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd
import streamlit as st

from probation_commission.actions import directory, place_sheets
from probation_commission.actions.place_sheets import ShownOfArea
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.disclosure.sight import Sight
from probation_commission.disclosure.unmet import for_files
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import in_full, now, today
from probation_commission.domain.place_sheets import SheetPlace
from probation_commission.domain.places import Authority
from probation_commission.geography import place_sheets as geography
from probation_commission.geography.centres import on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.publish.sheets import PaperSheet, Section, as_pdf
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.menu import PLACE
from probation_commission.ui.parts import filters, page
from probation_commission.ui.who import visitor
from probation_commission.views.markdown import plain
from probation_commission.views.place_sheets import about, counts
from probation_commission.views.terms import said

WARD, LOCALITY, AUTHORITY, SEEN = "ward", "locality", "authority", "seen"
"""What is chosen, in the session and in the address."""
ANYBODY, OWN = "anybody", "own"
_UNKNOWN = "place@unknown"
_READ = (
    *(*loaders.LOADED, Topic.RULES, Topic.LOCALITIES, Topic.DIRECTORY),
    *(Topic.AREAS, Topic.ORGANISATIONS, Topic.IDEAS),
)
_SHEETS, _AREAS = 96, 24


@dataclass(frozen=True, eq=False)
class DrawnSheet:
    """A sheet with what the page says around it."""

    place: SheetPlace
    paper: PaperSheet
    printed: PaperSheet
    """The same without what one's own organisation counted: who gets it may be another (decision 290)."""
    sight: Sight
    who: str
    under: tuple[Agreement, ...]
    """The agreements by which something of it is exact."""

    @property
    def finding(self) -> str:
        """What to know first."""
        return self.paper.lines[0]

    @property
    def made_up(self) -> list[str]:
        """What of it is made up, as the heading of a page takes it."""
        words = self.paper.made_up.partition(": ")[2].removesuffix(". Do not quote them.")
        return words.split("; ") if words else []


def choices(own: Sight) -> tuple[SheetPlace, Sight]:
    """The place that the address names or somebody chose, and as whom it is seen; `own`: whoever looks."""
    _follow()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = _place_choice()
        sight = _sight_choice(own)
    filters.draw_instead()
    if own.audience is Audience.PROVIDER:
        st.caption("As your organisation may see it: its own services exactly, no figure of the IOM cohort.")
    return place, sight


def _place_choice() -> SheetPlace:
    areas = _offered()
    area = areas[filters.area_box("Authority", list(areas), width=190)]
    wards = {place.key: place for place in geography.wards(area)}
    localities = {place.key: place for place in geography.localities(area, loaders.groupings())}
    if wards and (ward := _of(WARD, wards, "All of it")):
        return wards[ward]
    if localities and (locality := _of(LOCALITY, localities, "None chosen")):
        return localities[locality]
    return geography.whole(area)


def _of(key: str, places: Mapping[str, SheetPlace], none: str) -> str:
    words = {"": none, **{code: place.name for code, place in places.items()}}
    return filters.choice(key.capitalize(), list(words), key, words=words, width=250)


def _offered() -> dict[str, Authority]:
    """Every authority that is covered here, those with something to show first."""
    return {area.code: area for area in (*filters.areas(), *gazetteer().authorities)}


def _follow() -> None:
    """The authority of an address that names a ward alone, or says `authority`; what is unknown is noted."""
    asked, state = st.query_params, st.session_state
    if AUTHORITY in asked:
        named = gazetteer().authority(asked[AUTHORITY])
        asked[filters.AREA] = named.code if named else asked[AUTHORITY]
        del asked[AUTHORITY]
    code = asked.get(WARD, "")
    # What a choice here wrote follows the area; what a link says leads to it.
    if not code or code == state.get(f"{WARD}@address"):
        return
    ward = gazetteer().ward(code)
    covered = ward is not None and gazetteer().authority(ward.authority.code) is not None
    state[_UNKNOWN] = "" if ward and covered and ward.in_force(today()) else code
    if ward and covered:
        asked[filters.AREA] = ward.authority.code


def draw_unknown() -> None:
    """What became of the ward that the address names, where it is none of today's, with ways on."""
    code = st.session_state.get(_UNKNOWN, "")
    # Whoever has chosen a ward since has read it.
    if not code or st.query_params.get(WARD):
        return
    ward = gazetteer().ward(code)
    if ward is None or gazetteer().authority(ward.authority.code) is None:
        st.info("The address names no ward of the authorities that are covered here. Choose one above.")
        return
    became = geography.became(ward.code)
    st.info(plain(said(about.old_ward(ward, became))))
    with st.container(horizontal=True):
        for one, _share in became[:_MOST_WAYS]:
            query = {filters.AREA: one.authority.code, WARD: one.code}
            st.page_link(
                PLACE.file, label=plain(one.name), icon=PLACE.icon, query_params=query, width="content"
            )


_MOST_WAYS = 4


def _sight_choice(own: Sight) -> Sight:
    """As anybody may see it, unless somebody asks for their own view of it."""
    # The public's counts are a coarsening of the partnership's and not of a partner's, who would learn more
    # here than anywhere else of what others' services count (decision 281).
    if own.audience is Audience.PROVIDER:
        return own
    words = {ANYBODY: "As anybody may see it", OWN: "As I may see it"}
    chosen = filters.choice("Seen", list(words), SEEN, words=words, buttons=True)
    return own if chosen == OWN else Sight(Audience.PUBLIC)


def sheet(place: SheetPlace, sight: Sight, person: Person) -> DrawnSheet:
    """The sheet of a place as it is seen."""
    # Everybody is shown the public's, so it is kept for no one.
    whom = None if sight.audience is Audience.PUBLIC else person
    return _sheet(place, sight, whom, released.terms(sight), now())


@kept(*_READ, entries=_SHEETS)
def _sheet(
    place: SheetPlace, sight: Sight, person: Person | None, terms: ReleaseTerms, moment: datetime
) -> DrawnSheet:
    shown = _shown(place.area, sight, person, terms)
    paper = place_sheets.sheet_of(place, shown, moment)
    under = (
        *(shown.cohort.picture.lifting_any if shown.cohort else ()),
        *terms.lifting(shown.counts.subject),
    )
    return DrawnSheet(
        place, paper, _printed(paper, place, shown, moment), sight, shown.who, tuple(dict.fromkeys(under))
    )


def _printed(paper: PaperSheet, place: SheetPlace, shown: ShownOfArea, moment: datetime) -> PaperSheet:
    if shown.unmet is None:
        return paper
    filed = for_files(shown.unmet, shown.audience)
    if len(filed) == len(shown.unmet):
        return paper
    return place_sheets.sheet_of(place, replace(shown, unmet=filed), moment)


@kept(*_READ, entries=_AREAS)
def _shown(area: Authority, sight: Sight, person: Person | None, terms: ReleaseTerms) -> ShownOfArea:
    judges = person is not None and person.may(Permission.SEE_IDEAS)
    files = loaders.iom_months()
    returns = released.service_returns()
    # A sheet goes on to others: it tells of no decision before its partner knows (decision 292).
    ideas = [kept.as_told() for kept in loaders.ideas()]
    return ShownOfArea(
        area=area,
        audience=sight.audience,
        who=released.who(sight.audience, sight.agreements),
        cohort=place_sheets.cohort_of(
            area,
            released.iom(area.code, sight),
            files[files.area_code == area.code],
            loaders.groupings(),
            sight.agreements,
        ),
        places=_placed(),
        hubs=loaders.hubs(),
        openings=loaders.openings(),
        bought=directory.bought_in(loaders.bought(), area),
        at_places=loaders.services_at_places(),
        counts=released.services(terms),
        invented=frozenset(returns.subject[returns.illustrative.astype(bool)]),
        funds=loaders.funds(),
        ideas=ideas if judges else counts.awarded(ideas),
        sums=judges,
        groupings=loaders.groupings(),
        unmet=None if person is None else released.unmet(person, sight),
    )


@kept(Topic.DIRECTORY, Topic.AREAS)
def _placed() -> pd.DataFrame:
    """The places that have a point, on the national grid."""
    return on_grid(loaders.hubs())


def draw(sheet: DrawnSheet) -> None:
    """The sheet as a page, and the same as a file to print."""
    paper = sheet.paper
    st.caption(plain(" ".join(paper.lines[2:])))
    _draw_file(sheet)
    # By this key each row is a list on a phone, where five columns have no room.
    with st.container(key="place-sheet"):
        for number, section in enumerate(paper.sections):
            _draw_section(section, f"place-sheet-{number}")
    page.source(*paper.notes, f"As on {in_full(today())}.", viewers=sheet.who)


def _draw_section(section: Section, key: str) -> None:
    st.header(plain(section.heading), anchor=False)
    if section.rows:
        with st.container(key=key):
            page.table(pd.DataFrame(section.rows, columns=section.columns))
            st.html(_labels(key, section.columns))
    if section.lines:
        (st.caption if section.rows else st.markdown)(plain(" ".join(section.lines)))


def _labels(key: str, columns: Sequence[str]) -> str:
    """What stands before each cell of a table on a phone, where its headings have no room: but the first."""
    rules = (
        f'.st-key-{key} td:nth-child({at})::before {{ content: "{_in_css(name)}: "; }}'
        for at, name in enumerate(columns, start=1)
        if at > 1
    )
    return f"<style>@media (max-width: 640px) {{ {' '.join(rules)} }}</style>"


def _in_css(text: str) -> str:
    return "".join(one if one.isalnum() or one in " ,.()–’" else f"\\{ord(one):x} " for one in text)


def _draw_file(sheet: DrawnSheet) -> None:
    audience = sheet.sight.audience
    otherwise = Permission.SEE_IOM if audience.sees_iom and audience is not Audience.PUBLIC else None
    needs = needed(audience, otherwise or Permission.SEE_PICTURE)
    if sheet.under:
        needs = Permission.SEE_UNDER_AGREEMENT
    name = place_sheets.file_name(sheet.place, audience, today(), made_up=bool(sheet.printed.made_up))
    st.download_button(
        "This sheet, one side of A4 (pdf)",
        data=page.given_to(visitor(), needs, lambda: as_pdf(sheet.printed), name=name, under=sheet.under),
        file_name=name,
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        **page.words_for(needs),
    )
