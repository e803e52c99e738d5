"""`/available`: every service that can take somebody, by pathway."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from probation_commission.actions import sheets
from probation_commission.domain.public_pages import PublicPage
from probation_commission.geography.partnership import partnership
from probation_commission.views import marks
from probation_commission.views.services import available as views
from probation_commission.web.public_pages import frame

if TYPE_CHECKING:
    from probation_commission.publish.sheets import PaperSheet
    from probation_commission.web.public_pages.kept import ShownDirectory

_PAGE = PublicPage.AVAILABLE


def html(shown: ShownDirectory) -> str:
    """The whole page."""
    services = shown.services
    ends = {slug: dates.ends for slug, dates in shown.directory.bought.dates.items()}
    by_pathway = views.in_short(services, ends, shown.day)
    parts = "".join(
        f'<li><a href="#part-{number}">{escape(name)}</a></li>' for number, name in enumerate(by_pathway)
    )
    body = "\n".join(
        [
            frame.made_up(marks.some_of(views.made_up(services), "service")),
            frame.paragraph(views.finding(views.available(services)), "finding"),
            frame.button(frame.PAPER[_PAGE], "On two sides of paper (pdf)"),
            f'<nav aria-label="Pathways"><ul class="parts">{parts}</ul></nav>' if parts else "",
            *(_part(number, name, rows) for number, (name, rows) in enumerate(by_pathway.items())),
        ]
    )
    source = f"Source: {views.sources(services)}." if by_pathway else ""
    return frame.page(_PAGE.label, body, shown, source=source)


def _part(number: int, pathway: str, rows: tuple[tuple[str, ...], ...]) -> str:
    cards = "".join(
        f"<li><h3>{escape(row[0])}</h3>{frame.facts(zip(views.IN_SHORT[1:], row[1:], strict=True))}</li>"
        for row in rows
    )
    return f'<h2 id="part-{number}">{escape(pathway)}</h2>\n<ul class="cards">{cards}</ul>'


def sheet(shown: ShownDirectory) -> PaperSheet:
    """The same on two sides of paper."""
    elsewhere = f"on the page {_PAGE.path}"
    made = sheets.available(shown.directory.bought, shown.services, shown.day, partnership().name)
    return sheets.to_be_found(made, elsewhere)
