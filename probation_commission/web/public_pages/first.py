"""`/first-appointment`: where somebody can be seen first, asked by a form that no address has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from probation_commission.actions import sheets
from probation_commission.analysis.first import FirstPlaces, Start, first_places
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.days import now
from probation_commission.domain.hubs import OpenTo
from probation_commission.domain.public_pages import PublicPage
from probation_commission.geography.centres import DISTRICT, LOCALITY, WARD, WHOLE, grouping, starts
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.geography.partnership import partnership
from probation_commission.geography.postcodes import has_whole_postcode
from probation_commission.views import hubs as hub_views
from probation_commission.views import marks
from probation_commission.views.terms import said
from probation_commission.web.public_pages import frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from probation_commission.domain.places import Authority
    from probation_commission.publish.sheets import PaperSheet
    from probation_commission.web.public_pages.kept import ShownDirectory

_PAGE = PublicPage.FIRST
LONGEST = 80
"""Characters of the name of a ward."""
MOST_SUGGESTED = 4
"""Areas whose wards a browser is given to suggest: more would be a long page for a phone."""
WHOLE_POSTCODE = (
    "That is a whole postcode, which says where somebody lives: it was not used and is not kept. Give the "
    "first half alone, before the space, or the ward."
)
_EMPTY = "Give a ward, a locality, an area or the first half of a postcode."
_NONE = "No ward, locality, area or first half of a postcode of that name is known here."
_SEVERAL = "Several places here have a name that begins so. Give more of it."
_SEVERAL_AREAS = "More than one area has a place of such a name. Choose the area, too."
_FEWEST = 3
"""Letters of a name by which it can be known."""
_TELEPHONE = re.compile(r"[\d+][\d ()]{6,20}")
_views = hub_views.first
_CODES = {OpenTo.MEN: "man", OpenTo.WOMEN: "woman"}


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """What a stranger chose: read, answered and forgotten."""

    area: Authority
    near: str = ""
    """The name of the ward or district that is meant, as we write it; never what was typed."""
    start: Start | None = None
    group: OpenTo = OpenTo.MEN
    day: str = ""
    problem: str = ""

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays that are wanted."""
        return (int(self.day),) if self.day else tuple(range(7))


def read(form: Mapping[str, str], shown: ShownDirectory) -> FirstQuestion:
    """What a form asks for, with what is wrong with it in a sentence that repeats nothing of it."""
    areas = _areas(shown)
    area = next((area for area in areas if area.code == form.get("area")), areas[0])
    group = next((one for one, code in _CODES.items() if code == form.get("for")), OpenTo.MEN)
    day = form.get("on", "") if form.get("on", "") in _views.DAYS else ""
    typed = " ".join(form.get("near", "").split())
    asked = FirstQuestion(area, group=group, day=day)
    if has_whole_postcode(typed):
        return _with(asked, problem=WHOLE_POSTCODE)
    if not typed:
        return _with(asked, problem=_EMPTY)
    if len(typed) > LONGEST:
        return _with(asked, problem=_not_found(areas))
    found = _meant(shown, [area, *(one for one in areas if one != area)], _alike(typed))
    if isinstance(found, str):
        return _with(asked, problem=found)
    at = _starts(shown, found.area)
    for row in rows_of(at[(at.kind == found.kind) & (at.name == found.name)]):
        start = Start(row["easting"], row["northing"], found.area.code)
        return _with(replace(asked, area=found.area), near=found.words, start=start)
    return _with(asked, problem=_not_found(areas))


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that a form can mean."""

    area: Authority
    kind: str
    name: str

    @property
    def words(self) -> str:
        return _views.start_named(self.kind, self.name)


def _meant(shown: ShownDirectory, areas: Sequence[Authority], typed: str) -> _Named | str:
    """What is meant, in the area that was chosen (the first) or another; else what is wrong.

    Names alone are looked through: the middles of a region's areas would take long.
    """
    every = [_named(shown, area) for area in areas]
    there, others = every[0], [one for of_one in every[1:] for one in of_one]
    for fits in (_is, _begins):
        for among in (there, others):
            found = [one for one in among if fits(one, typed)]
            # A ward and a locality of one name: the smaller. A district is the same in whichever area.
            if len({one.area for one in found}) == 1 or (found and found[0].kind == DISTRICT):
                if len({one.name for one in found}) == 1:
                    return found[0]
                return _SEVERAL
            if found:
                return _SEVERAL_AREAS
    return _not_found(areas)


def _is(one: _Named, typed: str) -> bool:
    return typed in {_alike(one.name), _alike(one.words)}


def _begins(one: _Named, typed: str) -> bool:
    """Whether a name begins so; never a district, since “TS1” is another one than “TS11”."""
    return one.kind != DISTRICT and len(typed) >= _FEWEST and _alike(one.name).startswith(typed)


def _named(shown: ShownDirectory, area: Authority) -> list[_Named]:
    """All that has a name in an area, what is smaller first."""

    def make() -> list[_Named]:
        sets = gazetteer().ward_sets(area)
        localities = grouping(area.code, shown.directory.groupings)
        known = (
            *((WARD, ward.name) for ward in (sets[0].wards if sets else ())),
            *((DISTRICT, name) for name in _districts(shown).get(area.code, ())),
            *((LOCALITY, name) for name in sorted(set(localities.values()))),
            (WHOLE, area.name),
        )
        return [_Named(area, kind, name) for kind, name in known]

    return shown.made(("named", area.code), make)


def _districts(shown: ShownDirectory) -> dict[str, list[str]]:
    """The districts of postcodes of each authority, by its code."""

    def make() -> dict[str, list[str]]:
        known = postcode_wards()
        each = known.assign(district=known.postcode.str[:-3].str.strip())[["lad_code", "district"]]
        by_area = each.drop_duplicates().groupby("lad_code").district
        return {str(code): sorted(names) for code, names in by_area}

    return shown.made("districts", make)


def _not_found(areas: Sequence[Authority]) -> str:
    if len(areas) > MOST_SUGGESTED:
        return f"{_NONE} Give the name of the ward as it is written, or the first half of a postcode."
    return f"{_NONE} Choose one from the list."


def _with(
    asked: FirstQuestion, *, problem: str = "", near: str = "", start: Start | None = None
) -> FirstQuestion:
    return replace(asked, near=near, start=start, problem=problem)


def _alike(name: str) -> str:
    """A name without what people type otherwise: capitals, spaces, apostrophes, and "&" for "and"."""
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", "and"))


def _areas(shown: ShownDirectory) -> list[Authority]:
    """The partnership's own areas, then the others that have a place."""
    home = partnership().home
    others = sorted(set(shown.directory.places.area_code) - set(home))
    return [area for code in (*home, *others) if (area := gazetteer().authority(code))]


def _starts(shown: ShownDirectory, area: Authority) -> pd.DataFrame:
    return shown.made(("starts", area.code), lambda: starts(area.code, shown.directory.groupings))


def html(shown: ShownDirectory, asked: FirstQuestion | None = None) -> str:
    """The page: what was asked for, if anything was, then the form."""
    asked = asked or FirstQuestion(_areas(shown)[0])
    found = _found(shown, asked)
    made_up = [one.place["illustrative"] for one in found.open_ones] if found else []
    body = "\n".join(
        [
            frame.made_up(marks.some_of(made_up, "place")),
            _answer(found, asked, shown) if found else "",
            _form(shown, asked, again=bool(found)),
            _papers(shown),
        ]
    )
    source = _views.distances(shown.day) if found else ""
    return frame.page(_PAGE.label, body, shown, source=source)


def _found(shown: ShownDirectory, asked: FirstQuestion) -> FirstPlaces | None:
    if asked.start is None:
        return None
    known = shown.directory.openings
    ahead = shown.ahead(asked.group, asked.days)
    places = shown.directory.places
    return first_places(
        places,
        shown.placed,
        asked.start,
        ahead,
        known=known,
        today=shown.day,
        group=asked.group,
        own=partnership().home,
    )


def _answer(found: FirstPlaces, asked: FirstQuestion, shown: ShownDirectory) -> str:
    whom, day = _views.GROUPS[asked.group], _views.DAYS[asked.day]
    names = {area.code: area.name for area in gazetteer().authorities}
    near = "".join(f"<li>{escape(line)}</li>" for line in _views.near(found.unknown, names))
    cards = "".join(_card(_views.words(one, shown.day, areas=names)) for one in found.open_ones)
    return "\n".join(
        [
            f"<h2>For {escape(whom)} from {escape(asked.near)}, {escape(day)}</h2>",
            f'<ol class="cards">{cards}</ol>' if cards else frame.paragraph(_views.NONE_OPEN, "mark"),
            f"<h2>{escape(_views.UNKNOWN_HOURS)}</h2><ul>{near}</ul>" if near else "",
        ]
    )


def _card(words: hub_views.first.FirstWords) -> str:
    facts = [("next open", words.when), ("how far", words.away), *words.facts]
    listed = frame.facts(facts)
    phone = dict(words.facts)["phone"]
    if _TELEPHONE.fullmatch(phone):
        number = re.sub(r"[^\d+]", "", phone)
        listed = listed.replace(
            f"<dd>{escape(phone)}</dd>", f'<dd><a href="tel:{number}">{escape(phone)}</a></dd>', 1
        )
    return f"<li><h3>{escape(words.name)}</h3>{listed}</li>"


def _form(shown: ShownDirectory, asked: FirstQuestion, *, again: bool) -> str:
    """The form; sent in a body, so that where somebody lives is in no address and in no log."""
    areas = _areas(shown)
    problem = f'<p class="error" role="alert" id="problem">{escape(said(asked.problem))}</p>'
    wrong = ' aria-invalid="true" aria-describedby="problem hint"' if asked.problem else ""
    wrong = wrong or ' aria-describedby="hint"'
    lists = shown.made("suggested", lambda: _suggested(shown))
    near = f"Lives in or near: a {said('ward')}, a locality, an area, or the first half of a postcode"
    return f"""{"<h2>Ask again</h2>" if again else ""}
{problem if asked.problem else ""}
<form method="post" action="{_PAGE.path}" autocomplete="off">
<div class="fields">
<p>{_select("area", "Area", {area.code: area.name for area in areas}, asked.area.code)}</p>
<div><label for="near">{escape(near)}</label>
<p class="hint" id="hint">No whole postcode. {escape(said(_views.ASKED.partition(". ")[2]))}</p>
<input type="text" id="near" name="near" list="places" required maxlength="{LONGEST}" autocomplete="off"
 value="{escape(asked.near)}"{wrong}></div>
<fieldset><legend>For</legend>{_radios(asked.group)}</fieldset>
<p>{_select("on", "On", _views.DAYS, asked.day)}</p>
<p><button type="submit">Show where</button></p>
</div>
{lists}
</form>"""


def _radios(chosen: OpenTo) -> str:
    return "".join(
        f'<label><input type="radio" name="for" value="{code}"{" checked" if one is chosen else ""}> '
        f"{escape(_views.GROUPS[one])}</label>"
        for one, code in _CODES.items()
    )


def _select(name: str, label: str, options: Mapping[str, str], chosen: str) -> str:
    rows = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(words)}</option>'
        for code, words in options.items()
    )
    return f'<label for="{name}">{escape(label)}</label><select id="{name}" name="{name}">{rows}</select>'


def _suggested(shown: ShownDirectory) -> str:
    areas = _areas(shown)
    if len(areas) > MOST_SUGGESTED:
        return ""
    every = ((area, _starts(shown, area)) for area in areas)
    rows = "".join(
        f'<option value="{escape(name)}">{escape(area.name)}</option>'
        for area, at in every
        for name in sorted({*map(_views.start_named, at.kind, at.name)})
    )
    return f'<datalist id="places">{rows}</datalist>'


def courts(shown: ShownDirectory) -> dict[str, tuple[str, Authority]]:
    """For whom there is a sheet of paper, by what names it in an address: court or authority, and where."""
    return {
        key: (name, area) for area in _areas(shown) for key, name in sheets.courts(shown.placed, area).items()
    }


def _papers(shown: ShownDirectory) -> str:
    links = "".join(
        f'<li><a href="{frame.PAPER[_PAGE]}?{urlencode({"for": key})}">{escape(name)} (pdf)</a></li>'
        for key, (name, _) in courts(shown).items()
    )
    return f"<h2>On one page, for a court</h2><ul>{links}</ul>"


def sheet(shown: ShownDirectory, key: str) -> PaperSheet:
    """One page for one of `courts`, of every day and for everybody."""
    directory, (_, area) = shown.directory, courts(shown)[key]
    court = sheets.court_of(shown.placed, area, key)
    days, moment = list(range(7)), now()
    made = sheets.first_appointment(
        directory.places, directory.openings, court, group=OpenTo.ALL, days=days, now=moment
    )
    return sheets.to_be_found(made, f"on the page {_PAGE.path}")
