"""From items in reading order to contacts: whose number is whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from notice_parser.core.evidence import Evidence
from notice_parser.core.notice import Contact
from notice_parser.fields.contacts_names import Item, ItemKind

_NUMBERS = (ItemKind.PHONE, ItemKind.FAX, ItemKind.EMAIL)


@dataclass(slots=True)
class _Group:
    """Names and the numbers that belong to them; filled while the items are read, then left alone."""

    organ: Item | None = None
    organ_lasts: bool = False
    """The organ was named for an entry before and holds on until another is named."""
    names: list[Item] = field(default_factory=list)
    numbers: list[Item] = field(default_factory=list)
    address: Item | None = None
    bound: dict[int, Item] = field(default_factory=dict)
    """What stands in brackets behind a number, by the number's place in ``numbers``."""


def build_contacts(items: Sequence[Item]) -> tuple[Contact, ...]:
    """Group the items of one block and give each name its numbers."""
    contacts: list[Contact] = []
    for group in _groups(items):
        contacts += _contacts_of(group)
    return tuple(contacts)


def _groups(items: Sequence[Item]) -> Iterator[_Group]:
    names_follow = _names_follow(items)
    group = _Group()
    for index, item in enumerate(items):
        if item.binds_back and group.numbers:
            group.bound[len(group.numbers) - 1] = item
        elif item.kind is ItemKind.NAME:
            if _begins_anew(group, items, index, names_follow=names_follow):
                yield group
                group = _Group(organ=group.organ, organ_lasts=group.organ is not None)
            group.names.append(item)
        elif item.kind is ItemKind.ORGAN:
            if group.numbers or (group.organ and group.names and not group.organ_lasts):
                yield group
                group = _Group()
            group.organ, group.organ_lasts = item, False
        elif item.kind is ItemKind.ADDRESS:
            group.address = group.address or item
        else:
            group.numbers.append(item)
    yield group


def _names_follow(items: Sequence[Item]) -> bool:
    """Tell whether the block writes numbers first, as in 电话:…。联系人:…."""
    order = [i.kind for i in items if i.kind in (ItemKind.NAME, ItemKind.PHONE) and not i.binds_back]
    return bool(order) and order[0] is ItemKind.PHONE and order[-1] is ItemKind.NAME


def _begins_anew(group: _Group, items: Sequence[Item], index: int, *, names_follow: bool) -> bool:
    if not group.numbers:
        return False
    if group.names:
        # 电话:A 联系人:甲、乙: the second name of a list that follows its number
        return not (names_follow and items[index - 1].kind is ItemKind.NAME)
    return not names_follow


def _contacts_of(group: _Group) -> Iterator[Contact]:
    named = {i for i, note in group.bound.items() if note.kind is ItemKind.NAME}
    own = [n for i, n in enumerate(group.numbers) if i not in group.bound]
    bound_names = {group.bound[i].value for i in named}
    for i, note in group.bound.items():
        number = group.numbers[i]
        twin = [n for n in group.numbers if n.span == number.span]
        if i in named:
            yield _contact(group.organ, note, twin, None, "contact/name_behind")
        else:
            name = group.names[0] if len(group.names) == 1 else None
            yield _contact(note, name, twin, None, "contact/organ_behind")
    bound_spans = {group.numbers[i].span for i in group.bound}
    own = [n for n in own if n.span not in bound_spans]
    names = [n for n in group.names if n.value not in bound_names]
    if not names:
        if own or (group.address and group.organ):
            yield _contact(group.organ, None, own, group.address, "contact/organ")
    elif len(names) == 1:
        if own or not group.bound:
            yield _contact(group.organ, names[0], own, group.address, "contact/person")
    else:
        yield from _shared(group, names, own)


def _shared(group: _Group, names: list[Item], numbers: list[Item]) -> Iterator[Contact]:
    """Share numbers among several names: line by line, one by one, or all to all where there is one."""
    phones = [n for n in numbers if n.kind is ItemKind.PHONE]
    others = [n for n in numbers if n.kind is not ItemKind.PHONE]
    lines = sorted({p.line for p in phones})
    count = len(names)
    by_line = [[p for p in phones if p.line == line] for line in lines]
    if len(lines) == count and len(phones) > 1 and len({_shape(share) for share in by_line}) == 1:
        shares = by_line
    elif len(phones) == count:
        shares = [[p] for p in phones]
    elif len(phones) == 1:
        shares = [[phones[0]] for _ in names]
    else:
        mobiles = [p for p in phones if _is_mobile(p)]
        if len(mobiles) == count:  # the landline is the office's, the mobiles are their own
            shares = [[p] for p in mobiles]
            others = [p for p in phones if not _is_mobile(p)] + others
        elif phones and len(phones) % count == 0:
            each = len(phones) // count
            shares = [phones[i * each : (i + 1) * each] for i in range(count)]
        else:
            shares = [[] for _ in names]
            others = phones + others
    if others:
        yield _contact(group.organ, None, others, group.address, "contact/organ_shared")
    for name, share in zip(names, shares, strict=True):
        yield _contact(group.organ, name, share, group.address, "contact/person_shared")


def _shape(share: list[Item]) -> tuple[bool, ...]:
    """Give the kinds of a line's numbers: two lines of landline and mobile are two persons' lines."""
    return tuple(sorted(_is_mobile(p) for p in share))


def _is_mobile(phone: Item) -> bool:
    return len(phone.value) == 11 and phone.value.startswith("1")


_CONFIDENCE = {
    "contact/person": 0.92,
    "contact/name_behind": 0.9,
    "contact/organ": 0.85,
    "contact/organ_behind": 0.8,
    "contact/organ_shared": 0.75,
    "contact/person_shared": 0.7,
}


def _contact(
    organ: Item | None, name: Item | None, numbers: Sequence[Item], address: Item | None, rule: str
) -> Contact:
    parts = [i for i in (organ, name, *numbers, address) if i is not None]
    spans = tuple(sorted({i.span for i in parts}))
    return Contact(
        evidence=Evidence(spans, rule, _CONFIDENCE[rule]),
        name=name.value if name else None,
        organization=organ.value if organ else None,
        phones=_values(numbers, ItemKind.PHONE),
        faxes=_values(numbers, ItemKind.FAX),
        emails=_values(numbers, ItemKind.EMAIL),
        address=address.value if address else None,
    )


def _values(numbers: Sequence[Item], kind: ItemKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.value for n in numbers if n.kind is kind))
