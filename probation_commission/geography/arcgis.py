"""Ward outlines from the ONS Open Geography Portal: an ArcGIS feature service, read page by page."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import geopandas as gpd
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

ONS = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
TIMEOUT = (10, 60)
"""Seconds to connect, and between two bytes of an answer."""
# Outlines of 500 wards are some megabytes; a layer that allows fewer at once is asked for fewer.
PAGE = 500
# "WD_DEC_2025_UK_BGC", "Wards_May_2024_Boundaries_UK_BGC_V2".
_WARDS = re.compile(r"(WD|WARDS?)_([A-Z]{3,9})_(\d{4})_(BOUNDARIES_)?(UK|GB|EW)_BGC(_V(\d+))?", re.IGNORECASE)
_LAYER = re.compile(r"\w+", re.ASCII)


class ServiceError(Exception):
    """The service cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class WardLayer:
    """A ward layer of the portal, generalised (to 20 m) and clipped to the coast, with its month and year."""

    service: str
    year: int
    month: int
    version: int = 1

    @property
    def edition(self) -> str:
        """The month and year in words: `December 2025`."""
        return f"{datetime(self.year, self.month, 1):%B %Y}"  # noqa: DTZ001 (a month, not a moment)


def ward_layer(service: str) -> WardLayer | None:
    """What a service's name says, None unless it is wards, generalised and clipped (BGC)."""
    match = _WARDS.fullmatch(service)
    try:
        month = datetime.strptime(match[2][:3], "%b").month if match else 0  # noqa: DTZ007
    except ValueError:
        return None
    return WardLayer(service, int(match[3]), month, int(match[7] or 1)) if match else None


class Portal:
    """The portal's services at an address such as `ONS`."""

    def __init__(self, address: str = ONS) -> None:
        self._address = address.rstrip("/")
        self._session = requests.Session()
        # A gateway that is out for a moment is asked twice more; what it says then is its answer.
        retry = Retry(total=2, backoff_factor=0.2, status_forcelist=(502, 503, 504), raise_on_status=False)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def newest_wards(self) -> WardLayer:
        """The newest ward layer that is generalised and clipped; raises `ServiceError`."""
        services = self._ask("").get("services", [])
        names = {
            str(service.get("name", "")).rpartition("/")[2]
            for service in services
            if service.get("type") == "FeatureServer"
        }
        # BGC alone: finer ones (BFC) load slowly, and the full extent (BFE) puts wards into the sea.
        layers = [layer for name in sorted(names) if (layer := ward_layer(name))]
        if not layers:
            raise ServiceError(
                "The service lists no ward layer that is generalised and clipped (BGC)."
                " Name the layer with PC_OUTLINES_LAYER."
            )
        return max(layers, key=lambda layer: (layer.year, layer.month, layer.version))

    def wards(self, service: str, authorities: Sequence[str], codes: Sequence[str]) -> gpd.GeoDataFrame:
        """All wards of these authorities, or of these codes where the layer has no authorities.

        All columns of the layer, EPSG:4326. Raises `ServiceError`.
        """
        # It becomes a part of an address.
        if not _LAYER.fullmatch(service):
            raise ServiceError(f"{service} is not the name of a layer.")
        layer, facts = self._first_layer(service)
        where = _where([str(field.get("name", "")) for field in facts.get("fields", [])], authorities, codes)
        features = list(self._pages(f"{layer}/query", where, facts))
        if not features:
            raise ServiceError(f"{service} has none of the wards asked for. Name another layer.")
        return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")

    def _first_layer(self, service: str) -> tuple[str, dict[str, Any]]:
        server = f"/{service}/FeatureServer"
        layers = self._ask(server).get("layers", [])
        if not layers:
            raise ServiceError(f"{service} has no layers. Name another with PC_OUTLINES_LAYER.")
        layer = f"{server}/{layers[0].get('id', 0)}"
        return layer, self._ask(layer)

    def _pages(self, path: str, where: str, facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
        size = min(PAGE, int(facts.get("maxRecordCount") or PAGE))
        order = facts.get("objectIdField")
        query: dict[str, object] = {
            "where": where,
            "outFields": "*",
            "outSR": 4326,
            "resultRecordCount": size,
        }
        # Without an order a page may repeat what another had.
        query |= {"orderByFields": order} if order else {}
        offset, more, earlier = 0, True, set[str]()
        while more:
            answer = self._ask(path, f="geojson", resultOffset=offset, **query)
            page = answer.get("features")
            if not isinstance(page, list):
                raise ServiceError("The service's answer holds no outlines. Try again later.")
            # Some servers leave out that there is more, so a full page is asked beyond as well.
            more = _exceeded(answer) or len(page) == size
            again = {json.dumps(feature.get("properties"), sort_keys=True) for feature in page}
            # A server that knows no offset would send its first page for ever.
            if (_exceeded(answer) and not page) or earlier & again:
                raise ServiceError("The service does not get past one page of outlines. Try again later.")
            earlier |= again
            offset += len(page)
            yield from page

    def _ask(self, path: str, **query: object) -> dict[str, Any]:
        """The JSON object at a path; `ServiceError` for anything else, however it is dressed."""
        parameters = {"f": "json"} | {key: str(value) for key, value in query.items()}
        try:
            response = self._session.get(self._address + path, params=parameters, timeout=TIMEOUT)
            body = response.json()
        except requests.JSONDecodeError:
            answer = "something else or half of it" if response.ok else f"status {response.status_code}"
            raise ServiceError(
                f"The service answered with {answer} instead of outlines. Try again later."
            ) from None
        except requests.RequestException as error:
            kind = "did not answer in time" if isinstance(error, requests.Timeout) else "cannot be reached"
            raise ServiceError(f"The service {kind}. Check the connection and the address.") from error
        if not isinstance(body, dict):
            raise ServiceError("The service answered in an unknown form. Check the address.")
        # ArcGIS tells of an error with status 200.
        if "error" in body or not response.ok:
            raise ServiceError(f"The service refused: {_reason(body.get('error'), response.status_code)}.")
        return body


def _where(fields: Sequence[str], authorities: Sequence[str], codes: Sequence[str]) -> str:
    for pattern, values in ((r"LAD\d\dCD", authorities), (r"WD\d\dCD", codes)):
        # "LAD25CD", "WD25CD": the year of the layer is in the name of the column.
        column = next((field for field in fields if re.fullmatch(pattern, field, re.IGNORECASE)), None)
        if column:
            quoted = ",".join(f"'{value}'" for value in sorted(values))
            return f"{column} IN ({quoted})"
    raise ServiceError("The layer has no ward codes. Name another with PC_OUTLINES_LAYER.")


def _exceeded(answer: dict[str, Any]) -> bool:
    properties = answer.get("properties") or {}
    return bool(answer.get("exceededTransferLimit") or properties.get("exceededTransferLimit"))


def _reason(error: object, status: int) -> str:
    message = str(error.get("message") or "") if isinstance(error, dict) else ""
    return message.rstrip(".") or f"status {status}"
