"""版记 and metadata tables: copies, printing office, dates of printing and of publication, index number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notice_parser.core.evidence import Field
from notice_parser.core.outline import Outline


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands round the notice."""

    copied_to: tuple[Field[str], ...] = ()
    printing_office: Field[str] = Field.absent()
    date_of_printing: Field[dt.date] = Field.absent()
    date_of_publication: Field[dt.date] = Field.absent()
    index_number: Field[str] = Field.absent()


def read_imprint(outline: Outline) -> Imprint:
    """Read the imprint and the metadata."""
    return Imprint()
