"""The files under data/files: what operations upload, each content under a name of its own."""

from apigen.analysis.payloads import FilePart
from apigen.plan.model import UploadFile

_FILES = 8  # different contents of one file name: enough to differ, few enough to look through


def add_upload(part: FilePart, uploads: dict[str, UploadFile]) -> str:
    """The name under data/files; different contents get different names, the first few of them files."""
    stem, dot, ending = part.filename.rpartition(".")
    names = [part.filename]
    names += [f"{stem}-{n}.{ending}" if dot else f"{part.filename}-{n}" for n in range(2, _FILES + 1)]
    name = next((n for n in names if n not in uploads or uploads[n].content == part.content), "")
    if not name:
        return names[len(part.content) % _FILES]
    uploads[name] = UploadFile(name, part.content)
    return name
