"""The forms of the services page, by what is stored of a service or of its contract."""

from collections.abc import Mapping
from typing import Any

from probation_commission.actions.contracts import OwnNotes
from probation_commission.ui.parts import KeptForm

OUTCOME = "services_outcome"


def service_form(form: str, stored: Mapping[str, Any], own: OwnNotes | None = None) -> KeptForm:
    """A form of the service of that slug; `number`: which of several of its contract."""
    known = {name: str(value) for name, value in stored.items() if name not in {"covers", "room"}}
    which = f"{stored['slug']}_{stored.get('number', '')}"
    return KeptForm(f"services_{form}", which, (sorted(known.items()), own), OUTCOME)
