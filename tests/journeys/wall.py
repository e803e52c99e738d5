"""What lies where on a projector's wall as the browser has drawn it, and how large its type is."""

from playwright.sync_api import Page

from tests.journeys.drawn_map import FRAME

FOOT = ".st-key-wall-foot p"
DRAWN = f'.st-key-wall-picture :is({FRAME}, [data-testid="stVegaLiteChart"] svg, table)'
_LOOKS = 20
_ONE_LINE = 0.05
"""Of the wall's height: less than two lines of the smallest type."""

_SMALL = """() => {
  const least = 0.026 * (window.frameElement ? window.parent.innerHeight : innerHeight) - 0.1;
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!words.length || !box.width || !box.height) continue;
    const chart = element.ownerSVGElement;
    const larger = chart ? chart.getBoundingClientRect().width / chart.width.baseVal.value : 1;
    const size = larger * parseFloat(getComputedStyle(element).fontSize);
    if (size < least) found.push(`small type, ${size}: ${words[0].textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""Type that the last row can't read: smaller than 2.6% of the wall's height."""
_BEHIND = """() => {
  const main = document.querySelector("main");
  const bar = document.querySelector(".st-key-agenda");
  const top = bar.getBoundingClientRect().top;
  const parts = [...main.querySelectorAll("*")].filter((part) => !part.contains(bar) && !bar.contains(part));
  const under = parts.filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.bottom > top + 1 || box.right > innerWidth + 1);
  });
  const cut = [main, ...parts].filter((part) => part.clientHeight > 2
    && /auto|scroll|hidden/.test(getComputedStyle(part).overflowY)
    && part.scrollHeight > part.clientHeight + 2);
  const named = (part) => `${part.tagName} ${part.className.baseVal ?? part.className}`;
  return [
    ...under.map((part) => `behind the bar or beyond the window: ${named(part)}`),
    ...cut.map((part) => `to be scrolled: ${named(part)}`),
  ];
}"""
_BAR = """() => {
  const bar = document.querySelector(".st-key-agenda");
  const parts = [...bar.children].map((part) => part.getBoundingClientRect()).filter((box) => box.width);
  const middles = parts.map((box) => (box.top + box.bottom) / 2);
  const cut = [...bar.querySelectorAll("input")].filter((box) => box.scrollWidth > box.clientWidth + 1);
  return [
    ...(Math.max(...middles) - Math.min(...middles) < 3 ? [] : ["the bar has more than a row"]),
    ...(innerHeight - bar.getBoundingClientRect().bottom < 2 ? [] : ["the bar is not at the foot"]),
    ...(Math.max(...parts.map((box) => box.right)) <= innerWidth ? [] : ["the bar is too wide"]),
    ...cut.map((box) => `cut off in the bar: ${box.value}`),
  ];
}"""
_SHARE = """frame => {
  const box = document.querySelector(frame).getBoundingClientRect();
  const over = document.querySelector(".st-key-wall-facts").getBoundingClientRect();
  const width = Math.min(box.right, innerWidth) - box.left;
  const height = Math.min(box.bottom, innerHeight) - box.top;
  return (width * height - over.width * over.height) / (innerWidth * innerHeight);
}"""
"""How much of the window is map, without what floats over it."""
FITS = """() => {
  const outlines = L.featureGroup([...explorer.layers.values()]).getBounds();
  const [low, high] = [outlines.getNorthWest(), outlines.getSouthEast()]
    .map((corner) => explorer.map.latLngToContainerPoint(corner));
  const frame = window.frameElement.getBoundingClientRect();
  const over = window.parent.document.querySelector(".st-key-wall-facts").getBoundingClientRect();
  return low.x >= 0 && low.y >= 0 && high.x <= over.left - frame.left && high.y <= frame.height;
}"""
"""Within a map's frame: whether every ward is in view, and none under what floats over the map."""


def faults(page: Page) -> list[str]:
    """What stays wrong with a screen on this wall, in sentences: a chart takes its frame's size in steps."""
    found = _faults_now(page)
    for _ in range(_LOOKS - 1):
        if not found:
            break
        page.wait_for_timeout(250)
        found = _faults_now(page)
    return found


def _faults_now(page: Page) -> list[str]:
    found = [*page.evaluate(_BEHIND), *page.evaluate(_BAR)]
    found += [words for frame in page.frames for words in frame.evaluate(_SMALL)]
    if page.locator(FRAME).count() and (share := page.evaluate(_SHARE, FRAME)) < 0.5:
        found.append(f"the map is {share:.0%} of the window")
    foot = page.locator(FOOT).bounding_box()
    if foot is None or foot["height"] > _ONE_LINE * page.viewport_size["height"]:
        found.append("the source takes more than a line")
    return found
