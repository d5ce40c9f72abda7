# SPDX-License-Identifier: Apache-2.0
"""User activity event by event: state in a dict, the new row of each event at once."""

import time

import orjson

from bench import WINDOW, Bench, forget_closed, row

TELL_EVERY = 100


class Activity:
    """What a user did in a window."""

    __slots__ = ("events", "views", "clicks", "purchases", "cents", "items", "first", "last")

    def __init__(self, timestamp):
        self.events = self.views = self.clicks = self.purchases = self.cents = 0
        self.items = set()
        self.first = self.last = timestamp

    def add(self, event, timestamp):
        self.events += 1
        match event["event_type"]:
            case "view":
                self.views += 1
            case "click":
                self.clicks += 1
            case "purchase":
                self.purchases += 1
                self.cents += round(event["amount"] * 100)
        self.items.add(event["item_id"])
        self.first = min(self.first, timestamp)
        self.last = max(self.last, timestamp)


def main():
    bench = Bench()
    consumer = bench.consumer()
    producer = bench.producer()
    activities = {}
    newest = {}
    processed = 0
    commit_at = time.monotonic() + bench.commit_seconds
    while processed < bench.events:
        message = consumer.poll(0.1)
        if message is None:
            bench.at(processed)
            continue
        if message.error():
            raise RuntimeError(message.error())
        event = orjson.loads(message.value())
        timestamp = event["timestamp"]
        window = timestamp - timestamp % WINDOW
        key = event["user_id"], window
        activity = activities.get(key)
        if activity is None:
            activity = activities[key] = Activity(timestamp)
        activity.add(event, timestamp)
        producer.produce(bench.target, orjson.dumps(row(activity, *key)), message.key())
        partition = message.partition()
        newest[partition] = max(newest.get(partition, 0), timestamp)
        processed += 1
        if processed % TELL_EVERY == 0 or processed == bench.events:
            producer.poll(0)
            bench.at(processed)
            if time.monotonic() > commit_at:
                producer.flush()
                consumer.commit(asynchronous=False)
                forget_closed(activities, newest, len(consumer.assignment()))
                commit_at = time.monotonic() + bench.commit_seconds
    producer.flush()
    consumer.commit(asynchronous=False)
    consumer.close()
    bench.close()


if __name__ == "__main__":
    main()
