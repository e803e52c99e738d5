"""What a token and a network address are known by here: never by themselves."""

import hmac
from hashlib import sha256
from ipaddress import IPv4Address, ip_address, ip_network

from probation_commission.settings import settings

PATH = "/link"
"""Where a link leads. Its token is in the fragment, which no browser sends and so no log has."""


def address_of(token: str) -> str:
    """The whole address of a link, as it stands in a mail."""
    return f"{settings().address}{PATH}#{token}"


def digest(token: str) -> str:
    """The hash of a token of 256 random bits."""
    # Nobody tries so many out, so a plain digest is enough.
    return sha256(token.encode()).hexdigest()


def keyed(text: str) -> str:
    """The hash of what could be tried out, by the installation's secret."""
    return hmac.new(settings().secret, text.encode(), "sha256").hexdigest()


def network(address: str) -> str:
    """The hash of a network address; of IPv6 of the network that one connection is given as a whole."""
    return keyed(_network(address))


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:  # a socket's name, or none
        return address
    if isinstance(known, IPv4Address):
        return address
    # A server of both kinds has IPv4 in the clothes of IPv6, all of it in one network.
    return str(known.ipv4_mapped or ip_network(f"{address}/64", strict=False))
