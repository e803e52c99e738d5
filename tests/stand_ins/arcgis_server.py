"""A small feature service on 127.0.0.1 that speaks as the ONS Open Geography Portal does."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ROOT_PATH = "/ORG/arcgis/rest/services"
OTHERS = (
    "LAD_DEC_2025_UK_BGC",  # not wards
    "WD_DEC_2025_UK_BFC",  # full resolution
    "WD_DEC_2025_UK_BFE",  # to the low-water line
    "WD_DEC_2025_UK_BSC",  # super-generalised
    "WD_MAY_2026_UK_NC",  # names and codes only, though newer
    "WD25_LAD25_UK_LU",  # a lookup
)

Answer = tuple[int, bytes]


@dataclass
class Portal:
    """Services by name with their features; how they answer can be bent for a test."""

    layers: dict[str, list[dict[str, Any]]]
    max_record_count: int = 50
    flag: str = "properties"  # where exceededTransferLimit stands: "properties", "top" or "" (nowhere)
    gives: int = 1000  # features in an answer, whatever it says of itself
    ignores_offset: bool = False
    bend: Callable[[str, dict[str, str], Answer], Answer] = lambda _path, _query, answer: answer
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str]) -> Answer:
        self.asked.append((path, query))
        found = self._answer(path.removeprefix(ROOT_PATH), query)
        return self.bend(path, query, (200, json.dumps(found).encode()))

    def _answer(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        if path in {"", "/"}:
            return {"currentVersion": 11.4, "services": [self._entry(n) for n in (*OTHERS, *self.layers)]}
        match = re.fullmatch(r"/(\w+)/FeatureServer(/0(/query)?)?", path)
        if not match or match[1] not in self.layers:
            return _error(400, "Invalid URL")
        features = self.layers[match[1]]
        if match[3]:
            return self._query(features, query)
        if match[2]:
            return self._describe(features)
        return {"layers": [{"id": 0, "name": match[1], "type": "Feature Layer"}]}

    @staticmethod
    def _entry(name: str) -> dict[str, str]:
        return {"name": name, "type": "FeatureServer", "url": f"https://elsewhere.example/{name}"}

    def _describe(self, features: Sequence[dict[str, Any]]) -> dict[str, Any]:
        fields = [{"name": name} for name in features[0]["properties"]]
        return {"maxRecordCount": self.max_record_count, "objectIdField": "FID", "fields": fields}

    def _query(self, features: Sequence[dict[str, Any]], query: dict[str, str]) -> dict[str, Any]:
        where = re.fullmatch(r"(\w+) IN \(('\w+'(?:,'\w+')*)\)", query["where"])
        if not where or query.get("f") != "geojson" or query.get("outSR") != "4326":
            return _error(400, "Cannot perform query. Invalid query parameters.")
        values = set(re.findall(r"\w+", where[2]))
        found = [f for f in features if f["properties"].get(where[1]) in values]
        start = 0 if self.ignores_offset else int(query.get("resultOffset", 0))
        size = min(
            self.gives, self.max_record_count, int(query.get("resultRecordCount", self.max_record_count))
        )
        page: dict[str, Any] = {"type": "FeatureCollection", "features": found[start : start + size]}
        if start + size < len(found) and self.flag:
            exceeded = {"exceededTransferLimit": True}
            page |= {"properties": exceeded} if self.flag == "properties" else exceeded
        return page


def _error(code: int, message: str) -> dict[str, Any]:
    """An error as ArcGIS gives it: in the body, with status 200."""
    return {"error": {"code": code, "message": message, "details": []}}


@contextmanager
def serving(portal: Portal) -> Iterator[str]:
    """Serve until the block ends; yields the address of the services."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            status, body = portal.answer(url.path, query)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{ROOT_PATH}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
