"""What pages draw: frames from the store, cached; counts of people as an audience may see them."""

from probation_commission.ui.data import loaders, released
from probation_commission.ui.data.keeping import drawn, kept, revisions_of

__all__ = ["drawn", "kept", "loaders", "released", "revisions_of"]
