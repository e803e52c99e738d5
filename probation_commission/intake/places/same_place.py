"""When two rows mean the same place."""

from probation_commission.domain.places import Place, PlaceKind, bare


def place_key(place: Place) -> object:
    """What makes two rows the same place: the wards it can be, or its kind of nowhere."""
    return (place.kind, tuple(ward.code for ward in place.wards), _outside(place))


def _outside(place: Place) -> str:
    """The name of an authority outside, or one not recognised, of which there can be several."""
    # Two names outside are two places; two ways to write "no fixed abode" are one.
    named = place.kind in {PlaceKind.OUTSIDE, PlaceKind.UNRECOGNISED}
    return bare(place.as_written) if named else ""
