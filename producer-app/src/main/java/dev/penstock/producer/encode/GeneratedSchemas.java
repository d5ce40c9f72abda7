// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.encode;

import dev.penstock.event.RegisteredSchema;

import java.util.Map;

/** The schemas of generated events. */
final class GeneratedSchemas {

    private static final Map<String, RegisteredSchema> AVRO = Map.of(
            "user-login", new RegisteredSchema("AVRO", """
                    {"type": "record", "name": "UserLogin", "namespace": "penstock", "fields": [
                      {"name": "user_id", "type": "string"},
                      {"name": "app_version", "type": "string"},
                      {"name": "device_type", "type": "string"},
                      {"name": "ip", "type": "string"},
                      {"name": "locale", "type": "string"},
                      {"name": "timestamp", "type": "long"}
                    ]}
                    """, Map.of()),
            "app-events", new RegisteredSchema("AVRO", """
                    {"type": "record", "name": "AppEvent", "namespace": "penstock", "fields": [
                      {"name": "event_id", "type": "string"},
                      {"name": "user_id", "type": "string"},
                      {"name": "event_type", "type": "string"},
                      {"name": "item_id", "type": "string"},
                      {"name": "amount", "type": ["null", "double"], "default": null},
                      {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                      {"name": "device", "type": "string"},
                      {"name": "region", "type": "string"}
                    ]}
                    """, Map.of()),
            "sentiment_requests", new RegisteredSchema("AVRO", """
                    {"type": "record", "name": "SentimentRequest", "namespace": "penstock", "fields": [
                      {"name": "id", "type": "string"},
                      {"name": "text", "type": "string"},
                      {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                      {"name": "source", "type": "string"},
                      {"name": "priority", "type": "string"},
                      {"name": "metadata", "type": {"type": "record", "name": "Metadata", "fields": [
                        {"name": "user_id", "type": "string"},
                        {"name": "session_id", "type": "string"}
                      ]}}
                    ]}
                    """, Map.of()));

    private static final Map<String, RegisteredSchema> PROTOBUF = Map.of(
            "user-login", new RegisteredSchema("PROTOBUF", """
                    syntax = "proto3";

                    package penstock;

                    message UserLogin {
                      string user_id = 1;
                      string app_version = 2;
                      string device_type = 3;
                      string ip = 4;
                      string locale = 5;
                      int64 timestamp = 6;
                    }
                    """, Map.of()),
            "app-events", new RegisteredSchema("PROTOBUF", """
                    syntax = "proto3";

                    package penstock;

                    message AppEvent {
                      string event_id = 1;
                      string user_id = 2;
                      string event_type = 3;
                      string item_id = 4;
                      optional double amount = 5;
                      int64 timestamp = 6;
                      string device = 7;
                      string region = 8;
                    }
                    """, Map.of()),
            "sentiment_requests", new RegisteredSchema("PROTOBUF", """
                    syntax = "proto3";

                    package penstock;

                    message SentimentRequest {
                      string id = 1;
                      string text = 2;
                      int64 timestamp = 3;
                      string source = 4;
                      string priority = 5;
                      Metadata metadata = 6;

                      message Metadata {
                        string user_id = 1;
                        string session_id = 2;
                      }
                    }
                    """, Map.of()));

    private GeneratedSchemas() {}

    /** By topic. */
    static Map<String, RegisteredSchema> of(String type) {
        return type.equals("AVRO") ? AVRO : PROTOBUF;
    }
}
