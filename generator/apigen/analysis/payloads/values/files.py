"""Small files that are what they claim to be: a PNG that opens, a CSV with rows, a WAV that sounds."""

import io
import json
import struct
import wave
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from apigen.analysis.payloads.model import FilePart
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values import texts
from apigen.identifiers import snake_case

_EXTENSIONS = {
    "image/png": "png", "application/pdf": "pdf", "text/csv": "csv", "application/json": "json", "text/plain": "txt",
    "application/xml": "xml", "text/xml": "xml", "image/svg+xml": "svg", "text/html": "html",
    "application/octet-stream": "bin", "application/x-yaml": "yaml", "image/jpeg": "jpg", "image/jpg": "jpg",
    "image/gif": "gif", "application/zip": "zip", "application/x-zip-compressed": "zip", "audio/wav": "wav",
    "audio/x-wav": "wav", "video/mp4": "mp4", "application/x-ndjson": "ndjson", "text/markdown": "md",
}  # fmt: skip
_BY_WORD = {
    "image/png": "image images avatar photo photos picture logo icon thumbnail banner cover img poster".split(),
    "video/mp4": "video videos movie clip recording".split(),
    "audio/wav": "audio sound voice song podcast".split(),
    "application/zip": "zip archive bundle".split(),
    "text/csv": "csv import contacts spreadsheet table rows".split(),
    "application/json": "json metadata manifest".split(),
    "application/pdf": "document documents pdf contract invoice resume cv report".split(),
    "application/xml": "xml".split(),
}


_ANY = {"image": "image/png", "audio": "audio/wav", "video": "video/mp4", "text": "text/plain"}
"""What `image/*` and its like are taken for."""

_USUAL = ("text/plain", "image/png", "application/pdf")
"""What is uploaded in turn where nothing says which kind of file is wanted."""

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
    words = (*node.place.words, *node.description.lower().replace(".", " ").split(), *around)
    content_type = _concrete(declared, words) or random.choice(_USUAL)
    stem = snake_case(" ".join(node.place.words), "file")
    return FilePart(f"{stem}.{_EXTENSIONS.get(content_type, 'bin')}", content_type, file_content(content_type, random))


def _concrete(declared: str, words: tuple[str, ...]) -> str:
    """One media type out of what an encoding allows (`image/png, image/*`), or what the words mean; else nothing."""
    first = declared.split(",")[0].split(";")[0].strip()
    if first and "*" not in first:
        return first
    if first.partition("/")[0] in _ANY:
        return _ANY[first.partition("/")[0]]
    return next((kind for kind, known in _BY_WORD.items() if any(word in known for word in words)), "")


def file_content(content_type: str, random: Random) -> bytes:
    """The bytes of a small file."""
    if maker := _MAKERS.get(content_type):
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


def _jpeg(random: Random) -> bytes:
    """Eight by eight gray pixels: one block whose differences are all zero, and a comment (ITU T.81, annex B)."""

    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    one_code = bytes((1, *[0] * 15, 0))  # a Huffman table of a single code of one bit, which stands for zero
    return b"".join((
        b"\xff\xd8",
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        segment(0xFE, texts.slug(random).encode()),
        segment(0xDB, bytes((0, *[random.randint(8, 32)] * 64))),
        segment(0xC0, struct.pack(">BHHBBBB", 8, 8, 8, 1, 1, 0x11, 0)),
        segment(0xC4, b"\x00" + one_code),
        segment(0xC4, b"\x10" + one_code),
        segment(0xDA, bytes((1, 1, 0, 0, 63, 0))),
        b"\x3f\xff\xd9",  # two codes of one bit, filled up with ones; the end
    ))  # fmt: skip


def _gif(random: Random) -> bytes:
    """One pixel of one color (GIF89a)."""
    colors = bytes(random.randrange(256) for _ in range(6))
    screen = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + colors
    return screen + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00;"


def _zip(random: Random) -> bytes:
    """An archive with one text, dated so that it is the same on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("notes.txt", (2025, 1, 1, 0, 0, 0)), texts.sentence(random, "note"))
    return buffer.getvalue()


def _wav(random: Random) -> bytes:
    """A tenth of a second of a tone, 8 bits at 8 kHz."""
    buffer, period = io.BytesIO(), random.randint(8, 40)
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(128 + 60 * (place % period > period // 2) for place in range(800)))
    return buffer.getvalue()


def _mp4(random: Random) -> bytes:
    """A container without tracks: its kind, its movie header, its data (ISO 14496-12)."""

    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    times = struct.pack(">IIIII", 0, 0, 0, 1000, random.randint(1000, 60_000))
    header = times + struct.pack(">IH10x", 0x10000, 0x100) + matrix + bytes(24) + struct.pack(">I", 1)
    kind = box(b"ftyp", b"isom" + struct.pack(">I", 512) + b"isomiso2mp41")
    return kind + box(b"moov", box(b"mvhd", header)) + box(b"mdat", texts.slug(random).encode())


_MAKERS: Mapping[str, Callable[[Random], bytes]] = {
    "image/png": _png, "image/jpeg": _jpeg, "image/jpg": _jpeg, "image/gif": _gif, "application/pdf": _pdf,
    "text/csv": _csv, "application/json": _json, "application/zip": _zip, "application/x-zip-compressed": _zip,
    "audio/wav": _wav, "audio/x-wav": _wav, "video/mp4": _mp4,
}  # fmt: skip
"""Content type -> bytes."""
