# SPDX-License-Identifier: Apache-2.0
"""What a contender needs to take part: its job, and how to tell the harness how far it is."""

import json
import os
import sys
import threading
import time

from confluent_kafka import Consumer, Producer

WINDOW = 60_000
GRACE = 30_000

_LOOK_EVERY_NANOS = 10_000_000
_TELL_EVERY_NANOS = 200_000_000
_UNKNOWN = -1

# What Java takes to compile while it runs; here nothing is.
_COMPILER_NANOS = 0


class Bench:
    """One run. Made from the command line: the file with the job, the topic to read, the topic to write."""

    def __init__(self):
        job_file, self.source, self.target = sys.argv[1:]
        with open(job_file, encoding="utf-8") as file:
            job = json.load(file)
        self.bootstrap = job["bootstrap"]
        self.application_id = job["applicationId"]
        self.commit_seconds = job["commitMillis"] / 1000
        self.events = sum(job["events"].values())
        self._warm_at = round(self.events * 2 / 3)
        self._looked_at = self._told_at = time.monotonic_ns()
        self._from = self._to = None
        threading.Thread(target=_end_with_parent, daemon=True).start()

    def consumer(self):
        """Reads the topic from where the group is to begin."""
        consumer = Consumer({
            "bootstrap.servers": self.bootstrap,
            "group.id": self.application_id,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        })
        consumer.subscribe([self.source])
        return consumer

    def producer(self):
        return Producer({
            "bootstrap.servers": self.bootstrap,
            "enable.idempotence": True,
            "compression.type": "lz4",
            "linger.ms": 10,
            "queue.buffering.max.messages": 1_000_000,
        })

    def at(self, processed):
        """To be called often: so many events are processed."""
        now = time.monotonic_ns()
        if now - self._looked_at < _LOOK_EVERY_NANOS and processed < self.events:
            return
        self._looked_at = now
        sample = (now, time.process_time_ns(), _COMPILER_NANOS, processed)
        if self._from is None and processed >= self._warm_at:
            self._from = sample
        if self._to is None and processed >= self.events:
            self._to = sample
        if now - self._told_at > _TELL_EVERY_NANOS:
            _say("progress %d %d %d %d" % sample)
            self._told_at = now

    def close(self):
        """To be called when everything that was processed has had all its effects."""
        outcome = {
            "measurement": {"from": _fields(self._from), "to": _fields(self._to)},
            "peakResidentBytes": _number("/proc/self/status", "VmHWM:", 1024),
            "diskBytes": _number("/proc/self/io", "write_bytes:", 1),
            "stateBytes": 0,
            "tally": {"events": 0, "purchases": 0, "spend": 0, "timestamps": 0},
        }
        _say("outcome " + json.dumps(outcome))


def row(activity, user, window):
    """A feature row as it is written, with the columns that every contender's rows have."""
    views = activity.views
    return {
        "user_id": user,
        "window_start": window,
        "window_end": window + WINDOW,
        "events_1m": activity.events,
        "views_1m": views,
        "clicks_1m": activity.clicks,
        "purchases_1m": activity.purchases,
        "ctr_1m": activity.clicks / views if views else None,
        "total_spend": activity.cents / 100,
        "items_1m": len(activity.items),
        "session_duration": activity.last - activity.first,
    }


def forget_closed(activities, newest, partitions):
    """Drops the windows that no partition's events can fall into any more."""
    if len(newest) == partitions:
        closed = min(newest.values()) - WINDOW - GRACE
        for key in [key for key in activities if key[1] <= closed]:
            del activities[key]


def _fields(sample):
    nanos, cpu_nanos, compiler_nanos, events = sample
    return {"nanos": nanos, "cpuNanos": cpu_nanos, "compilerNanos": compiler_nanos, "events": events}


def _number(path, name, unit):
    if not os.path.exists(path):
        return _UNKNOWN
    with open(path, encoding="ascii") as lines:
        return next((int(line.split()[1]) * unit for line in lines if line.startswith(name)), _UNKNOWN)


def _say(line):
    print(line, flush=True)


def _end_with_parent():
    """Nobody writes to standard input: when it ends, the parent has ended."""
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)
