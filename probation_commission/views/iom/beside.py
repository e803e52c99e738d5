"""Those of a month whom the map cannot show, never dropped."""

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import NO_FIGURE, CellState, Released, between
from probation_commission.domain.places import PlaceKind
from probation_commission.views.iom.picture import CohortPicture
from probation_commission.views.iom.table import texts
from probation_commission.views.iom.words import WHO


def nobody(picture: CohortPicture) -> str:
    """The sentence where everybody is on the map; nothing where somebody is not, or where bands hide it."""
    if picture.exact and _rows(picture).empty:
        return f"None: every one of the {WHO[picture.rag]} is on a ward of the map."
    return ""


def table(picture: CohortPicture) -> pd.DataFrame:
    """Why they are not on the map and how many; with the place as recorded for leads and admins."""
    rows = _rows(picture)
    frame = pd.DataFrame({"Why": rows.why, "As recorded": rows.place, "Nominals": texts(rows[picture.rag])})
    frame["As recorded"] = frame["As recorded"].str.title().str.replace("Nfa", "NFA")
    # Places that are no ward are told by reason, never by name (decision 65): a name beside "0–4" would say
    # that somebody is there. What is recorded of one is for leads alone.
    return frame if picture.audience is Audience.RESTRICTED else frame[["Why", "Nominals"]]


def lines(picture: CohortPicture) -> list[str]:
    """The same without the places, a line each for a wall: `no fixed abode: 10–14`."""
    if sentence := nobody(picture):
        return [sentence]
    rows = _rows(picture)
    counts = zip(rows.why, texts(rows[picture.rag]), strict=True)
    return [*(f"{why}: {count}" for why, count in counts), *notes(picture)]


def notes(picture: CohortPicture) -> list[str]:
    """What is to be said under the table."""
    rows = _rows(picture)
    if picture.exact:
        # The estimate has a place of its own, among the months of a ward (decisions 6 and 54).
        abolished = "Abolished wards are not shared out onto today's wards: that would be an estimate."
        return [abolished] if (rows.why == PlaceKind.ABOLISHED.label).any() else []
    # Every reason is told every time, or a reason that is missing would be a nought (decision 65).
    lowest = between(*picture.bands.first).text
    return [f"{'Each other reason' if len(rows) else 'Each reason'}: {lowest}, or {NO_FIGURE}."]


def _rows(picture: CohortPicture) -> pd.DataFrame:
    return picture.beside[[_is_told(cell) for cell in picture.beside[picture.rag]]]


def _is_told(cell: Released) -> bool:
    """Whether there is anybody to speak of, shown or not: more than nought, or above the lowest band."""
    return cell.low > 0 or cell.state in {CellState.NOT_SHOWN, CellState.NOT_GIVEN, CellState.AS_GIVEN}
