"""One look for all charts: dark words, large enough for a projector, finding as the title."""

from typing import Any, TypeAlias

import altair as alt

AnyChart: TypeAlias = alt.LayerChart | alt.FacetChart
INK, PAPER = "#17212b", "#ffffff"


def styled(chart: Any) -> Any:  # noqa: ANN401 (any of altair's charts, given back as it came)
    """The chart with the app's type, ink and spacing; no type is under 12 pixels."""
    words = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
    return (
        chart.configure(font="Source Sans, sans-serif", background=PAPER)
        .configure_axis(**words, gridColor="#e3e8ed", domainColor="#8b9aa8", titleFontWeight="normal")
        .configure_legend(**words, titleFontWeight="normal", symbolStrokeWidth=0.6)
        .configure_text(fontSize=13)
        .configure_title(color=INK, fontSize=16, anchor="start", offset=12)
        .configure_view(strokeWidth=0)
    )
