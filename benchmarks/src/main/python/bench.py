# SPDX-License-Identifier: Apache-2.0
"""What a contender needs to take part: its job, and how to tell the harness how far it is."""

import json
import os
import sys
import threading
import time

_LOOK_EVERY_NANOS = 10_000_000
_TELL_EVERY_NANOS = 200_000_000
_UNKNOWN = -1


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
        self._warm_at = self.events // 2
        self._looked_at = self._told_at = time.monotonic_ns()
        self._from = self._to = None
        threading.Thread(target=_end_with_parent, daemon=True).start()

    def at(self, processed):
        """To be called often: so many events are processed."""
        now = time.monotonic_ns()
        if now - self._looked_at < _LOOK_EVERY_NANOS and processed < self.events:
            return
        self._looked_at = now
        sample = (now, time.process_time_ns(), processed)
        if self._from is None and processed >= self._warm_at:
            self._from = sample
        if self._to is None and processed >= self.events:
            self._to = sample
        if now - self._told_at > _TELL_EVERY_NANOS:
            _say("progress %d %d %d" % sample)
            self._told_at = now

    def close(self):
        """To be called when everything that was processed has had all its effects."""
        outcome = {
            "stretch": {"from": _fields(self._from), "to": _fields(self._to)},
            "peakResidentBytes": _number("/proc/self/status", "VmHWM:", 1024),
            "diskBytes": _number("/proc/self/io", "write_bytes:", 1),
            "stateBytes": 0,
            "tally": {"events": 0, "purchases": 0, "spend": 0, "timestamps": 0},
        }
        _say("outcome " + json.dumps(outcome))


def row(user, window, events, views, clicks, purchases, cents, items, first, last):
    """A feature row as it is written, with the columns that every contender's rows have."""
    return {
        "user_id": user,
        "window_start": window,
        "window_end": window + 60_000,
        "events_1m": events,
        "views_1m": views,
        "clicks_1m": clicks,
        "purchases_1m": purchases,
        "ctr_1m": clicks / views if views else None,
        "total_spend": cents / 100,
        "items_1m": len(items),
        "session_duration": last - first,
    }


def _fields(sample):
    nanos, cpu_nanos, events = sample
    return {"nanos": nanos, "cpuNanos": cpu_nanos, "events": events}


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
