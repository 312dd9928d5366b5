"""A stand-in for an OCR engine that tells by what bounds its process is held."""

from __future__ import annotations

import os
import resource
from typing import Any

from notice_parser.ingest.ocr import RecognisedLine


class Telling:
    name = "telling"

    def recognise(self, _image: Any) -> list[RecognisedLine]:
        kinds = {"data": "RLIMIT_DATA", "core": "RLIMIT_CORE", "files": "RLIMIT_NOFILE", "written": "RLIMIT_FSIZE"}
        told = [f"{name}={resource.getrlimit(getattr(resource, kind))[0]}" for name, kind in kinds.items()]
        told.append(f"environment={'NOTICE_SECRET' in os.environ}")
        return [RecognisedLine(" ".join(told), 100, 100, 400, 120, 0.99)]
