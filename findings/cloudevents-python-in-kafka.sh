#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Two interfaces of one package write CloudEvents to Kafka in two ways, and neither is quite the protocol binding's. The older one
# (cloudevents.v1.kafka, and cloudevents.kafka before 2.0) gives a message in the structured mode the content type of its data, or
# none, where the binding wants application/cloudevents+json and tells the modes apart by just that; the event's own
# datacontenttype is lost. In the binary mode it takes the partition key out of the attributes into the record key, so that there
# is no header ce_partitionkey. The newer one (cloudevents.core) has both right, but writes boolean attributes as Python spells
# them, ce_express: True, where CloudEvents has true. So who tells the modes apart by the content type, or compares attributes with
# what the JSON of the same event says, has to know who wrote. Seen with cloudevents 2.2.0:
#
#   older, structured: content-type application/json, datacontenttype missing
#   older, structured, data of no type: content-type missing, datacontenttype missing
#   older, binary: content-type application/json, ce_partitionkey missing
#   newer, structured: content-type application/cloudevents+json, datacontenttype application/json
#   newer, binary: content-type application/json, ce_partitionkey u-17
#   newer, binary: ce_express True; structured: express true
#
# Needs: bash, Python 3.10 or newer. Takes some seconds. Exits 1 when the behaviour is another one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install cloudevents==2.2.0

cat >"$work/modes.py" <<'PY'
import json
import warnings

warnings.simplefilter("ignore")
from cloudevents.core.bindings import kafka as newer
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent as NewerEvent
from cloudevents.v1 import kafka as older
from cloudevents.v1.http import CloudEvent as OlderEvent

attributes = {
    "type": "com.example.order", "source": "/shop", "id": "o-1", "specversion": "1.0", "partitionkey": "u-17",
    "datacontenttype": "application/json"}
untyped = {name: value for name, value in attributes.items() if name != "datacontenttype"}
data = {"total": 12}


def header(message, name):
    return message.headers.get(name, b"missing").decode()


def structured(who, message):
    inside = json.loads(message.value).get("datacontenttype", "missing")
    print(f"{who}: content-type {header(message, 'content-type')}, datacontenttype {inside}")


def binary(who, message):
    print(f"{who}: content-type {header(message, 'content-type')}, ce_partitionkey {header(message, 'ce_partitionkey')}")


structured("older, structured", older.to_structured(OlderEvent(attributes, data)))
structured("older, structured, data of no type", older.to_structured(OlderEvent(untyped, data)))
binary("older, binary", older.to_binary(OlderEvent(attributes, data)))
structured("newer, structured", newer.to_structured(NewerEvent(attributes, data), JSONFormat()))
binary("newer, binary", newer.to_binary(NewerEvent(attributes, data), JSONFormat()))
express = NewerEvent(attributes | {"express": True}, data)
inside = json.loads(newer.to_structured(express, JSONFormat()).value)["express"]
print(f"newer, binary: ce_express {header(newer.to_binary(express, JSONFormat()), 'ce_express')}; "
      f"structured: express {json.dumps(inside)}")
PY

found=$("$work/venv/bin/python" "$work/modes.py")
printf '%s\n' "$found"
wanted=$(sed -n 's/^#   //p' "$0")
[ "$found" = "$wanted" ] || { echo "the behaviour is another one; expected:"; printf '%s\n' "$wanted"; exit 1; }
