# SPDX-License-Identifier: Apache-2.0
"""Compares the newest rows of pipelines/default.yaml with what the events amount to, counted in a few lines.

The dumps have a record's value per line, in the order of each partition, so that the newest row of a key comes last.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

MINUTE = 60_000


def of_type(event_type):
    return lambda event: event["event_type"] == event_type


def always(event):
    return True


# Output topic: source, key field (none: all events are one key), window in ms, and each column's events; a tuple adds up
# a field of them.
GROUPS = {
    "features-user-activity": ("app-events", "user_id", MINUTE, {
        "events_1m": always, "views_1m": of_type("view"), "clicks_1m": of_type("click"),
        "purchases_1m": of_type("purchase"), "total_spend": ("amount", of_type("purchase"))}),
    "sales-by-item": ("app-events", "item_id", MINUTE, {
        "revenue": ("amount", of_type("purchase")), "orders": of_type("purchase")}),
    "insights-devices": ("user-login", "device_type", MINUTE, {"logins": always}),
    "insights-traffic": ("user-login", None, MINUTE, {"logins": always}),
    "insights-hours": ("user-login", None, 60 * MINUTE, {"logins": always}),
}
SOURCES = {"app-events": 1, "user-login": 1000}  # and how many milliseconds their time is in
STREAMS = {"processed-user-login": ("user-login", always), "shipments": ("app-events", of_type("purchase"))}
TOPICS = [*SOURCES, *STREAMS, *GROUPS]
MOST_FAULTS = 5


@dataclass
class Report:
    """What was compared, and a line for each difference."""

    events: int
    rows: int
    groups: int
    faults: list


def read(folder, topic):
    with open(folder / topic, encoding="utf-8") as lines:
        return [json.loads(line, parse_float=Decimal) for line in lines]


def expected(events, millis, key, window, columns):
    sums = defaultdict(lambda: Counter(dict.fromkeys(columns, 0)))
    for event in events:
        if key is not None and event.get(key) is None:
            continue
        start = event["timestamp"] * millis // window * window
        row = sums[(None if key is None else event[key], start)]
        for column, what in columns.items():
            field, counts = what if isinstance(what, tuple) else (None, what)
            if counts(event):
                row[column] += 1 if field is None else Decimal(event[field])
    return {entity: dict(row) for entity, row in sums.items()}


def newest(rows, key, columns):
    last = {}
    for row in rows:
        last[(None if key is None else row[key], row["window_start"])] = {column: row[column] for column in columns}
    return last


def compare(folder):
    sources = {topic: read(folder, topic) for topic in SOURCES}
    faults = []
    compared = 0
    for topic, (source, counts) in STREAMS.items():
        want = sum(map(counts, sources[source]))
        got = len(read(folder, topic))
        if got != want:
            faults.append(f"{topic}: {got} records, expected {want}")
    for topic, (source, key, window, columns) in GROUPS.items():
        want = expected(sources[source], SOURCES[source], key, window, columns)
        got = newest(read(folder, topic), key, columns)
        compared += len(want)
        wrong = [entity for entity in want.keys() | got.keys() if want.get(entity) != got.get(entity)]
        faults += [f"{topic} {entity}: found {got.get(entity)}, expected {want.get(entity)}"
                   for entity in wrong[:MOST_FAULTS]]
        if len(wrong) > MOST_FAULTS:
            faults.append(f"{topic}: {len(wrong)} of {len(want)} rows are wrong")
    return Report(sum(map(len, sources.values())), compared, len(GROUPS), faults)
