"""A plan from a few lines of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notice_parser.core.plan import InspectionPlan
from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_plan


@pytest.fixture
def plan_of() -> Callable[[str], InspectionPlan]:
    """Read a notice given as text."""

    def read(text: str) -> InspectionPlan:
        return read_plan(SourceText(text.strip() + "\n", "notice.txt")).plan

    return read
