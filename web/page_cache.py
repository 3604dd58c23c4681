"""Pages that are kept made, by their entity tags: the least recently wanted goes first when they are too many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict

from accordgraph.web.page import Page


class PageCache:
    """Pages by tag, bounded in bytes. A tag never comes back for another page, so nothing has to be taken away."""

    def __init__(self, limit_bytes: int) -> None:
        """Begin empty."""
        self._limit, self.bytes = limit_bytes, 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> Page | None:
        """The page of a tag, None where it is not kept."""
        with self._lock:
            page = self._pages.get(tag)
            if page is not None:
                self._pages.move_to_end(tag)
            return page

    def put(self, tag: str, page: Page) -> None:
        """Keep a page, unless it alone would fill a quarter of the cache."""
        with self._lock:
            if len(page.body) > self._limit // 4 or tag in self._pages:
                return
            self._pages[tag] = page
            self.bytes += len(page.body)
            while self.bytes > self._limit:
                _, former = self._pages.popitem(last=False)
                self.bytes -= len(former.body)
