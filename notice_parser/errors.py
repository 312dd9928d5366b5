"""Errors that a user can do something about: each has an exit code and the way out."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line; they are part of the interface and stand in the README."""

    OK = 0
    """Done. Warnings, if any, are in the result."""
    FAILURE = 1
    """Something that this program should have been able to do and could not: a defect to report."""
    USAGE = 2
    """The command line was not understood."""
    MISSING = 3
    """There is no such file."""
    UNREADABLE = 4
    """The file exists but may not be read, or reading it failed."""
    DIRECTORY = 5
    """The path is a directory."""
    EMPTY = 6
    """The file is empty or holds nothing but blanks."""
    UNSUPPORTED = 7
    """The content is of a kind that is not read: binary data, an image, an archive."""
    TOO_LARGE = 8
    """The file or its text is beyond a limit."""
    PARTIAL = 9
    """Of several files some were read and some were not."""
    FINDINGS = 10
    """``check`` found something that a person should look at."""
    UNWRITABLE = 11
    """The result could not be written."""
    ENCRYPTED = 12
    """The file is encrypted."""
    DAMAGED = 13
    """The file is damaged or cut off."""
    INCOMPLETE = 14
    """The notice was read, but some of its pages were not."""
    ENGINE_MISSING = 15
    """A program or library that reads this kind of file is not installed."""
    UNSAFE = 16
    """The file is made to do harm: it unpacks without end, leads out of its folder or asks for other files."""
    CLASSIFIED = 17
    """The paper bears a mark of state secrecy (绝密, 机密, 秘密); nothing of it was written."""
    UNDELIVERED = 18
    """``push`` could not deliver a plan."""


class NoticeError(Exception):
    """A notice could not be read; the message says why, ``advice`` what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE
    advice: ClassVar[str] = ""

    @property
    def code(self) -> str:
        """The name of this kind of error in error records: ``empty_source`` for ``EmptySourceError``."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class SourceError(NoticeError):
    """The source could not be turned into text."""


class MissingSourceError(SourceError):
    """There is no file of this name."""

    exit_code = ExitCode.MISSING
    advice = "Check the path; use - to read standard input."


class UnreadableSourceError(SourceError):
    """The file exists but the system does not let it be read."""

    exit_code = ExitCode.UNREADABLE
    advice = "Check the permissions of the file and of the folders above it."


class ChangedSourceError(UnreadableSourceError):
    """The file changed while it was read, so that what was read belongs to no version of it."""

    advice = "Wait until whoever writes the file has finished, then read it again."


class NoFileSourceError(UnreadableSourceError):
    """The path names a device, a socket, or a pipe to which nobody writes."""

    advice = "Name a file; what comes from another program is read with - from standard input."


class DirectorySourceError(SourceError):
    """The path names a folder."""

    exit_code = ExitCode.DIRECTORY
    advice = "Name the files in it, e.g. notice-parser plan FOLDER/*.txt"


class EmptySourceError(SourceError):
    """The file has no bytes."""

    exit_code = ExitCode.EMPTY
    advice = "The file has no content; fetch or export it again."


class BlankSourceError(EmptySourceError):
    """The file holds blanks and line breaks only."""

    advice = "The file holds nothing but blanks; if it was made from a scan, the text was not recognised."


class EncryptedSourceError(SourceError):
    """The file is encrypted, so no text can be read."""

    exit_code = ExitCode.ENCRYPTED
    advice = "Open it with its password and save it without one; a PDF also by qpdf --decrypt in.pdf out.pdf"


class DamagedSourceError(SourceError):
    """The file says that it is of a format, but is not whole."""

    exit_code = ExitCode.DAMAGED
    advice = "Fetch or export the file again; it may have been cut off on its way."


class UnsafeSourceError(SourceError):
    """The file is made to do harm, or looks like it: a ZIP bomb, names that lead out, entities that fetch files."""

    exit_code = ExitCode.UNSAFE
    advice = "Do not open it; ask the sender for the notice as PDF, or copy its text and save it as plain text."


class UnsupportedSourceError(SourceError):
    """The content is of a format that is not read."""

    exit_code = ExitCode.UNSUPPORTED
    advice = "Save the notice as plain text (.txt) and try again."


class BinarySourceError(UnsupportedSourceError):
    """The content is neither text nor a known document format."""


class ImageSourceError(UnsupportedSourceError):
    """The content is an image."""

    advice = "Images are not supported yet: recognise the text first (OCR) and save it as plain text."


class PdfSourceError(UnsupportedSourceError):
    """The content is a PDF."""

    advice = "PDF is not supported yet: extract the text first, e.g. pdftotext notice.pdf notice.txt"


class WordSourceError(UnsupportedSourceError):
    """The content is a Word document, old or new."""

    advice = "Only .docx is read: save the notice as .docx or as plain text (.txt, UTF-8) in the word processor."


class OfdSourceError(UnsupportedSourceError):
    """The content is an OFD document."""

    advice = "OFD is not supported yet: export the text in the OFD reader and save it as plain text."


class ArchiveSourceError(UnsupportedSourceError):
    """The content is an archive."""

    advice = "Unpack the archive and name the notices in it."


class MarkupSourceError(UnsupportedSourceError):
    """The content is a form of text between marks that is not read, such as RTF."""

    advice = "Save the notice as .docx, as a web page or as plain text, and try again."


class IndexPageError(UnsupportedSourceError):
    """The web page is a list of titles, or holds several notices."""

    advice = "Open the notice in the browser, save its own page and read that."


class SourceTooLargeError(SourceError):
    """The file has more bytes, or its text more characters, than the limit."""

    exit_code = ExitCode.TOO_LARGE
    advice = "Split the file, or raise the limit with --max-bytes, --max-characters, --max-pages or --max-pixels."


class SourceTimeError(SourceError):
    """Reading the file takes longer than it may, and no page of it was read before."""

    exit_code = ExitCode.TOO_LARGE
    advice = "Split the file, or raise the limit with --max-seconds."


class SourceMemoryError(SourceError):
    """Reading the file takes more memory than it may."""

    exit_code = ExitCode.TOO_LARGE
    advice = "Split the file, or raise the limit with --max-memory."


class CrashedSourceError(SourceError):
    """The process in which the file was read came to a sudden end."""

    exit_code = ExitCode.DAMAGED
    advice = (
        "The file is damaged or made to do harm, or takes more memory than --max-memory; ask the sender for it in "
        "another format, such as plain text."
    )


class WorkerError(NoticeError):
    """The process in which strangers' files are read cannot be started."""

    advice = "Look whether Python may start processes here; --isolate never reads without them, for files you trust."


class TimeLimitError(NoticeError):
    """A pattern took longer on the text than it may: the text was made to exhaust it, or is damaged beyond reading."""

    exit_code = ExitCode.TOO_LARGE
    advice = "Look at the text: a very long run of the same signs is likely; take it out and try again."


class EngineMissingError(SourceError):
    """What reads this kind of file is not installed."""

    exit_code = ExitCode.ENGINE_MISSING
    advice = (
        "Install what is named (LibreOffice for .doc, .wps, .rtf, .odt: apt-get install libreoffice-writer-nogui; "
        "without it save the document as .docx), or run with --ocr never to read text layers only."
    )


class DeliveryError(NoticeError):
    """A plan could not be delivered to the address."""

    exit_code = ExitCode.UNDELIVERED
    advice = "Look whether the receiver runs and knows the secret; sending the same plan again does no harm (same id)."


class OutputError(NoticeError):
    """The result could not be written."""

    exit_code = ExitCode.UNWRITABLE
    advice = "Check that the folder exists, that it may be written to, and that the disk is not full."


class TemplateError(NoticeError):
    """A template for a paper is no Word document, or asks for what there is not."""

    exit_code = ExitCode.USAGE
    advice = "Correct the template; the README lists what it may ask for."
