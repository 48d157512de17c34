"""From a text to a document.

JSON goes to the JSON parser and never to the YAML parser, which is sixty times slower and fails on surrogate pairs.
"""

from apigen.errors import UnreadableDocument
from apigen.source.document import Lines, Neighbours, NoNeighbours, SourceDocument, SourceText
from apigen.source.json_text import read_json
from apigen.source.yaml_text import read_yaml


def read_document(
    text: str | bytes, name: str, address: str = "", neighbours: Neighbours | None = None
) -> SourceDocument:
    """Reads JSON or YAML; `name` is how diagnostics call the text.

    A text that begins with `{` or `[` is JSON. Only where its name says YAML and it is no JSON, YAML has the second
    word, as it may be in flow style.
    """
    decoded = (_decode(text, name) if isinstance(text, bytes) else text).removeprefix("\ufeff")
    source = SourceText(name, decoded, Lines(decoded), address or name, neighbours or NoNeighbours())
    beginning = decoded.lstrip()[:1]
    if not beginning:
        raise source.unreadable("AG105", "the document is empty", 0, "give a file that holds an OpenAPI document")
    if beginning == "<":
        hint = "this looks like a web page or XML; save the raw JSON or YAML"
        raise source.unreadable("AG106", "the text is neither JSON nor YAML", 0, hint)
    return _read_braced(source) if beginning in "{[" else read_yaml(source)


def _read_braced(source: SourceText) -> SourceDocument:
    try:
        return read_json(source)
    except UnreadableDocument:
        if not source.name.endswith((".yaml", ".yml")):
            raise
    return read_yaml(source)


def _decode(content: bytes, name: str) -> str:
    """UTF-8 as both formats want it, or UTF-16 where a byte order mark says so."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        text = content.decode("latin-1")
        message = f"the text is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}"
        source = SourceText(name, text, Lines(text))
        hint = "save the file as UTF-8; it may be Latin-1 or Windows-1252 now"
        raise source.unreadable("AG102", message, error.start, hint) from error
