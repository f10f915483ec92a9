"""A .docx file that a user sent, opened within limits of size."""

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from partybuild.errors import InputError, Mistake

MOST_FILE_BYTES = 32_000_000
MOST_UNPACKED_BYTES = 128_000_000
MOST_PARTS = 2_000
_MAIN = "word/document.xml"


def template_bytes(path: str | Path) -> bytes:
    """Return a template that was weighed and found harmless.

    Args:
        path: The .docx file.

    Returns:
        Its bytes, packed anew from parts that were weighed.

    Raises:
        InputError: If it is no .docx file, is encrypted, holds macros, declares
            entities or is too large.
    """
    source = Path(path).name
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise refused(source, f"{reason}; check the path") from error
    if len(data) > MOST_FILE_BYTES:
        raise refused(source, f"larger than {MOST_FILE_BYTES:,} bytes")
    if not data.startswith(b"PK"):
        raise refused(
            source,
            "it is encrypted or no .docx file; save it as .docx, without password",
        )
    try:
        parts = _parts(source, data)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise refused(source, "it is damaged; open it in Word and save it") from error
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    return buffer.getvalue()


def refused(source: str, *messages: str) -> InputError:
    """Return the error for a template that is not to be used."""
    return InputError(source, tuple(Mistake("file", text) for text in messages))


def _parts(source: str, data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MOST_PARTS:
            raise refused(source, f"it has more than {MOST_PARTS:,} parts")
        if sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
            message = f"unpacked it is larger than {MOST_UNPACKED_BYTES:,} bytes"
            raise refused(source, message)
        if any(m.flag_bits & 1 for m in members):
            raise refused(source, "it is encrypted; save it without a password")
        kinds = {ZIP_STORED, ZIP_DEFLATED}
        if any(member.compress_type not in kinds for member in members):
            raise refused(source, "it is packed in a way that no office program uses")
        parts = {member.filename: archive.read(member) for member in members}
    if len(parts) < len(members):
        raise refused(source, "two parts of it have one name")
    _refuse_contents(source, parts)
    return parts


def _refuse_contents(source: str, parts: dict[str, bytes]) -> None:
    if _MAIN not in parts:
        raise refused(source, "it is no .docx file; save it as .docx")
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaproject" in n.lower() for n in parts):
        raise refused(source, "it holds macros, which are never run; save it as .docx")
    for name, part in parts.items():
        text = name.endswith((".xml", ".rels"))
        if text and (part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part[:1000]):
            raise refused(source, f"part {name} is not in UTF-8; save it again")
        if text and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise refused(source, f"part {name} declares entities")
