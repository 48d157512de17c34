"""Uploads are what their content type says."""

import csv
import io
import json
import struct
import wave
import zipfile
import zlib
from random import Random

import pytest

from apigen.analysis.payloads import FilePart
from apigen.analysis.payloads.values.files import file_content
from unit.payloads.apis import an_object, bodies


def made(content_type: str) -> bytes:
    content = file_content(content_type, Random(3))
    assert content == file_content(content_type, Random(3))
    return content


def test_png_has_all_its_pixels() -> None:
    content = made("image/png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    start = content.index(b"IDAT")
    (length,) = struct.unpack(">I", content[start - 4 : start])
    assert len(zlib.decompress(content[start + 4 : start + 4 + length])) == 8 * (1 + 3 * 8)


def test_jpeg_is_a_chain_of_segments_up_to_its_scan() -> None:
    content = made("image/jpeg")
    assert content[:2] == b"\xff\xd8"
    assert content[-2:] == b"\xff\xd9"
    at, markers = 2, []
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        markers.append(content[at + 1])
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    assert markers == [0xE0, 0xFE, 0xDB, 0xC0, 0xC4, 0xC4]
    assert content[at + 1] == 0xDA


def test_gif_pdf_and_mp4_have_their_frames() -> None:
    assert made("image/gif")[:6] == b"GIF89a"
    assert made("image/gif").endswith(b"\x00;")
    assert made("application/pdf").startswith(b"%PDF-")
    assert made("application/pdf").rstrip().endswith(b"%%EOF")
    content, kinds = made("video/mp4"), []
    while content:
        (size,) = struct.unpack(">I", content[:4])
        kinds.append(content[4:8])
        content = content[size:]
    assert kinds == [b"ftyp", b"moov", b"mdat"]


def test_others_are_read_by_their_readers() -> None:
    with zipfile.ZipFile(io.BytesIO(made("application/zip"))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["notes.txt"]
    with wave.open(io.BytesIO(made("audio/wav"))) as sound:
        assert sound.getnframes() == 800
    assert len(list(csv.DictReader(io.StringIO(made("text/csv").decode())))) == 5
    assert json.loads(made("application/json"))


@pytest.mark.parametrize(
    ("declared", "sent", "ending"),
    [("image/*", "image/png", ".png"), ("audio/*", "audio/wav", ".wav"), ("image/jpeg", "image/jpeg", ".jpg")],
)
def test_a_part_has_the_type_that_its_encoding_wants(declared: str, sent: str, ending: str) -> None:
    schema = an_object(thing={"type": "string", "format": "binary"})
    (body, *_) = bodies(schema, content_type="multipart/form-data", encoding={"thing": {"contentType": declared}})
    assert isinstance(body["thing"], FilePart)
    assert body["thing"].content_type == sent
    assert body["thing"].filename.endswith(ending)
