# SPDX-License-Identifier: Apache-2.0
"""User activity in batches: a DataFrame's group-by for each, merged into a dict; changed rows go out at each commit."""

import time

import orjson
import polars as pl
from confluent_kafka import KafkaError, KafkaException

from bench import WINDOW, Bench, forget_closed, row

BATCH = 5_000
SCHEMA = {
    "user_id": pl.String,
    "event_type": pl.String,
    "item_id": pl.String,
    "amount": pl.Float64,
    "timestamp": pl.Int64,
}


class Activity:
    """What a user did in a window."""

    __slots__ = ("events", "views", "clicks", "purchases", "cents", "items", "first", "last")

    def __init__(self, events, views, clicks, purchases, cents, items, first, last):
        self.events = events
        self.views = views
        self.clicks = clicks
        self.purchases = purchases
        self.cents = cents
        self.items = set(items)
        self.first = first
        self.last = last

    def merge(self, events, views, clicks, purchases, cents, items, first, last):
        self.events += events
        self.views += views
        self.clicks += clicks
        self.purchases += purchases
        self.cents += cents
        self.items.update(items)
        self.first = min(self.first, first)
        self.last = max(self.last, last)


def aggregate(frame):
    kind = pl.col("event_type")
    time_of = pl.col("timestamp")
    return frame.group_by("user_id", (time_of - time_of % WINDOW).alias("window")).agg(
        pl.len().alias("events"),
        (kind == "view").sum().alias("views"),
        (kind == "click").sum().alias("clicks"),
        (kind == "purchase").sum().alias("purchases"),
        (pl.col("amount").filter(kind == "purchase") * 100).round().sum().cast(pl.Int64).alias("cents"),
        pl.col("item_id").unique().alias("items"),
        time_of.min().alias("first"),
        time_of.max().alias("last"),
    )


def main():
    bench = Bench()
    consumer = bench.consumer()
    producer = bench.producer()
    activities = {}
    changed = set()
    newest = {}
    processed = 0
    commit_at = time.monotonic() + bench.commit_seconds
    while processed < bench.events:
        messages = consumer.consume(BATCH, 0.1)
        for message in messages:
            if message.error():
                raise RuntimeError(message.error())
        if messages:
            frame = pl.from_dicts([orjson.loads(message.value()) for message in messages], schema=SCHEMA)
            for user, window, *figures in aggregate(frame).iter_rows():
                key = user, window
                activity = activities.get(key)
                if activity is None:
                    activities[key] = Activity(*figures)
                else:
                    activity.merge(*figures)
                changed.add(key)
            partitions = pl.Series("partition", [message.partition() for message in messages])
            for partition, timestamp in (
                    frame.select(partitions, "timestamp").group_by("partition").max().iter_rows()):
                newest[partition] = max(newest.get(partition, 0), timestamp)
            processed += len(messages)
        bench.at(processed)
        if time.monotonic() > commit_at:
            commit(consumer, producer, bench.target, activities, changed)
            forget_closed(activities, newest, len(consumer.assignment()))
            commit_at = time.monotonic() + bench.commit_seconds
    commit(consumer, producer, bench.target, activities, changed)
    consumer.close()
    bench.close()


def commit(consumer, producer, topic, activities, changed):
    """Offsets are committed when the rows are there: after a crash events count again, none is lost."""
    for key in changed:
        producer.produce(topic, orjson.dumps(row(activities[key], *key)), key[0])
        producer.poll(0)
    changed.clear()
    producer.flush()
    try:
        consumer.commit(asynchronous=False)
    except KafkaException as nothing_new:
        if nothing_new.args[0].code() != KafkaError._NO_OFFSET:
            raise


if __name__ == "__main__":
    main()
