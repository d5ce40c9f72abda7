#!/usr/bin/env python3
# Writes records as Confluent's client for Python does, with a schema registry that runs, and prints what that registry and
# the topic then hold: confluent-client.json is what was printed. From this folder, with a registry such as
# scripts/install-registry installs:
#   pip install 'confluent-kafka[protobuf,avro,json,schemaregistry]==2.16.1' grpcio-tools
#   python3 -m grpc_tools.protoc -I. --python_out=/tmp shop/payments.proto shop/money.proto
#   PYTHONPATH=/tmp python3 confluent_client.py http://127.0.0.1:8080/apis/ccompat/v7 > confluent-client.json
import decimal
import json
import sys
import urllib.request

from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf.timestamp_pb2 import Timestamp
from shop import money_pb2, payments_pb2

registry = sys.argv[1]
client = SchemaRegistryClient({"url": registry})

PAYMENT = payments_pb2.Payment(
    id="p-1", customer="ann", at=Timestamp(seconds=1767268000, nanos=250000000),
    amount=money_pb2.Money(currency="SEK", cents=-1234567890123), method="INVOICE",
    lines=[payments_pb2.Payment.Line(sku="a", quantity=2), payments_pb2.Payment.Line(sku="å", quantity=4000000000)],
    tags={"campaign": "c1"}, weight=0.0)

AVRO = json.dumps({"type": "record", "name": "Payment", "fields": [
    {"name": "id", "type": "string"}, {"name": "customer", "type": "string"},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
    {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 2}},
    {"name": "weight", "type": ["null", "double"]}]})

JSON = json.dumps({"title": "Payment", "type": "object", "properties": {
    "id": {"type": "string"}, "customer": {"type": "string"}, "at": {"type": "integer"}, "amount": {"type": "number"}}})

records = {
    "protobuf": (ProtobufSerializer(payments_pb2.Payment, client), PAYMENT),
    "protobuf-first": (ProtobufSerializer(payments_pb2.Audit, client), payments_pb2.Audit(by="ann")),
    "protobuf-nested": (ProtobufSerializer(payments_pb2.Payment.Line, client), PAYMENT.lines[1]),
    "avro": (AvroSerializer(client, AVRO), {
        "id": "p-1", "customer": "ann", "at": 1767268000250000, "amount": decimal.Decimal("-12345678901.23"), "weight": None}),
    "json-schema": (JSONSerializer(JSON, client), {"id": "p-1", "customer": "ann", "at": 1767268000, "amount": 12.5}),
}


def schema(path):
    with urllib.request.urlopen(registry + path) as answer:
        found = json.load(answer)
    return {
        "type": found.get("schemaType", "AVRO"), "text": found["schema"],
        "references": {r["name"]: schema(f"/subjects/{urllib.request.quote(r['subject'], '')}/versions/{r['version']}")
                       for r in found.get("references", [])}}


shown = []
for name, (serializer, value) in records.items():
    context = SerializationContext(name, MessageField.VALUE)
    written = serializer(value, context)
    number = int.from_bytes(written[1:5], "big")
    shown.append({"name": name, "value": written.hex(), "id": number, "schema": schema(f"/schemas/ids/{number}")})
print(json.dumps(shown, indent=1))
