// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code pipeline validate} of sources whose schema is known: a wrong name is found before there is any event. */
class SchemaValidateTest {

    private static final Map<String, String> SCHEMAS = Map.of("avro", """
            {"type": "record", "name": "Order", "fields": [
              {"name": "customer", "type": "string"}, {"name": "at", "type": ["null", "long"]},
              {"name": "total", "type": "string"}, {"name": "tags", "type": {"type": "map", "values": "long"}},
              {"name": "items", "type": {"type": "array", "items": "string"}},
              {"name": "address", "type": {"type": "record", "name": "Address", "fields": [
                 {"name": "country", "type": "string"}]}}]}""", "protobuf", """
            syntax = "proto3";
            message Other { string name = 1; }
            message Order {
              string customer = 1; int64 at = 2; string total = 3; map<string, int64> tags = 4; repeated string items = 5;
              Address address = 6;
              message Address { string country = 1; }
            }
            """, "json-schema", """
            {"type": "object", "additionalProperties": false, "properties": {
              "customer": {"type": "string"}, "at": {"type": ["null", "integer"]}, "total": {"type": "string"},
              "tags": {"type": "object", "additionalProperties": {"type": "integer"}}, "items": {"type": "array"},
              "address": {"$ref": "#/definitions/Address"}},
             "definitions": {"Address": {"type": "object", "additionalProperties": false, "properties": {
               "country": {"type": "string"}}}}}""");

    private static final Map<String, String> FILES =
            Map.of("avro", "order.avsc", "protobuf", "order.proto#Order", "json-schema", "order.json");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"avro", "protobuf", "json-schema"})
    void shouldFindFieldsThatAreNotInTheSchemaOrAreSomethingElse(String format) throws IOException {
        assertThat(validate(format, "custmer", """
                    spend: {sum: total}
                    tags: {distinct: tags.any}
                    countries: {distinct: address.contry}
                    skus: {distinct: items.sku}
                    addresses: {distinct: address}
                """)).isEqualTo(1);

        assertThat(err.toString().lines().map(line -> line.substring(line.indexOf("source"))))
                .containsExactlyInAnyOrder(
                        "source 'orders': its schema: no field 'custmer'; did you mean 'customer'?",
                        "source 'orders': its schema: 'total' is a text, expected a number",
                        "source 'orders': its schema: no field 'address.contry' in 'address'; did you mean 'country'?",
                        "source 'orders': its schema: 'items.sku' runs into a list: 'items' is one",
                        "source 'orders': its schema: 'address' is an object, expected a single value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"avro", "protobuf", "json-schema"})
    void shouldFindNothingWhereAllFits(String format) throws IOException {
        assertThat(validate(format, "customer", """
                    tags: {sum: tags.any}
                    countries: {distinct: address.country}
                """)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldLookForFieldsOfEachElementInTheList() throws IOException {
        String schema = """
                {"type": "record", "name": "Order", "fields": [
                  {"name": "customer", "type": "string"}, {"name": "at", "type": "long"},
                  {"name": "items", "type": {"type": "array", "items": {"type": "record", "name": "Item", "fields": [
                    {"name": "sku", "type": "string"}]}}}]}""";
        Files.writeString(folder.resolve("items.avsc"), schema);

        assertThat(validate("avro", "items.avsc\", each: \"items", "customer", "    skus: {distinct: items.sku}"))
                .isZero();
        assertThat(validate("avro", "items.avsc\", each: \"items", "customer", "    skus: {distinct: items.skus}"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no field 'items.skus' in 'items'; did you mean 'sku'?");
    }

    @Test
    void shouldSayThatThereIsNoSuchMessage() throws IOException {
        assertThat(validate("protobuf", "order.proto#Ordr", "customer", "    n: {count: events}"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("its schema: it has no message 'Ordr'; did you mean 'Order'?");
    }

    @Test
    void shouldSayThatARegistryDoesNotAnswer() throws IOException {
        assertThat(validate(
                        "avro",
                        FILES.get("avro"),
                        "customer",
                        "    n: {count: events}",
                        "--schema-registry-url=http://127.0.0.1:1",
                        "--wait=10ms"))
                .isZero();
        assertThat(validate(
                        "avro",
                        "orders-value",
                        "customer",
                        "    n: {count: events}",
                        "--schema-registry-url=http://127.0.0.1:1",
                        "--wait=10ms"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("the schema registry does not answer: GET"
                        + " http://127.0.0.1:1/subjects/orders-value/versions/latest: ");
    }

    private int validate(String format, String key, String columns) throws IOException {
        return validate(format, FILES.get(format), key, columns);
    }

    private int validate(String format, String schema, String key, String columns, String... options)
            throws IOException {
        Files.writeString(folder.resolve(FILES.get(format).replaceAll("#.*", "")), SCHEMAS.get(format));
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"), """
                sources:
                  orders: {topic: orders, format: %s, schema: "%s", timestamp: {field: at, unit: millis}}
                features:
                  of_customer:
                    from: orders
                    key: %s
                    window: 1m
                    to: rows
                    columns:
                %s
                """.formatted(format, schema, key, columns.indent(2)));
        var arguments = new ArrayList<>(List.of("pipeline", "validate", file.toString()));
        arguments.addAll(List.of(options));
        return Penstock.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
