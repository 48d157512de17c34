"""Small files that are what they claim to be: a PNG that opens, a CSV with rows, a PDF with a page."""

import json
import struct
import zlib
from collections.abc import Mapping
from random import Random
from typing import Any

from apigen.analysis.payloads import texts
from apigen.analysis.payloads.model import FilePart
from apigen.analysis.payloads.plan import Node

_EXTENSIONS = {
    "image/png": "png", "application/pdf": "pdf", "text/csv": "csv", "application/json": "json", "text/plain": "txt",
    "application/xml": "xml", "text/xml": "xml", "image/svg+xml": "svg", "text/html": "html",
    "application/octet-stream": "bin", "application/x-yaml": "yaml",
}  # fmt: skip
_BY_WORD = {
    "image/png": "image images avatar photo photos picture logo icon thumbnail banner cover img poster".split(),
    "text/csv": "csv import contacts spreadsheet table rows".split(),
    "application/json": "json metadata manifest".split(),
    "application/pdf": "document documents pdf contract invoice resume cv report".split(),
    "application/xml": "xml".split(),
}


_FILE_NAMES = (("file",), ("files",), ("attachment",), ("attachments",), ("upload",))
"""Names that mean a file in a multipart body even where the schema says no more than text."""


def is_file(node: Node, kind: str) -> bool:
    """Whether a member of a multipart body is a file: binary text, or content of a media type of its own."""
    schema = node.schema or {}
    if kind not in ("string", "any") or "enum" in schema:
        return False
    if kind == "string" and "format" not in schema and node.place.words[-1:] in _FILE_NAMES:
        return True
    is_content = "contentMediaType" in schema and "contentEncoding" not in schema
    return schema.get("format") in ("binary", "file") or is_content


def file_part(node: Node, random: Random, encoding: Mapping[str, Any]) -> FilePart:
    """A file whose name and content fit the field."""
    name = node.place.path.rpartition(".")[2].removesuffix("[]")
    own = encoding.get(name)
    declared = str(own.get("contentType", "")) if isinstance(own, Mapping) else ""
    declared = declared or str((node.schema or {}).get("contentMediaType", ""))
    around = "_".join(node.place.owners).split("_")
    content_type = _concrete(
        declared, (*node.place.words, *node.description.lower().replace(".", " ").split(), *around)
    )
    stem = "_".join(node.place.words) or "file"
    return FilePart(f"{stem}.{_EXTENSIONS.get(content_type, 'bin')}", content_type, file_content(content_type, random))


def _concrete(declared: str, words: tuple[str, ...]) -> str:
    """One media type out of what an encoding allows (`image/png, image/*`)."""
    first = declared.split(",")[0].split(";")[0].strip()
    if first and "*" not in first:
        return first
    if first.startswith("image/"):
        return "image/png"
    guessed = next((kind for kind, known in _BY_WORD.items() if any(word in known for word in words)), None)
    return guessed or "text/plain"


def file_content(content_type: str, random: Random) -> bytes:
    """The bytes of a small file."""
    makers = {"image/png": _png, "application/pdf": _pdf, "text/csv": _csv, "application/json": _json}
    if maker := makers.get(content_type):
        return maker(random)
    if content_type.startswith("image/") and content_type != "image/svg+xml":
        return _png(random)
    if content_type.endswith(("xml", "html")):
        return f"<note>{texts.sentence(random, 'note')}</note>\n".encode()
    return (texts.prose(random, "note", 80, 400) + "\n").encode()


def _png(random: Random) -> bytes:
    """Eight by eight pixels of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixel = bytes(random.randrange(256) for _ in range(3))
    rows = (b"\0" + pixel * 8) * 8
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def _pdf(random: Random) -> bytes:
    """One empty page with a title."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        f"<</Title({texts.label(random)})>>".encode(),
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _csv(random: Random) -> bytes:
    rows = [f"{number},{texts.label(random)},{random.randint(100, 9999) / 100:.2f}" for number in range(1, 6)]
    return ("id,name,amount\n" + "\n".join(rows) + "\n").encode()


def _json(random: Random) -> bytes:
    return json.dumps({"name": texts.label(random), "note": texts.sentence(random, "note")}).encode()
