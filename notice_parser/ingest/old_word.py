"""Old Word and WPS files, RTF and OpenDocument: converted by LibreOffice, where it is on the machine.

It runs with a profile of its own that is thrown away, without macros and network, and within a time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from notice_parser.errors import DamagedSourceError, EncryptedSourceError, EngineMissingError, UnsupportedSourceError
from notice_parser.ingest.assemble import RawDocument
from notice_parser.ingest.confine import may_write
from notice_parser.ingest.docx import read_docx
from notice_parser.ingest.limits import ArchiveLimits

SECONDS = 60
"""A first start takes five; a document of 300 pages twenty."""
PROGRAMS = ("soffice", "libreoffice")
_FIB = 512
"""Where the header of the text lies in nearly all files of Word: the first sector."""
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    # What a document links to, on this machine or elsewhere, is not taken in.
    ("Writer/Content/Update", "Link", "2"),
    # A proxy that is not there: what a document links to is not fetched.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_old_word(content: bytes, limits: ArchiveLimits = ArchiveLimits()) -> RawDocument:
    """Read a file of Word 97 to 2003 or of WPS.

    Raises:
        EncryptedSourceError: a password is needed.
        UnsupportedSourceError: it is of another program of the kind.
        EngineMissingError: LibreOffice is not installed.
        DamagedSourceError: LibreOffice makes nothing of it, or not in time.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedSourceError("the document is locked with a password")
    if "WordDocument".encode("utf-16-le") not in content:
        raise UnsupportedSourceError("the content is an old spreadsheet, presentation or message, not a document")
    if content[_FIB : _FIB + 2] == b"\xec\xa5" and content[_FIB + 11] & 0x01:
        raise EncryptedSourceError("the document is locked with a password")
    return read_converted(content, "doc", limits)


def read_converted(content: bytes, suffix: str, limits: ArchiveLimits = ArchiveLimits()) -> RawDocument:
    """Read a document by way of LibreOffice; ``suffix`` tells it what the content is.

    Raises:
        EngineMissingError: LibreOffice is not installed.
        DamagedSourceError: LibreOffice makes nothing of it, or not in time.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise EngineMissingError("reading this kind of document takes LibreOffice, which is not on this machine")
    with may_write(), tempfile.TemporaryDirectory(prefix="notice-parser-", ignore_cleanup_errors=True) as folder:
        return read_docx(_convert(program, content, suffix, Path(folder)), limits)


def _convert(program: str, content: bytes, suffix: str, folder: Path) -> bytes:
    profile, source, made = folder / "profile", folder / f"notice.{suffix}", folder / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    source.write_bytes(content)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(source)),
    ]
    surroundings = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    _run(command, surroundings)
    result = made / "notice.docx"
    if not result.is_file():
        raise DamagedSourceError("LibreOffice makes nothing of the document; it is damaged or locked")
    return result.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Inet") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], surroundings: dict[str, str]) -> None:
    """Run to the end, or end all that it started."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=surroundings, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DamagedSourceError(f"LibreOffice did not finish the document in {SECONDS} seconds") from error
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
