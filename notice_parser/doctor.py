"""What is installed of what the program can use, and whether its models are those that it was made with."""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata, util
from pathlib import Path
from typing import Any

from notice_parser.clean.model import models_folder
from notice_parser.errors import NoticeError

_DISTRIBUTION = "notice-parser"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_MODEL = re.compile(r"^\| `([\w.]+)` \| [\d,]+ \| `([0-9a-f]{64})` \|$", re.MULTILINE)
_SECONDS = 20.0
_FONTS = {
    "仿宋": ("仿宋", "FangSong", "STFangsong"),
    "小标宋": ("小标宋", "XBSJW", "XiaoBiaoSong"),
    "黑体": ("黑体", "SimHei", "Heiti", "Noto Sans CJK SC", "Source Han Sans"),
    "楷体": ("楷体", "KaiTi", "STKaiti", "AR PL UKai"),
    "宋体": ("宋体", "SimSun", "STSong", "Noto Serif CJK SC", "Source Han Serif"),
}


class State(StrEnum):
    """How it stands with one thing."""

    OK = "ok"
    MISSING = "missing"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked for; without what is ``needed`` the program does not do its work."""

    part: str
    name: str
    state: State
    detail: str = ""
    needed: bool = False
    advice: str = ""

    @property
    def failed(self) -> bool:
        """Whether the program lacks what it needs."""
        return self.needed and self.state is not State.OK


def examine() -> tuple[Check, ...]:
    """Look for everything; starts the programs that are found to ask for their versions, and reads the models."""
    return (
        *_versions(),
        *_models(),
        _isolation(),
        *_engines(),
        _libreoffice(),
        *_fonts(),
        *(_extra(name, use) for name, use in (("spacy", "a spaCy pipeline"), ("pandas", "plan.to_frame()"))),
    )


def checks_to_json(checks: Sequence[Check]) -> dict[str, Any]:
    """Give the checks as plain values; ``ok`` says that nothing is lacking that is needed."""
    return {
        "ok": not any(check.failed for check in checks),
        "checks": [
            {
                "part": check.part,
                "name": check.name,
                "state": str(check.state),
                "needed": check.needed,
                "detail": check.detail or None,
                "advice": check.advice or None,
            }
            for check in checks
        ],
    }


def checks_to_text(checks: Sequence[Check]) -> str:
    """Write a line for each check, what it is good for where it is missing, and a last line that sums up."""
    lines, part = [], ""
    for check in checks:
        if check.part != part:
            lines.append(f"{check.part}:")
            part = check.part
        mark = "ok" if check.state is State.OK else f"{check.state}{' (needed)' if check.needed else ''}"
        lines.append(f"  {check.name}: {mark}{f'  {check.detail}' if check.detail else ''}")
        if check.state is not State.OK and check.advice:
            lines.append(f"    {check.advice}")
    failed = [check.name for check in checks if check.failed]
    lines.append(f"not ready: {', '.join(failed)}" if failed else "ready")
    return "\n".join(lines)


def _versions() -> Iterator[Check]:
    yield Check("versions", "Python", State.OK, f"{platform.python_version()} on {platform.platform(terse=True)}")
    try:
        yield Check("versions", _DISTRIBUTION, State.OK, metadata.version(_DISTRIBUTION))
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Check("versions", _DISTRIBUTION, State.MISSING, "runs from its folder", advice="pip install .")
        required = _required_here()
    for requirement in required:
        name = _NAME.match(requirement)
        if name is not None and "extra ==" not in requirement:
            yield _distribution(name[0])


def _required_here() -> list[str]:
    """Give what the project's own file asks for, where the program runs from a checkout."""
    try:
        path = Path(__file__).resolve().parent.parent / "pyproject.toml"
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["project"]["dependencies"]
    except (OSError, ValueError, KeyError):
        return []
    return [str(requirement) for requirement in listed]


def _distribution(name: str) -> Check:
    try:
        return Check("versions", name, State.OK, metadata.version(name), needed=True)
    except metadata.PackageNotFoundError:
        return Check("versions", name, State.MISSING, needed=True, advice=f"pip install {name}")


def _models() -> Iterator[Check]:
    """Compare each model with the hash that their description gives."""
    folder = models_folder()
    try:
        listed = _MODEL.findall((folder / "README.md").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        listed = []
    if not listed:
        yield Check("models", str(folder), State.MISSING, needed=True, advice="install the package again")
    for name, expected in listed:
        yield _model(folder / name, expected)


def _model(path: Path, expected: str) -> Check:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return Check("models", path.name, State.MISSING, needed=True, advice=f"install the package again: no {path}")
    state = State.OK if found == expected else State.DIFFERS
    advice = f"it is not the one that {path.with_name('README.md')} describes"
    return Check("models", path.name, state, f"sha256 {found}", needed=True, advice=advice)


def _isolation() -> Check:
    """Start the process that reads strangers' files, and let it read a word."""
    from notice_parser.ingest.isolation import Isolate, SourceReader

    try:
        with SourceReader(isolate=Isolate.ALWAYS) as reader:
            reader.content("通知".encode())
    except NoticeError as error:
        return Check("reading", "isolated process", State.MISSING, str(error), needed=True, advice=error.advice)
    return Check("reading", "isolated process", State.OK, needed=True)


def _engines() -> Iterator[Check]:
    from notice_parser.errors import EngineMissingError
    from notice_parser.ingest.tesseract import TesseractEngine

    spec = util.find_spec("rapidocr")
    models = sorted(Path(spec.origin).parent.glob("**/*.onnx")) if spec is not None and spec.origin else []
    advice = "pip install --force-reinstall rapidocr"
    if models:
        names = ", ".join(model.name for model in models)
        yield Check("reading", "OCR: rapid, fast", State.OK, names, needed=True)
    else:
        yield Check("reading", "OCR: rapid, fast", State.MISSING, needed=True, advice=advice)
    try:
        TesseractEngine(_SECONDS)
    except (EngineMissingError, OSError, subprocess.SubprocessError) as error:
        yield Check("reading", "OCR: tesseract", State.MISSING, advice=f"for --ocr-engine tesseract: {error}")
    else:
        yield Check("reading", "OCR: tesseract", State.OK, _says("tesseract", "--version"))


def _libreoffice() -> Check:
    from notice_parser.ingest.old_word import PROGRAMS

    found = next((program for name in PROGRAMS if (program := shutil.which(name))), None)
    if found is None:
        advice = "for .doc, .wps, .rtf and .odt: apt-get install libreoffice-writer-nogui"
        return Check("reading", "LibreOffice", State.MISSING, advice=advice)
    return Check("reading", "LibreOffice", State.OK, _says(found, "--version") or found)


def _fonts() -> Iterator[Check]:
    """Look for the fonts of official papers, which whoever prints one has to have; others are put in their place."""
    program = shutil.which("fc-list")
    listed = "" if program is None else _says(program, ":lang=zh", "family", lines=10_000)
    families = sorted({family.strip() for family in re.split("[,\n]", listed)})
    advice = "papers are shown with another font where they are opened here"
    for name, names in _FONTS.items():
        known = tuple(family.lower() for family in names)
        found = next((family for family in families if family.lower().startswith(known)), None)
        yield Check("fonts", name, State.OK if found else State.MISSING, found or "", advice=advice)


def _extra(name: str, use: str) -> Check:
    try:
        return Check("extras", name, State.OK, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check("extras", name, State.MISSING, advice=f"for {use}: pip install 'notice-parser[{name}]'")


def _says(*command: str, lines: int = 1) -> str:
    """Give the first lines that a program prints; nothing where it fails or takes too long."""
    try:
        nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
        done = subprocess.run(command, stdin=nothing, stdout=pipe, stderr=nothing, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n".join(done.stdout.decode("utf-8", "replace").strip().splitlines()[:lines])
