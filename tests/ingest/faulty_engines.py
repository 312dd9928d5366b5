"""A stand-in for an OCR engine, named to a worker as ``faulty_engines:Faulty``: each grey of a page is a fault."""

from __future__ import annotations

import os
import socket
import time
from typing import Any

from notice_parser.ingest.ocr import RecognisedLine

NOTICE = "关于开展小型水闸安全检查的通知"
RUBBISH = "鼟龘爩麤àß¤驫鱻灪ðþ籱厵癵飝"
SOUND, RAISES, HUNGRY, CONNECTS, BLIND, BABBLES, CRASHES, HANGS, SLOW = range(250, 70, -20)


class Faulty:
    name = "faulty"

    def recognise(self, image: Any) -> list[RecognisedLine]:
        fault = min(range(250, 70, -20), key=lambda grey: abs(grey - float(image.mean())))
        if fault == RAISES:
            raise RuntimeError("the model is broken")
        if fault == HUNGRY:
            bytearray(4_000_000_000)
        if fault == CONNECTS:
            socket.create_connection(("127.0.0.1", 9))
        if fault == CRASHES:
            os.abort()
        if fault in (HANGS, SLOW):
            time.sleep(60 if fault == HANGS else 0.4)
        if fault == BLIND:
            return []
        return [RecognisedLine(RUBBISH if fault == BABBLES else NOTICE, 100, 100, 400, 120, 0.99)]
