"""How large a Parquet file is when it is unpacked, by what its own footer and pages say; nothing is unpacked for it.

A page of zeros packs a gigabyte into kilobytes. Source: the Apache Parquet format (parquet.thrift) and Thrift's compact
protocol.
"""

from __future__ import annotations

from mmap import mmap
from typing import Any

MAGIC = b"PAR1"
ROW_GROUPS, COLUMNS, META_DATA = 4, 1, 3
COMPRESSED, DATA_PAGE, DICTIONARY_PAGE = 7, 9, 11
"""Fields of FileMetaData, RowGroup, ColumnChunk and ColumnMetaData."""

PAGE_UNPACKED, PAGE_PACKED = 2, 3
"""Fields of PageHeader."""

TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
DEEPEST = 30
"""Structures within structures; a schema is flat in Thrift."""

Struct = dict[int, Any]


def unpacked_bytes(content: bytes | mmap) -> int:
    """The bytes of all pages when they are unpacked. Raises ValueError where it is no whole Parquet file."""
    size = int.from_bytes(content[-8:-4], "little")
    if content[:4] != MAGIC or content[-4:] != MAGIC or size > len(content) - 12:
        raise ValueError("it is no Parquet file")
    try:
        footer = _Reader(content, len(content) - 8 - size).struct()
        chunks = [chunk[META_DATA] for group in footer[ROW_GROUPS] for chunk in group[COLUMNS]]
        return sum(_unpacked_chunk(content, chunk) for chunk in chunks)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError("its footer is damaged") from error


def _unpacked_chunk(content: bytes | mmap, chunk: Struct) -> int:
    """The bytes of the pages of one column, unpacked."""
    at = min(chunk[name] for name in (DATA_PAGE, DICTIONARY_PAGE) if chunk.get(name))
    end, total = at + chunk[COMPRESSED], 0
    while at < end:
        reader = _Reader(content, at)
        page = reader.struct()
        total += page[PAGE_UNPACKED]
        if page[PAGE_PACKED] < 0 or page[PAGE_UNPACKED] < 0:
            raise ValueError("a page has less than no bytes")
        at = reader.at + page[PAGE_PACKED]
    return total


class _Reader:
    """Reads Thrift's compact protocol at a place."""

    def __init__(self, content: bytes | mmap, at: int) -> None:
        self.content, self.at = content, at

    def struct(self, depth: int = 0) -> Struct:
        """The fields of a structure by number."""
        fields: Struct = {}
        number = 0
        while header := self._byte():
            number = number + (header >> 4) if header >> 4 else self._integer()
            fields[number] = self._value(header & 15, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if depth > DEEPEST:
            raise ValueError("its footer is nested too deeply")
        if kind in (TRUE, FALSE):
            return kind == TRUE
        if kind == BYTE:
            return self._byte()
        if kind == DOUBLE:
            self.at += 8
        elif kind == BINARY:
            length = self._unsigned()
            self.at += length
        elif kind in (LIST, SET):
            return self._list(depth)
        elif kind == STRUCT:
            return self.struct(depth + 1)
        elif kind in (4, 5, 6):
            return self._integer()
        else:
            raise ValueError(f"its footer has a field of kind {kind}")
        return None

    def _list(self, depth: int) -> list[Any]:
        header = self._byte()
        count = header >> 4 if header >> 4 < 15 else self._unsigned()
        if count > len(self.content):
            raise ValueError("its footer has a list that is longer than the file")
        kind = header & 15
        return [self._byte() if kind in (TRUE, FALSE) else self._value(kind, depth + 1) for _ in range(count)]

    def _byte(self) -> int:
        value = self.content[self.at]
        self.at += 1
        return value

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
            if shift > 63:
                raise ValueError("its footer has a number that is too long")

    def _integer(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
