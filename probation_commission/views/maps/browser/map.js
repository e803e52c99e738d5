/* The map in the browser. Outlines are fetched once; after that a rerun sends values only. */
(() => {
  "use strict";

  const EDGE = { color: "#75858f", weight: 1, opacity: 1 };
  const HOVER = { color: "#17212b", weight: 3 };
  const SELECTED = { color: "#b3006b", weight: 4 };
  const WITHIN = { color: "#75858f", weight: 0.5, opacity: 0.5 };
  const JOINED = { color: "#17212b", weight: 2.5, opacity: 1 };

  const tile = (draw) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 8, height: 8 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#f4f4f4";
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = pen.fillStyle = "#7d7d7d";
    draw(pen);
    return pen.createPattern(canvas, "repeat");
  };
  const TEXTURES = {
    hatch: tile((pen) => {
      pen.lineWidth = 1.5;
      for (const x of [-8, 0, 8]) pen.moveTo(x, 8), pen.lineTo(x + 8, 0);
      pen.stroke();
    }),
    dots: tile((pen) => pen.fillRect(3, 3, 2, 2)),
  };

  const text = (heading, ...lines) => {
    const box = document.createElement("div");
    box.append(Object.assign(document.createElement("b"), { textContent: heading }), lines.filter(Boolean).join(", "));
    return box;
  };
  const escaped = (words) => text("", words).lastChild.textContent.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

  const notice = (map, words) => {
    const control = L.control({ position: "topright" });
    control.onAdd = () => Object.assign(L.DomUtil.create("div", "map-notice"), { role: "alert", textContent: words });
    control.addTo(map);
  };

  /* The view fits its area until a person moves it, and again whenever the frame changes size. */
  const fitting = (map) => {
    let bounds = null;
    let busy = false;
    let moved = false;
    const touch = L.Browser.mobile;
    const fit = () => {
      if (!bounds || moved || !map.getSize().y) return;
      busy = true;
      map.fitBounds(bounds, { padding: [10, 10], animate: false });
      if (touch) map.dragging.disable();
      busy = false;
    };
    map.on("movestart", () => { moved ||= !busy; });
    map.on("zoomend", () => { if (touch && !busy) map.dragging.enable(); });
    new ResizeObserver(() => { map.invalidateSize({ pan: !moved }); fit(); }).observe(map.getContainer());
    return (area) => { bounds = L.latLngBounds(area); fit(); };
  };

  const drawn = (map, plan, collections) => {
    const layers = new Map();
    const style = plan.faint
      ? { ...EDGE, color: "#8b9aa8", fillColor: "#fbfcfd", fillOpacity: 1 }
      : { ...EDGE, fillColor: TEXTURES.dots, fillOpacity: 1 };
    const group = L.geoJSON(collections, {
      style,
      interactive: !plan.faint,
      onEachFeature: (feature, layer) => layers.set(feature.properties.code, layer),
    }).addTo(map);
    return { group, layers };
  };

  /* The edge of several wards together: what only one of them has. Wards share their corners exactly. */
  const outer = (wards) => {
    const sides = new Map();
    const rings = (part) => (part[0] instanceof L.LatLng ? [part] : part.flatMap(rings));
    for (const ring of wards.flatMap((ward) => rings(ward.getLatLngs()))) {
      ring.forEach((from, index) => {
        const to = ring[(index + 1) % ring.length];
        const side = [`${from.lat} ${from.lng}`, `${to.lat} ${to.lng}`].sort().join();
        sides.delete(side) || sides.set(side, [from, to]);
      });
    }
    return [...sides.values()];
  };

  class Explorer {
    constructor(map, plan) {
      Object.assign(this, { map, layers: new Map(), labels: new Map(), selected: null, fit: fitting(map) });
      Object.assign(this, { joined: [], joins: "", edges: L.layerGroup().addTo(map) });
      map.createPane("edges").style.pointerEvents = "none";
      this.pen = L.canvas({ pane: "edges" });
      if (plan.bounds) this.fit(plan.bounds);
      this.ready = this.load(plan);
      this.places = L.layerGroup().addTo(map);
      map.on("zoomend resize", () => this.spread());
    }

    async load(plan) {
      try {
        const answers = await Promise.all(plan.outlines.map((url) => fetch(url)));
        if (!answers.every((answer) => answer.ok)) throw new Error("outlines");
        const { group, layers } = drawn(this.map, plan, await Promise.all(answers.map((answer) => answer.json())));
        this.layers = layers;
        if (!plan.faint) this.listen(group);
      } catch {
        notice(this.map, "The outlines could not be loaded. Reload the page; the table has the same figures.");
      }
    }

    listen(group) {
      const code = (event) => event.layer.feature.properties.code;
      group.bindTooltip((layer) => this.describe(layer), { sticky: true });
      group.on("mouseover", (event) => event.layer.setStyle(HOVER).bringToFront());
      group.on("mouseout", (event) => this.edge(code(event)));
      group.on("click", (event) => this.select(code(event)));
    }

    describe(layer) {
      const { code, name } = layer.feature.properties;
      return text(name, this.labels.get(code) ?? this.missing);
    }

    edge(code) {
      const alone = code === this.selected && !this.joined.length;
      this.layers.get(code)?.setStyle(alone ? SELECTED : this.joined.length ? WITHIN : EDGE);
      if (this.selected) this.layers.get(this.selected)?.bringToFront();
    }

    /* groups: ["code code code"]; their wards are drawn as one, by their outer edge. */
    join(groups) {
      if (groups.join() === this.joins) return;
      this.joins = groups.join();
      this.joined = groups.map((codes) => new Set(codes.split(" ")));
      this.edges.clearLayers();
      for (const group of this.joined) {
        const wards = [...group].map((code) => this.layers.get(code)).filter(Boolean);
        group.edge = L.polyline(outer(wards), { ...JOINED, interactive: false, pane: "edges", renderer: this.pen });
        this.edges.addLayer(group.edge);
      }
      for (const code of this.layers.keys()) this.edge(code);
    }

    select(code) {
      const before = this.selected;
      this.selected = code;
      if (before) this.edge(before);
      if (code) this.edge(code);
      for (const group of this.joined) group.edge.setStyle(JOINED);
      this.joined.find((group) => group.has(code))?.edge.setStyle(SELECTED).bringToFront();
    }

    /* groups: [fill, label, "code code code"]; a ward in none of them has no figure at all. */
    shade({ groups, selected, missing, joined = [] }) {
      window.feature_group = [];
      this.ready.then(() => {
        const left = new Set(this.layers.keys());
        this.missing = missing;
        this.labels.clear();
        for (const [fill, label, codes] of groups) {
          for (const code of codes.split(" ")) {
            left.delete(code);
            this.labels.set(code, label);
            this.fill(code, TEXTURES[fill] ?? fill);
          }
        }
        for (const code of left) this.fill(code, TEXTURES.dots);
        this.join(joined);
        this.select(selected);
      });
    }

    fill(code, fillColor) {
      const layer = this.layers.get(code);
      if (layer && layer.options.fillColor !== fillColor) layer.setStyle({ fillColor });
    }

    /* places: [lat, lng, symbol, name, description]; symbols: SVG drawings of ours. */
    mark({ symbols, places }) {
      window.feature_group = [];
      this.ready.then(() => {
        this.places.clearLayers();
        for (const place of places) this.place(symbols, ...place);
        if (places.length && !this.layers.size) this.fit(places.map(([lat, lng]) => [lat, lng]));
        this.spread();
      });
    }

    place(symbols, lat, lng, symbol, name, description) {
      const icon = L.divIcon({ className: "place", html: symbols[symbol], iconSize: [26, 26] });
      const marker = L.marker([lat, lng], { icon }).addTo(this.places);
      const box = () => text(name, description);
      marker.bindTooltip(box, { direction: "top", offset: [0, -12] }).bindPopup(box);
      marker.getElement().setAttribute("aria-label", `${name}, ${description}`);
    }

    /* Places that would cover one another stand in a ring around their middle. */
    spread() {
      const near = 28;
      const heaps = [];
      for (const marker of this.places.getLayers()) {
        const at = this.map.latLngToLayerPoint(marker.getLatLng());
        const heap = heaps.find((other) => other.some((one) => one.at.distanceTo(at) < near));
        heap ? heap.push({ marker, at }) : heaps.push([{ marker, at }]);
      }
      for (const heap of heaps) {
        const middle = heap.reduce((sum, one) => sum.add(one.at), L.point(0, 0)).divideBy(heap.length);
        const radius = heap.length > 1 ? Math.max(15, (heap.length * near) / (2 * Math.PI)) : 0;
        heap.forEach(({ marker, at }, index) => {
          const turn = (index / heap.length) * 2 * Math.PI - Math.PI / 2;
          const to = middle.add([radius * Math.cos(turn), radius * Math.sin(turn)]).subtract(at);
          Object.assign(marker.getElement().style, { marginLeft: `${to.x - 13}px`, marginTop: `${to.y - 13}px` });
        });
      }
    }
  }

  /* On a projector's wall: large type, and the arrow keys belong to the meeting, not to the map. */
  const onTheWall = (map) => {
    map.getContainer().classList.add("projected");
    map.keyboard.disable();
    document.addEventListener("keydown", ({ key, code, keyCode }) => {
      if (key !== "ArrowLeft" && key !== "ArrowRight") return;
      window.parent.document.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, bubbles: true }));
    });
  };

  window.explorerMap = (element, plan) => {
    const map = L.map(element, {
      center: [54.7, -1.6],
      zoom: 9,
      zoomSnap: plan.tiles ? 1 : 0.1,
      zoomDelta: plan.tiles ? 1 : 0.5,
      preferCanvas: true,
      scrollWheelZoom: false,
    });
    const box = map.getContainer();
    window.frameElement?.setAttribute("title", plan.title); // the component calls every map by its own name
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", plan.label);
    box.addEventListener("focus", () => map.scrollWheelZoom.enable());
    box.addEventListener("blur", () => map.scrollWheelZoom.disable());
    if (plan.projected) onTheWall(map);
    map.attributionControl.setPrefix(false);
    if (plan.source) map.attributionControl.addAttribution(escaped(plan.source));
    L.control.scale({ imperial: false, maxWidth: plan.projected ? 240 : 100 }).addTo(map);
    if (plan.tiles) L.tileLayer(plan.tiles, { attribution: escaped(plan.tiles_source) }).addTo(map);
    window.explorer = new Explorer(map, plan);
    return map;
  };
})();
