"""The ordered list of fixes, applied until nothing changes."""

from __future__ import annotations

from dataclasses import replace

from notice_parser.clean import (
    addresses,
    blanks,
    characters,
    confusions,
    furniture,
    letter_forms,
    lines,
    lookalikes,
    lost_bytes,
    lost_signs,
    marks,
    markup,
    mojibake,
    numbers,
    paragraphs,
    script,
    structural,
)
from notice_parser.clean.damage import find_damage
from notice_parser.clean.fix import Fix
from notice_parser.clean.layout import Layout, find_layout, keeps_breaks
from notice_parser.clean.sealed import find_sealed_names
from notice_parser.clean.table_rows import Guard
from notice_parser.core.alignment import Alignment, CleanText, Edit, Step, apply, compose
from notice_parser.core.source import ReadBy, SourceText

JOINERS = frozenset({"digit_lines", "wrapped_lines", "stray_breaks"})
"""Fixes that judge a line end by words alone; where the page shows that a paragraph ends, they have no say."""

MISREADINGS = (
    Fix("confusions", confusions.fix_confusions),
    Fix("address_letters", addresses.fix_address_letters, ("@",)),
    Fix("letter_forms", letter_forms.fix_letter_forms),
)
"""What is mended only in a text that was misread: in print such letters may be meant."""
MISREAD = frozenset({"lookalikes", "digit_lookalikes", "zero_stops", "dashes"})
"""A text in which one of these had something to do was misread by OCR or mistyped; it is looked at more closely."""

ROUNDS = 4
"""How often a list is gone through at most; real text settles in two."""

SURFACE = (
    Fix("utf8_as_gbk", mojibake.fix_utf8_as_gbk, mojibake.FREQUENT),
    Fix("gbk_as_latin", mojibake.fix_gbk_as_latin),
    Fix("line_ends", characters.fix_line_ends, ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")),
    Fix("entities", markup.fix_entities, ("&",)),
    Fix("bare_entities", markup.fix_bare_entities, ("emsp", "ensp", "nbsp", "thinsp")),
    Fix("tags", markup.fix_tags, ("<", "(***", "（***")),
    Fix("markdown", markup.fix_markdown, ("#", "**", "---", "](", "___", "===")),
    Fix("soft_hyphens", characters.fix_soft_hyphens, ("\u00ad",)),
    Fix("invisible", characters.fix_invisible),
    Fix("no_break_blanks", characters.fix_no_break_blanks),
    Fix("question_blanks", characters.fix_question_blanks, ("??",)),
    Fix("radicals", characters.fix_radicals),
    Fix("sounds", script.fix_sounds, tuple(script.TONED)),
    Fix("traditional", script.fix_traditional),
    Fix("lost_bytes", lost_bytes.fix_lost_bytes),
    Fix("lost_now", script.fix_lost_now, ("F",)),
    Fix("full_width", characters.fix_full_width),
    Fix("part_width", characters.fix_part_width),
    Fix("presentation_forms", characters.fix_presentation_forms),
)
STRUCTURE = (
    Fix("random_marks", structural.fix_random_marks),
    Fix("no_marks", structural.fix_no_marks),
)
CHARACTERS = (
    Fix("digit_lookalikes", numbers.fix_digit_lookalikes),
    Fix("document_numbers", numbers.fix_document_numbers, ("号",)),
    Fix("lost_month", lost_signs.fix_lost_month, ("日", "月")),
    Fix("number_blanks", numbers.fix_number_blanks, ("〔",)),
    Fix("angles", marks.fix_angles, ("<", ">", "«", "»", "＜", "〈")),
    Fix("bracketed_states", marks.fix_bracketed_states, ("[", "【", "［")),
    Fix("quotes", marks.fix_quotes, ('"', "“", "”", "＂")),
    Fix("parentheses", marks.fix_parentheses, ("(", ")")),
    Fix("mail", numbers.fix_mail, ("com", "cn", "net", "org", "@")),
    Fix("addresses", addresses.fix_addresses, ("@", "www", "http")),
    Fix("half_width", marks.fix_half_width, (",", ";", ":", "?", "!")),
    Fix("han_years", numbers.fix_han_years, ("年",)),
    Fix("dashes", numbers.fix_dashes, ("一",)),
    Fix("zero_stops", numbers.fix_zero_stops, ("）0", ")0", "）O", "）o")),
    Fix("item_marks", numbers.fix_item_marks),
    Fix("letter_spacing", blanks.fix_letter_spacing, (" ", "\u3000")),
    Fix("date_blanks", blanks.fix_date_blanks, (" ", "\u3000")),
    Fix("mark_blanks", blanks.fix_mark_blanks, (" ",)),
    Fix("stray_blanks", blanks.fix_stray_blanks, (" ",)),
    Fix("lookalikes", lookalikes.fix_lookalikes),
    Fix("stops", marks.fix_stops, (".",)),
    Fix("doubled", marks.fix_doubled),
)

LINES = (
    Fix("page_numbers", furniture.fix_page_numbers, ("\n", "页")),
    Fix("contents_pages", furniture.fix_contents_pages, ("...", "…", "··", "．．")),
    Fix("site_furniture", furniture.fix_site_furniture, ("\n",)),
    Fix("footers", furniture.fix_footers, furniture.FOOTER_WORDS),
    Fix("digit_lines", lines.fix_digit_lines, ("\n",)),
    Fix("wrapped_lines", lines.fix_wrapped_lines, ("\n",)),
    Fix("stray_breaks", lines.fix_stray_breaks, ("\n",)),
    Fix("glued_paragraphs", paragraphs.fix_glued_paragraphs),
)

PHASES: tuple[tuple[Fix, ...], ...] = (SURFACE, STRUCTURE, CHARACTERS, LINES)
"""The steps in order; each phase settles before the next begins. A trained model is one more step."""


def restore(source: SourceText, phases: tuple[tuple[Fix, ...], ...] = PHASES) -> CleanText:
    """Restore a text: every change is an edit with its place and its fix.

    The phases are gone through until none asks for anything more, so that ``restore`` of restored text changes nothing.
    Replaying ``steps`` on the source text gives ``text``.
    """
    layout = find_layout(source)
    work = _Work(source, layout)
    work.take("layout", work.tables.allowed(sorted([*layout.edits, *find_sealed_names(source)])))
    for _ in range(ROUNDS):
        before = work.text
        for fixes in phases:
            work.settle(fixes)
        if any(step.fix in MISREAD for step in work.steps) or is_recognised(source):
            work.settle(MISREADINGS)
        if work.text is before:
            break
    clean = CleanText(source, work.text, _composed(work.alignments), tuple(work.steps))
    return replace(clean, damage=find_damage(clean))


def is_recognised(source: SourceText) -> bool:
    """Tell whether OCR read any of it."""
    return any(page.read_by is ReadBy.OCR for page in source.pages)


class _Work:
    """A text under restoration, with what was done to it.

    A fix that asked for nothing is not tried again until the text has changed: ``quiet`` holds the text that it saw.
    """

    def __init__(self, source: SourceText, layout: Layout) -> None:
        self.text = source.text
        self.layout = layout
        self.tables = Guard(source)
        self.steps: list[Step] = []
        self.alignments: list[Alignment] = []
        self.quiet: dict[str, str] = {}

    def settle(self, fixes: tuple[Fix, ...]) -> None:
        """Apply the fixes in order until none has anything to do."""
        for _ in range(ROUNDS):
            before, done = self.text, len(self.steps)
            for fix in fixes:
                if self.quiet.get(fix.name) is not self.text:
                    self.try_fix(fix)
            if self.text == before:
                # Nothing was done, or two fixes undid each other, which would go on for ever.
                self.text = before
                del self.steps[done:], self.alignments[done:]
                return

    def try_fix(self, fix: Fix) -> None:
        """Apply one fix, or remember that it had nothing to do."""
        edits = self.tables.allowed(fix.edits(self.text))
        if edits and self.layout.breaks and fix.name in JOINERS:
            edits = list(filter(keeps_breaks(self.layout, _composed(self.alignments).to_source), edits))
        if edits:
            self.take(fix.name, edits)
        else:
            self.quiet[fix.name] = self.text

    def take(self, fix: str, edits: list[Edit]) -> None:
        """Apply edits as one step; none, no step."""
        if edits:
            self.text, alignment = apply(self.text, edits)
            self.steps.append(Step(fix, tuple(edits)))
            self.alignments.append(alignment)
            self.tables.moved(alignment)


def _composed(alignments: list[Alignment]) -> Alignment:
    """Compose neighbours pairwise: small ones first costs less than one after the other."""
    if not alignments:
        return Alignment()
    while len(alignments) > 1:
        pairs = zip(alignments[::2], [*alignments[1::2], None], strict=False)
        alignments = [a if b is None else compose(a, b) for a, b in pairs]
    return alignments[0]
