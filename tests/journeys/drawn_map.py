"""The map as the browser has drawn it: what colour a ward is, what it says, and a click on it."""

from dataclasses import dataclass

from playwright.sync_api import Frame, Page

from tests.browser import settled

FRAME = 'iframe[data-testid="stCustomComponentV1"]'


@dataclass(frozen=True)
class DrawnMap:
    """A map of the page, ready to be looked at."""

    page: Page
    frame: Frame

    def shown(self, ward_code: str) -> str | None:
        """The ward's label as hovering would show it, once the map is shaded; None where it has none."""
        self.frame.wait_for_function("explorer.labels.size > 0")
        return self.frame.evaluate("code => explorer.labels.get(code) ?? null", ward_code)

    def colour(self, ward_code: str) -> str:
        """The ward's fill: a colour, or "texture" for the pattern of what is not shown."""
        self.frame.wait_for_function("explorer.labels.size > 0")
        fill = "explorer.layers.get(code).options.fillColor"
        return self.frame.evaluate(f"code => typeof {fill} === 'string' ? {fill} : 'texture'", ward_code)

    def click(self, ward_code: str) -> None:
        """Click in the middle of the ward, as a person would, and wait for the page."""
        point = self._middle(ward_code)
        self.page.locator(FRAME).click(position={"x": point["x"], "y": point["y"]})
        self.page.wait_for_timeout(
            500
        )  # the click travels from the frame to the server before anything shows it
        settled(self.page)

    def _middle(self, ward_code: str) -> dict[str, float]:
        """Where the ward is, once the map is shaded and has come to rest."""
        self.frame.wait_for_function("explorer.labels.size > 0")
        where = "code => explorer.map.latLngToContainerPoint(explorer.layers.get(code).getCenter())"
        before, point = None, self.frame.evaluate(where, ward_code)
        while point != before:
            self.page.wait_for_timeout(250)
            before, point = point, self.frame.evaluate(where, ward_code)
        return point


def drawn_map(page: Page) -> DrawnMap:
    """The first map of the page, with its outlines loaded."""
    holder = page.locator(FRAME).first
    holder.scroll_into_view_if_needed()
    frame = holder.element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("window.explorer && explorer.ready.then(() => true)")
    return DrawnMap(page, frame)
