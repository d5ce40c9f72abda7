# SPDX-License-Identifier: Apache-2.0
"""The sentiment of texts by the Python original, vaderSentiment: each text once with its scores."""

import time

import orjson
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from bench import Bench

BATCH = 1_000


def main():
    bench = Bench()
    consumer = bench.consumer()
    producer = bench.producer()
    analyzer = SentimentIntensityAnalyzer()
    processed = 0
    commit_at = time.monotonic() + bench.commit_seconds
    while processed < bench.events:
        for message in consumer.consume(BATCH, 0.1):
            if message.error():
                raise RuntimeError(message.error())
            event = orjson.loads(message.value())
            scores = analyzer.polarity_scores(event["text"])
            event["sentiment"] = {
                "score": scores["compound"],
                "positive": scores["pos"],
                "neutral": scores["neu"],
                "negative": scores["neg"],
            }
            producer.produce(bench.target, orjson.dumps(event), message.key())
            processed += 1
            bench.at(processed)
        producer.poll(0)
        if time.monotonic() > commit_at:
            producer.flush()
            consumer.commit(asynchronous=False)
            commit_at = time.monotonic() + bench.commit_seconds
    producer.flush()
    consumer.commit(asynchronous=False)
    consumer.close()
    bench.close()


if __name__ == "__main__":
    main()
