"""Tasks of Label Studio: the restored text with what was read in it marked, and back from what people made of it.

Offsets are code points, as Label Studio stores them. A value is what its region says, unless the region's text area
says something else: dates, abbreviations that are written out, deadlines with their parts. Regions of one value are
joined by relations; values that stand nowhere are listed in a text area of the whole task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

from notice_parser.annotation.entries import LABELS, Entry, gold_of, read, written
from notice_parser.core.printed import flat

JsonObject = dict[str, Any]
_ID = re.compile(r"([a-z_.]+)/(\d+)(?:/\d+)?(?:#.*)?")
_LISTED = re.compile(r"([a-z_.]+)(?:/(\d+))?: ?(.*)", re.DOTALL)
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_COLOURS = ("#c02626", "#1b62b5", "#2c7a2c", "#8a5a00", "#6b4bb0", "#00796b", "#ad1457", "#5d4037")


class TaskError(ValueError):
    """A task is none that was made here, or nobody has annotated it."""


def label_config() -> str:
    """Give the labeling interface of a project for these tasks (XML)."""
    labels = "\n".join(
        f'    <Label value="{label}" background="{_COLOURS[at % len(_COLOURS)]}"/>' for at, label in enumerate(LABELS)
    )
    return (
        '<View>\n  <Header value="$name"/>\n'
        f'  <Labels name="label" toName="text" choice="single">\n{labels}\n  </Labels>\n'
        '  <Relations>\n    <Relation value="same"/>\n  </Relations>\n'
        '  <Text name="text" value="$text" granularity="symbol" saveTextResult="yes"/>\n'
        '  <TextArea name="value" toName="text" perRegion="true" rows="6" editable="true" maxSubmissions="1"/>\n'
        '  <TextArea name="values" toName="text" rows="3" editable="true" placeholder="issuers/0: 某局"/>\n</View>\n'
    )


def task_of(name: str, text: str, entries: Sequence[Entry], *, source_text: str, version: str) -> JsonObject:
    """Make a task; ``text`` is the restored text, in which the entries' spans lie."""
    text = _NO_TEXT.sub("\ufffd", text)  # one for one, so that offsets hold
    data = {"id": name, "name": name, "text": text}
    source_text = _NO_TEXT.sub("\ufffd", source_text.replace("\r\n", "\n").replace("\r", "\n"))
    if source_text != text:
        data["source_text"] = source_text
    sure = [entry.confidence for entry in entries if entry.confidence is not None]
    prediction: JsonObject = {"model_version": version, "result": list(_results(text, entries))}
    if sure:
        prediction["score"] = round(fmean(sure), 3)
    return {"data": data, "predictions": [prediction]}


def _results(text: str, entries: Sequence[Entry]) -> Iterator[JsonObject]:
    nowhere = []
    for entry in entries:
        name = f"{entry.label}/{entry.index}"
        if not entry.spans:
            nowhere.append(f"{name}: {written(entry.value)}")
            continue
        yield from _regions(text, name, entry)
    if nowhere:
        yield {"id": "values", "from_name": "values", "to_name": "text", "type": "textarea", "value": {"text": nowhere}}


def _regions(text: str, name: str, entry: Entry) -> Iterator[JsonObject]:
    ids = [name, *(f"{name}/{more}" for more in range(1, len(entry.spans)))]
    for region, span in zip(ids, entry.spans, strict=True):
        where: JsonObject = {"start": span.start, "end": span.end, "text": span.of(text)}
        head = {"id": region, "to_name": "text"}
        sure = {} if entry.confidence is None else {"score": entry.confidence}
        value = {**where, "labels": [entry.label]}
        yield {**head, "from_name": "label", "type": "labels", "value": value, **sure}
        if region == name and (len(ids) > 1 or entry.value != _said(where["text"])):
            value = {**where, "text": [written(entry.value)]}
            yield {**head, "from_name": "value", "type": "textarea", "value": value}
    for more in ids[1:]:
        yield {"type": "relation", "from_id": name, "to_id": more, "direction": "right", "labels": ["same"]}


def _said(text: str) -> str:
    return flat(text).strip()


def gold_of_task(task: Mapping[str, Any]) -> JsonObject:
    """Give the annotation of a task as people left it.

    Raises:
        TaskError: nobody has annotated it, or it is none that was made here.
    """
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise TaskError('no "data" with a "text": export the project as JSON, not as JSON-MIN or CSV')
    made = [a for a in task.get("annotations") or () if isinstance(a, dict) and not a.get("was_cancelled")]
    if not made:
        raise TaskError("nobody has annotated it")
    last = max(made, key=lambda annotation: str(annotation.get("updated_at") or ""))
    return gold_of(entries_of_results(last.get("result") or ()))


def entries_of_results(results: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """Give the values of an annotation: those of each label in their old order, or where some are new by their place.

    Raises:
        TaskError: a label is none of those that the tasks use.
    """
    try:
        found = _found(list(results))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise TaskError(f"a result is not of the form that Label Studio writes: {error!r}") from error
    by_label: dict[str, list[tuple[int | None, float, Any]]] = {}
    for label, *rest in found:
        if label not in LABELS:
            raise TaskError(f"unknown label: {label}")
        by_label.setdefault(label, []).append((rest[0], rest[1], rest[2]))
    for label, values in by_label.items():
        known = all(index is not None for index, _, _ in values)
        values.sort(key=lambda value: (value[0] or 0, 0.0) if known else (0, value[1]))
        for index, (_, _, value) in enumerate(values):
            yield Entry(label, index, value)


def _found(results: Sequence[Mapping[str, Any]]) -> list[tuple[str, int | None, float, Any]]:
    """Give label, old index, place and value of all values."""
    regions = {str(r["id"]): r for r in results if r.get("type") == "labels" and r["value"]["labels"]}
    areas = {str(r["id"]): _area(r) for r in results if r.get("from_name") == "value"}
    joined = _joined(regions, [r for r in results if r.get("type") == "relation"])
    found: list[tuple[str, int | None, float, Any]] = []
    for members in joined:
        first = members[0]
        said = next((areas[member] for member in members if areas.get(member)), None)
        places = [regions[member]["value"] for member in members]
        value = read(said) if said else "".join(_said(str(place.get("text", ""))) for place in places)
        old = _ID.fullmatch(first)
        label = str(regions[first]["value"]["labels"][0])
        index = int(old[2]) if old and old[1] == label else None
        found.append((label, index, float(places[0]["start"]), value))
    for result in results:
        if result.get("from_name") == "values":
            for line in result["value"]["text"]:
                listed = _LISTED.fullmatch(str(line).strip())
                if listed is None:
                    raise TaskError(f"a value that stands nowhere is written as label/0: value, not {line!r}")
                found.append((listed[1], int(listed[2]) if listed[2] else None, float("inf"), read(listed[3])))
    return found


def _area(result: Mapping[str, Any]) -> str:
    text = result["value"]["text"]
    return str(text if isinstance(text, str) else (text or [""])[-1]).strip()


def _joined(regions: Mapping[str, Any], relations: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Put the regions of one value together: those of one label that are related, in the order of the results."""
    group = {region: [region] for region in regions}
    for relation in relations:
        one, other = group.get(str(relation["from_id"])), group.get(str(relation["to_id"]))
        if one is None or other is None or one is other:
            continue
        if regions[one[0]]["value"]["labels"] == regions[other[0]]["value"]["labels"]:
            one.extend(other)
            group.update(dict.fromkeys(other, one))
    return list({id(members): members for members in group.values()}.values())
