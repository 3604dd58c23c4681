"""How many requests an address may make: a bucket of tokens for each, filled at a steady rate."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_ADDRESSES = 10_000
"""Addresses whose buckets are kept; one that is forgotten begins with a full bucket."""


class RateLimit:
    """Tokens by address. It is used by the event loop alone."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with full buckets."""
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> int:
        """Take a token of the address: 0, or the seconds after which there will be one."""
        key, now = block(address), self._clock()
        tokens, then = self._buckets.pop(key, (float(self._burst), now))
        tokens = min(float(self._burst), tokens + (now - then) * self._per_second)
        is_free = tokens >= 1
        self._buckets[key] = (tokens - is_free, now)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if is_free else math.ceil((1 - tokens) / self._per_second)


def block(address: str) -> str:
    """The addresses that count as one: an IPv6 network of 64 bits belongs to one reader.

    >>> block("192.0.2.7"), block("2001:db8:1:2:3:4:5:6")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        is_long = ipaddress.ip_address(address).version == 6
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if is_long else address
