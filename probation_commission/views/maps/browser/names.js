/* Names on the areas of a map, each where there is room for most of it within its own area and for all of it
   between the others; and letters, which all stand, since no colour tells alone. Both are in the table beside,
   so nobody hears them. */
(() => {
  "use strict";

  const LEVELS = 9; // heights within an area that are tried
  const ROOM = 4; // pixels beside a name
  const INSIDE = 0.7; // of a name
  const TOO_SMALL = 26;
  const LINE = 1.1;

  const pen = document.createElement("canvas").getContext("2d");

  /* Where the polygons of an area are crossed at that height: [[left, right]], those that touch joined. */
  const chords = (rings, y) => {
    const crossed = [];
    for (const polygon of rings) {
      const at = [];
      for (const ring of polygon) {
        let before = ring[ring.length - 1];
        for (const point of ring) {
          if (point.y > y !== before.y > y) at.push(point.x + ((y - point.y) * (before.x - point.x)) / (before.y - point.y));
          before = point;
        }
      }
      at.sort((one, other) => one - other);
      for (let side = 0; side + 1 < at.length; side += 2) crossed.push([at[side], at[side + 1]]);
    }
    crossed.sort((one, other) => one[0] - other[0]);
    const joined = [];
    for (const [left, right] of crossed) {
      const last = joined[joined.length - 1];
      if (last && left <= last[1] + 1) last[1] = Math.max(last[1], right);
      else joined.push([left, right]);
    }
    return joined;
  };

  const both = (some, others) =>
    some.flatMap(([left, right]) =>
      others.map(([from, to]) => [Math.max(left, from), Math.min(right, to)]).filter(([from, to]) => to > from));

  /* The best place for a box of that height: the widest stretch, rather near the middle. */
  const widest = (area, height) => {
    const { top, bottom, rings } = area;
    let best = null;
    for (let level = 0; level < LEVELS; level += 1) {
      const y = top + height / 2 + ((bottom - top - height) * (level + 0.5)) / LEVELS;
      if (y - height / 2 < top && level) break;
      const free = [y - height / 2, y, y + height / 2].map((each) => chords(rings, each)).reduce(both);
      for (const [left, right] of free) {
        const score = right - left - Math.abs(y - (top + bottom) / 2) / 3;
        if (!best || score > best.score) best = { x: (left + right) / 2, y, room: right - left, score };
      }
    }
    return best;
  };

  /* A name in one line, in two and in three, of which the longest is as short as can be. */
  const layouts = (name) => {
    const words = name.split(" ");
    const cuts = words.slice(1).map((_, cut) => cut + 1);
    const lines = (...ends) => [0, ...ends].map((from, number) => words.slice(from, ends[number]).join(" "));
    const longest = (some) => Math.max(...some.map((line) => line.length));
    const shortest = (several) => several.sort((one, other) => longest(one) - longest(other)).slice(0, 1);
    const threes = cuts.flatMap((cut) => cuts.filter((next) => next > cut).map((next) => lines(cut, next)));
    return [[name], ...shortest(cuts.map((cut) => lines(cut))), ...shortest(threes)];
  };

  class MapNames {
    constructor(map) {
      Object.assign(this, { map, areas: [], waits: 0 });
      this.pane = map.createPane("names");
      this.pane.classList.add("leaflet-zoom-hide");
      this.pane.setAttribute("aria-hidden", "true");
      map.on("viewreset zoomend resize", () => this.soon());
    }

    /* areas: [{ name, letter, layers }] */
    set(areas) {
      this.areas = areas;
      this.soon();
    }

    soon() {
      cancelAnimationFrame(this.waits);
      this.waits = requestAnimationFrame(() => this.place());
    }

    place() {
      const style = getComputedStyle(this.pane);
      this.size = parseFloat(style.fontSize);
      pen.font = `600 ${this.size}px ${style.fontFamily}`;
      this.taken = [];
      const shapes = this.areas.map((area) => this.drawn(area)).filter(Boolean);
      const letters = shapes.filter((shape) => shape.letter).map((shape) => this.lettered(shape));
      shapes.sort((one, other) => other.right - other.left - (one.right - one.left));
      this.pane.replaceChildren(...letters, ...shapes.map((shape) => this.named(shape)).filter(Boolean));
    }

    /* The area in pixels; nothing where it is too small for a word. */
    drawn({ name, letter, layers }) {
      const box = L.featureGroup(layers).getBounds();
      const [top, bottom] = [box.getNorthWest(), box.getSouthEast()].map((corner) => this.map.latLngToLayerPoint(corner));
      if (!letter && (bottom.x - top.x < TOO_SMALL || bottom.y - top.y < this.size)) return null;
      const pixels = (ring) => ring.map((corner) => this.map.latLngToLayerPoint(corner));
      const polygons = (part) => (part[0] instanceof L.LatLng ? [[pixels(part)]] : part[0][0] instanceof L.LatLng ? [part.map(pixels)] : part.flatMap(polygons));
      return { name, letter, top: top.y, bottom: bottom.y, left: top.x, right: bottom.x, rings: layers.flatMap((layer) => polygons(layer.getLatLngs())) };
    }

    /* The first layout of the name that is wholly inside, else nearly, with so much above it for its letter. */
    layout(shape, above) {
      const tried = layouts(shape.name).map((lines) => {
        const width = Math.max(...lines.map((words) => pen.measureText(words).width)) + ROOM;
        const height = lines.length * this.size * LINE;
        const spot = above + height > shape.bottom - shape.top ? null : widest(shape, above + height);
        return spot && { lines, width, height, x: spot.x, y: spot.y + above / 2, share: spot.room / width };
      });
      const fits = (least) => tried.find((name) => name && name.share >= least);
      return fits(1) ?? fits(INSIDE) ?? null;
    }

    /* The letter: over its name where there is room for both, else where there is most, or in the middle. */
    lettered(shape) {
      const { left, right, top, bottom } = shape;
      const line = this.size * LINE;
      const below = (shape.below = this.layout(shape, line));
      const over = below && { x: below.x, y: below.y - (below.height + line) / 2 };
      const spot = over ?? widest(shape, Math.min(line, (bottom - top) / 2)) ?? { x: (left + right) / 2, y: (top + bottom) / 2 };
      return this.box(spot, line, line, "map-letter", [shape.letter]);
    }

    named(shape) {
      const name = shape.letter ? shape.below : this.layout(shape, 0);
      return name && this.free(name, name.width, name.height) ? this.box(name, name.width, name.height, "", name.lines) : null;
    }

    free({ x, y }, width, height) {
      const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
      const beside = (box) => right < box.left + 0.5 || left > box.right - 0.5;
      return this.taken.every((box) => beside(box) || bottom < box.top + 0.5 || top > box.bottom - 0.5);
    }

    box({ x, y }, width, height, kind, lines) {
      this.taken.push({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
      const box = L.DomUtil.create("div", `map-name ${kind}`);
      for (const words of lines) box.append(Object.assign(document.createElement("span"), { textContent: words }));
      Object.assign(box.style, { left: `${Math.round(x)}px`, top: `${Math.round(y)}px` });
      return box;
    }
  }

  window.mapNames = (map) => new MapNames(map);
})();
