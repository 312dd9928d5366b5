"""Several files in one (a mail with attachments, a ZIP file): which of them is the notice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.errors import ArchiveSourceError, SourceError, UnsupportedSourceError
from notice_parser.ingest.sniff import Format, sniff

_MOST_READ = 40
"""Files that are looked at; a batch is for many."""
_MOST_NAMED = 20
LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_PAGE = re.compile(r"(?i)(.*)\.(?:x?html?|shtml)$")
_DOCUMENT = re.compile(r"(?i)\.(?:x?html?|docx?|pdf|ofd|wps|rtf|xlsx?|zip|txt)$")
_IMAGE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|tiff?|bmp)$")
_PAGE_IMAGE = 50_000
"""Bytes; a smaller image on a web page is an ornament."""
_TITLE = re.compile(
    r"关于[^。\n]{2,80}(?:\n[^。\n]{1,40}){0,3}的?(?:通知|公告|通报|意见|函|决定|批复|通告|方案|报告|请示)"
)
_NUMBER = re.compile(r"[〔［\[（(]20\d\d[〕］\])）]\s*第?\d{1,4}号")
_DAY = re.compile(r"(?m)^[ \t\u3000]*(?:20\d\d年\d{1,2}月\d{1,2}日|二[〇○零O]..年.{1,2}月.{1,3}日)[ \t\u3000]*$")
_ADDRESSEES = re.compile(r"(?m)^[^。\n]{2,200}[：:][ \t]*$")
_CLOSING = re.compile(r"特此|现将|通知如下|印发给你们|请认真")
_IS_NOTICE = 4
"""A title and one mark more."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file."""

    name: str
    content: bytes


def page_images(members: Sequence[Member]) -> list[Member]:
    """List images that are the pages of one notice, by the numbers in their names: 2.jpg before 10.jpg.

    They are pages where there are several and nothing but images; empty otherwise.
    """
    members = [m for m in members if m.content and not LITTER.search(m.name)]
    if len(members) < _FEWEST_PAGES or not all(_is_image(m.content) for m in members):
        return []
    return sorted(members, key=lambda member: _in_order(member.name))


def packed_pages(names: Sequence[str], contents: Sequence[bytes]) -> bytes:
    """Pack images into a ZIP file that is read as one notice, with the order in their names.

    Raises:
        UnsupportedSourceError: one of them is no image.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, (name, content) in enumerate(zip(names, contents, strict=True), 1):
            if not _is_image(content):
                raise UnsupportedSourceError(f"{name} is no image; only images can be pages of one notice")
            archive.writestr(zipfile.ZipInfo(f"{number:04} {name.replace('/', '_')}"), content)
    return packed.getvalue()


def _is_image(content: bytes) -> bool:
    known = sniff(content)
    return known is not None and known.format is Format.IMAGE


def _in_order(name: str) -> list[tuple[int, str]]:
    """Give a key that orders numbers as numbers.

    >>> sorted(["扫描10.jpg", "扫描9.jpg", "a/1.png"], key=_in_order)
    ['a/1.png', '扫描9.jpg', '扫描10.jpg']
    """
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d{1,18})", name)]


_FEWEST_PAGES = 2
Read = Callable[[bytes, bool], SourceText]
"""Reads a member; the second says whether images of pages may be recognised, which takes time."""


def read_best(members: Sequence[Member], read: Read, where: str) -> SourceText:
    """Read the member that looks most like a notice, and say what the others are.

    ``where`` is what holds them, in Chinese. Images are only recognised where nothing else is a notice.

    Raises:
        ArchiveSourceError: none of them can be read.
        SourceError: the only one cannot be read.
    """
    members = _without_page_parts([m for m in members if m.content and not LITTER.search(m.name)])
    failed: dict[str, SourceError] = {}
    found: dict[int, SourceText] = {}
    for index, member in enumerate(members[:_MOST_READ]):
        _try(member, index, read, found, failed, recognise=False)
    best = _best(members, found)
    if best is None or _likeness(members[best].name, found[best].text) < _IS_NOTICE:
        for index, source in list(found.items()):
            if _is_unread(source):
                _try(members[index], index, read, found, failed, recognise=True)
    elif _is_unread(found[best]):
        _try(members[best], best, read, found, failed, recognise=True)
    best = _best(members, found)
    if best is None:
        raise _nothing(members, failed, where)
    return _told(members, best, found[best], failed, where)


def _without_page_parts(members: Sequence[Member]) -> list[Member]:
    """Leave out what a browser puts beside a saved page: scripts, styles and small images in 通知_files, 通知.files."""
    pages = {found[1] for m in members if (found := _PAGE.match(m.name))}
    folders = tuple(f"{page}{mark}" for page in pages for mark in ("_files/", ".files/"))
    if not folders:
        return list(members)
    return [m for m in members if not m.name.startswith(folders) or _is_page_of_its_own(m)]


def _is_page_of_its_own(member: Member) -> bool:
    """Tell a frame, a document, or an image that is large enough for a page."""
    if _DOCUMENT.search(member.name):
        return True
    return bool(_IMAGE.search(member.name)) and len(member.content) >= _PAGE_IMAGE


def _try(
    member: Member,
    index: int,
    read: Read,
    found: dict[int, SourceText],
    failed: dict[str, SourceError],
    *,
    recognise: bool,
) -> None:
    try:
        found[index] = read(member.content, recognise)
    except SourceError as error:
        failed[member.name] = error
        found.pop(index, None)


def _is_unread(source: SourceText) -> bool:
    return any(page.read_by is ReadBy.UNREAD for page in source.pages)


def _best(members: Sequence[Member], found: dict[int, SourceText]) -> int | None:
    """Choose the likest; the first of equals."""
    return max(found, key=lambda index: _likeness(members[index].name, found[index].text), default=None)


def _likeness(name: str, text: str) -> int:
    """Count what speaks for a notice."""
    head = text[:3_000]
    score = 3 * bool(_TITLE.search(head)) + 2 * bool(_NUMBER.search(head)) + bool(_ADDRESSEES.search(head))
    score += bool(_DAY.search(text)) + bool(_CLOSING.search(text)) + (len(text) > 200)
    file = name.rpartition("/")[2]
    return score + ("通知" in file) - 2 * file.startswith("附件") - 3 * (not text.strip())


def _nothing(members: Sequence[Member], failed: dict[str, SourceError], where: str) -> SourceError:
    if not members:
        return ArchiveSourceError("there is no file in it")
    if len(members) == 1:
        return next(iter(failed.values()))
    reasons = "; ".join(f"{name}: {error}" for name, error in list(failed.items())[:5])
    kind = UnsupportedSourceError if where == "邮件" else ArchiveSourceError
    return kind(f"none of the {len(members)} files in it can be read ({reasons})")


def _told(
    members: Sequence[Member], best: int, source: SourceText, failed: dict[str, SourceError], where: str
) -> SourceText:
    notes: list[str] = []
    if len(members) > 1:
        notes.append(f"取自{where}中的“{members[best].name}”")
        others = [m.name for i, m in enumerate(members) if i != best and m.name not in failed]
        if others:
            more = f"等{len(others)}个文件" if len(others) > _MOST_NAMED else ""
            notes.append(f"{where}内其他文件未采用，可另行读取：{'、'.join(others[:_MOST_NAMED])}{more}")
        if failed:
            names = "、".join(f"{name}（{error}）" for name, error in list(failed.items())[:_MOST_NAMED])
            notes.append(f"{where}内无法读取的文件：{names}")
    return replace(source, findings=(*notes, *source.findings))
