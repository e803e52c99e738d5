/* The map in the browser. Outlines are fetched once; after that a rerun sends values only. */
(() => {
  "use strict";

  const EDGE = { color: "#75858f", weight: 1, opacity: 1 };
  const EDGE_ON_A_WALL = { color: "#4a5a6a", weight: 1.5 };
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

  /* How much of the map's right side is under what floats over it on a wall. */
  const covered = () => {
    const box = window.frameElement?.getBoundingClientRect();
    const over = window.parent.document.querySelector(".st-key-wall-facts")?.getBoundingClientRect();
    return box && over && over.left < box.right && over.top < box.bottom ? box.right - over.left : 0;
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
      const room = { paddingTopLeft: [10, 10], paddingBottomRight: [10 + covered(), 10] };
      map.fitBounds(bounds, { ...room, animate: false });
      if (touch) map.dragging.disable();
      busy = false;
    };
    map.on("movestart", () => { moved ||= !busy; });
    map.on("zoomend", () => { if (touch && !busy) map.dragging.enable(); });
    new ResizeObserver(() => { map.invalidateSize({ pan: !moved }); fit(); }).observe(map.getContainer());
    return (area) => { if (area) bounds = L.latLngBounds(area); fit(); };
  };

  const drawn = (map, plan, collections) => {
    const layers = new Map();
    const style = plan.faint
      ? { ...EDGE, ...(plan.projected ? {} : { color: "#8b9aa8" }), fillColor: "#fbfcfd", fillOpacity: 1 }
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
      Object.assign(this, { map, layers: new Map(), labels: new Map(), selected: null, known: "", fit: fitting(map) });
      Object.assign(this, { joined: [], joins: "", edges: L.layerGroup().addTo(map) });
      map.createPane("edges").style.pointerEvents = "none";
      this.pen = L.canvas({ pane: "edges" });
      this.names = window.mapNames(map);
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

    /* groups: [fill, label, "code code code", letter where there is one]; names: of what is joined; a ward in none of them has no figure at all. */
    shade({ groups, selected, missing, joined = [], names = [], note = "" }) {
      window.feature_group = [];
      this.note(note);
      this.ready.then(() => {
        const left = new Set(this.layers.keys());
        this.missing = missing;
        this.labels.clear();
        const letters = new Map();
        for (const [fill, label, codes, letter] of groups) {
          for (const code of codes.split(" ")) {
            left.delete(code);
            if (letter) letters.set(code, letter);
            this.labels.set(code, label);
            this.fill(code, TEXTURES[fill] ?? fill);
          }
        }
        for (const code of left) this.fill(code, TEXTURES.dots);
        this.join(joined);
        this.name(letters, joined.map((codes) => codes.split(" ")), names);
        this.select(selected);
        this.fit();
      });
    }

    /* What stands on the wards, or on those that are joined as one. */
    name(letters, joined, names) {
      const known = JSON.stringify([joined, names, ...letters]);
      if (known === this.known) return; // of thousands it takes longer than their colours
      this.known = known;
      const layers = (codes) => codes.map((code) => this.layers.get(code)).filter(Boolean);
      const whole = joined.map((codes, number) => ({ name: names[number] ?? "", letter: letters.get(codes[0]), layers: layers(codes) }));
      const each = [...this.layers].map(([code, layer]) => ({ name: layer.feature.properties.name, letter: letters.get(code), layers: [layer] }));
      this.names.set(joined.length ? whole.filter((area) => area.layers.length) : each);
    }

    /* What holds for every figure of the map: it stays with a picture of it. */
    note(words) {
      this.said?.remove();
      this.said = words ? L.control({ position: "bottomleft" }) : null;
      if (!words) return;
      this.said.onAdd = () => Object.assign(L.DomUtil.create("div", "map-note"), { textContent: words });
      this.said.addTo(this.map);
    }

    fill(code, fillColor) {
      const layer = this.layers.get(code);
      if (layer && layer.options.fillColor !== fillColor) layer.setStyle({ fillColor });
    }

    /* places: [lat, lng, symbol, name, description]; symbols: SVG drawings of ours. */
    mark({ symbols, places, note, chosen }) {
      window.feature_group = [];
      this.note(note);
      this.ready.then(() => {
        this.places.clearLayers();
        places.forEach((place, index) => this.place(symbols, index === chosen, ...place));
        this.fit(places.length && !this.layers.size ? places.map(([lat, lng]) => [lat, lng]) : null);
        this.spread();
      });
    }

    place(symbols, chosen, lat, lng, symbol, name, description) {
      const icon = L.divIcon({ className: chosen ? "place chosen" : "place", html: symbols[symbol], iconSize: [26, 26] });
      const marker = L.marker([lat, lng], { icon }).addTo(this.places);
      const box = () => text(name, description);
      marker.bindTooltip(box, { direction: "top", offset: [0, 1 - this.size() / 2] }).bindPopup(box);
      marker.getElement().setAttribute("aria-label", `${name}, ${description}`);
      // A click on a place is one on the map at its point: that alone comes back to the page.
      marker.on("click", () => this.map.fire("click", { latlng: marker.getLatLng() }));
    }

    /* What a place is drawn as wide as: larger on a wall, by map.css. */
    size() {
      return this.places.getLayers()[0]?.getElement().offsetWidth || 26;
    }

    /* Places that would cover one another push each other aside, so that each stays near where it is. */
    spread() {
      const places = this.places.getLayers();
      const near = 1.15 * this.size();
      const at = places.map((marker) => this.map.latLngToLayerPoint(marker.getLatLng()));
      const spots = [...at];
      const push = (one, other) => {
        const apart = spots[one].subtract(spots[other]);
        const gap = apart.distanceTo([0, 0]);
        if (gap >= near) return false;
        const turn = (one * Math.PI) / 2; // of places at the same point
        const way = gap ? apart.divideBy(gap) : L.point(Math.cos(turn), Math.sin(turn));
        const step = way.multiplyBy((near - gap) / 2 + 0.1);
        [spots[one], spots[other]] = [spots[one].add(step), spots[other].subtract(step)];
        return true;
      };
      for (let round = 0, pushed = true; pushed && round < 100; round += 1) {
        pushed = false;
        for (let one = 1; one < spots.length; one += 1) {
          for (let other = 0; other < one; other += 1) pushed = push(one, other) || pushed;
        }
      }
      places.forEach((marker, index) => {
        const { x, y } = spots[index].subtract(at[index]);
        const [left, top] = [x, y].map((side) => `${side - this.size() / 2}px`);
        Object.assign(marker.getElement().style, { marginLeft: left, marginTop: top });
      });
    }
  }

  /* On a projector's wall: type as large as the page's, darker edges, and the keys are the meeting's
     (decision 93). */
  const onTheWall = (map) => {
    const outside = window.parent;
    const grow = () => {
      document.documentElement.style.fontSize = getComputedStyle(outside.document.documentElement).fontSize;
    };
    Object.assign(EDGE, EDGE_ON_A_WALL);
    map.getContainer().classList.add("projected");
    map.keyboard.disable();
    map.on("resize", grow);
    grow();
    const listen = () => (outside.meetingKeys ? outside.meetingKeys(document) : setTimeout(listen, 200));
    listen();
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
    if (plan.scale) L.control.scale({ imperial: false, maxWidth: Math.max(100, window.innerWidth / 8) }).addTo(map);
    if (plan.tiles) L.tileLayer(plan.tiles, { attribution: escaped(plan.tiles_source) }).addTo(map);
    window.explorer = new Explorer(map, plan);
    return map;
  };
})();
