#!/usr/bin/env python3
# Writes events as the SDKs that they come from do, and what plain code counts in them before they are written:
# worked-events.jsonl is what was printed. From this folder:
#   pip install cloudevents==1.12.0 posthog==7.91.1 segment-analytics-python==2.4.0 snowplow-analytics-sdk==0.2.3
#   python3 worked_events.py > worked-events.jsonl
import collections
import datetime
import decimal
import json
import random
import uuid

import cloudevents.kafka
from cloudevents.http import CloudEvent
from posthog import Posthog
from segment.analytics.client import Client as Segment
from segment.analytics.request import DatetimeSerializer
from snowplow_analytics_sdk import event_transformer

RANDOM = random.Random(29)
START = datetime.datetime(2026, 1, 1, 0, 0, 30, tzinfo=datetime.timezone.utc)
USERS = ["ann", "bo", "åsa \"x\""]
SKUS = ["A-1", "B-2", "C-3"]

records = collections.defaultdict(list)
truth = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))


def at(i):
    return START + datetime.timedelta(minutes=7 * i, milliseconds=i)


def price():
    return decimal.Decimal(RANDOM.randrange(1, 200_000)) / 100


def write(topic, value, key=None, headers=None):
    records[topic].append({
        "key": key, "value": value.decode(), "headers": {name: text.decode() for name, text in (headers or {}).items()}})


def add(topic, key, **columns):
    for column, value in columns.items():
        truth[topic][key][column] += value


# Rows of the export to BigQuery, in the JSON that BigQuery writes: 64-bit integers are texts, and so are decimals.
def ga4():
    for i in range(16):
        user, micros = RANDOM.choice(USERS), int(at(i).timestamp() * 1_000_000)
        row = {
            "event_date": "20260101", "event_timestamp": str(micros), "event_name": RANDOM.choice(["page_view", "purchase"]),
            "user_pseudo_id": user, "stream_id": "4711", "platform": "WEB", "user_properties": [],
            "event_params": [
                {"key": "ga_session_id", "value": {"int_value": str(RANDOM.randrange(1 << 40))}},
                {"key": "page_location", "value": {"string_value": "https://shop.example/" + RANDOM.choice(SKUS)}},
                {"key": "engagement_time_msec", "value": {"int_value": str(RANDOM.randrange(10_000))}}],
            "items": []}
        if i % 9 == 0:
            row["event_params"] = []
        for param in row["event_params"]:
            add("ga4-engagement", user, params=1)
            if param["key"] == "engagement_time_msec":
                add("ga4-engagement", user, millis=int(param["value"]["int_value"]))
        if row["event_name"] == "purchase":
            for sku in RANDOM.sample(SKUS, RANDOM.randrange(1, 4)):
                item = {"item_id": sku, "item_name": "name of " + sku, "price": float(price()), "quantity": str(RANDOM.randrange(1, 5)),
                        "item_revenue": str(price())}
                row["items"].append(item)
                add("ga4-items", sku, sold=int(item["quantity"]), revenue=decimal.Decimal(item["item_revenue"]))
        value = json.dumps(row, ensure_ascii=False).encode()
        write("ga4", value)


# The messages that the SDK for Python sends, by its own serializer.
def segment():
    client = Segment("key", send=False)
    for i in range(16):
        user, products = RANDOM.choice(USERS), []
        if i % 5 == 0:
            _, message = client.identify(user, {"plan": "free"}, timestamp=at(i))
        elif i % 5 == 1:
            _, message = client.page(user_id=user, name="Home", timestamp=at(i))
        else:
            products = [{"sku": sku, "price": float(price()), "quantity": RANDOM.randrange(1, 9)}
                        for sku in RANDOM.sample(SKUS, RANDOM.randrange(0, 4))]
            _, message = client.track(user, "Order Completed", {"order_id": str(i), "products": products}, timestamp=at(i))
        for product in products:
            add("segment-products", product["sku"], lines=1, pieces=product["quantity"], price=decimal.Decimal(str(product["price"])))
        write("segment", json.dumps(message, cls=DatetimeSerializer).encode(), key=user)


# Enriched events as the SDK for Python makes JSON of the lines that the pipeline writes.
def snowplow():
    names = [name for name, _ in event_transformer.ENRICHED_EVENT_FIELD_TYPES]
    for i in range(16):
        user, time = RANDOM.choice(USERS[:2]), at(i).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        items = [{"schema": "iglu:com.acme/cart_item/jsonschema/1-0-0", "data": {"sku": sku, "price": float(price())}}
                 for sku in RANDOM.sample(SKUS, RANDOM.randrange(0, 3))]
        page = {"schema": "iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0", "data": {"id": str(i)}}
        fields = {
            "app_id": "shop", "platform": "web", "event": "unstruct", "event_id": str(uuid.UUID(int=RANDOM.getrandbits(128))),
            "collector_tstamp": time, "derived_tstamp": time, "etl_tstamp": time, "v_tracker": "py-1.0", "v_collector": "c", "v_etl": "e",
            "domain_userid": user, "domain_sessionidx": "3", "geo_latitude": "59.3", "geo_longitude": "18.1", "br_cookies": "1",
            "contexts": envelope("contexts", [page, *items]),
            "unstruct_event": envelope("unstruct_event", {
                "schema": "iglu:com.acme/checkout/jsonschema/2-1-0", "data": {"step": i % 4, "total": float(price())}}),
            "derived_contexts": "", "event_vendor": "com.acme", "event_name": "checkout", "event_format": "jsonschema"}
        event = event_transformer.transform("\t".join(fields.get(name, "") for name in names))
        write("snowplow", json.dumps(event).encode(), key=user)
        total = event["unstruct_event_com_acme_checkout_2"]["total"]
        add("snowplow-users", user, checkouts=1, total=decimal.Decimal(str(total)))
        for item in items:
            add("snowplow-skus", item["data"]["sku"], carts=1, price=decimal.Decimal(str(item["data"]["price"])))


def envelope(kind, data):
    return json.dumps({"schema": f"iglu:com.snowplowanalytics.snowplow/{kind}/jsonschema/1-0-0", "data": data})


# What the SDK for Python would post, by its own serializer.
def posthog():
    from posthog.utils import clean
    from posthog.request import DatetimeSerializer as Serializer
    caught = []
    client = Posthog("key", sync_mode=False, send=False, disable_geoip=True,
                     before_send=lambda event: caught.append(event) or event)
    for i in range(16):
        user, amount = RANDOM.choice(USERS), price()
        name = RANDOM.choice(["$pageview", "purchase"])
        client.capture(name, distinct_id=user, timestamp=at(i), uuid=str(uuid.UUID(int=RANDOM.getrandbits(128))),
                       properties={"amount": float(amount), "$current_url": "https://shop.example/" + RANDOM.choice(SKUS)})
        event = clean(caught.pop())
        event["properties"] = {name: value for name, value in event["properties"].items()
                               if not name.startswith(("$os", "$python"))}
        write("posthog", json.dumps(event, cls=Serializer).encode())
        add("posthog-users", user, events=1, views=name == "$pageview", spent=amount if name == "purchase" else 0)


# Both modes, as the SDK for Python writes them to Kafka.
def cloudevents_in_kafka():
    for i in range(16):
        user, amount = RANDOM.choice(USERS), price()
        event = CloudEvent(
            {"type": RANDOM.choice(["shop.placed", "shop.paid"]), "source": "/shop", "subject": user, "id": str(i),
             "time": at(i).isoformat(), "partitionkey": user, "datacontenttype": "application/json"},
            {"amount": float(amount), "lines": [{"sku": "A-1"}]})
        message = (cloudevents.kafka.to_binary if i % 2 else cloudevents.kafka.to_structured)(event)
        write("cloudevents", message.value if isinstance(message.value, bytes) else message.value.encode(),
              key=message.key.decode() if isinstance(message.key, bytes) else message.key, headers=message.headers)
        paid = event["type"] == "shop.paid"
        add("cloudevents-subjects", user, events=1, paid=amount if paid else 0)


for write_all in (ga4, segment, snowplow, posthog, cloudevents_in_kafka):
    write_all()
for topic, written in records.items():
    for record in written:
        print(json.dumps({"topic": topic, **record}, ensure_ascii=False))
for topic, keys in truth.items():
    print(json.dumps({"truth": topic, "rows": {
        key: {name: format(decimal.Decimal(n).normalize(), "f") for name, n in columns.items()}
        for key, columns in keys.items()}}, ensure_ascii=False))
