"""By what the IOM page opens: by ward, or by locality where by ward nearly all of the map looks alike."""

from collections import Counter

from probation_commission.views.iom.localities import LocalityPicture
from probation_commission.views.iom.map import Drawing, of_wards

ENOUGH = 3
"""Classes on a map that says where more and where fewer live; with two it says that one place is unlike."""


def told_apart(drawing: Drawing) -> int:
    """How many classes of counts can be told apart on a map: the colours that at least one place has."""
    # By colour: of more bands than the palette has shades two look alike.
    return len({drawing.palette[step] for step in _steps(drawing)})


def why_by_locality(localities: LocalityPicture) -> str:
    """Why this map opens by locality, in a sentence; empty where it opens by ward."""
    by_ward = of_wards(localities.picture)[0]
    classes = told_apart(by_ward)
    if not localities.grouping or classes >= ENOUGH or told_apart(localities.drawn[0]) < classes:
        return ""
    wards = len(localities.picture.ward_set.wards)
    if not (steps := Counter(_steps(by_ward))):
        return f"By {localities.unit} first: of no ward a number is shown."
    step, count = steps.most_common(1)[0]
    alike = f"all {wards}" if count == wards else f"{count} of {wards}"
    colours = "one colour" if classes == 1 else f"only {classes} colours"
    label = by_ward.legend[step].text
    return f"By {localities.unit} first: by ward the map has {colours}, and {alike} wards are “{label}”."


def _steps(drawing: Drawing) -> list[int]:
    return [shade.step for shade in drawing.shades.values() if shade.step is not None]
