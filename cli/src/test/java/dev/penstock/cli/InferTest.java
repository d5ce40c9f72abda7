// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code pipeline infer}: the file that it prints works on the events that it was made of. */
class InferTest {

    private static final long T = 1_796_000_000_000L;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user_id':'u%1$d','amount':%1$d.5,'kind':'k%2$d','at':179600000%1$04d}",
                "{'a b':'x%2$d','yes':%2$d,'':1,'d.o.t':2,'q\\'':'%1$d','é':{'ü':'v%1$d'},'at':'2026-11-30T10:00:00Z'}",
                "{'price':'%1$d.50','customer':{'id':%2$d,'plan':'free'},'tags':['a'],'when':'2026-11-30 10:00:00'}",
                "{'n':%1$d}",
                "{'key':'all','all':'true','window_start':'a%2$d','final':true,'at':1796000000000000}",
                "{'op':'c','before':null,'after':{'id':%2$d,'total':2.5},'ts_ms':1796000000000,'source':{'ts_ms':1796000000000}}",
                "{'schema':{'type':'struct'},'payload':{'id':%1$d,'at':1796000000}}",
                "{'specversion':'1.0','id':'%1$d','source':'/s','type':'t%2$d','time':'2026-11-30T10:00:00Z','data':{'x':1}}",
            })
    void shouldPrintAFileThatTakesAllEventsItWasMadeOf(String event) throws IOException {
        Path events = file(i -> String.format(Locale.ROOT, event.replace('\'', '"'), i, i % 3));

        assertThat(run("pipeline", "infer", "--input", events.toString()))
                .as(err::toString)
                .isZero();
        Path pipeline = Files.writeString(folder.resolve("inferred.yaml"), out.toString());

        assertThat(run("pipeline", "validate", pipeline.toString(), "--sample", events.toString()))
                .as(() -> out + "\n" + err)
                .isZero();
        assertThat(out.toString()).contains("60 events of source 'events' among 60");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1796000000, seconds",
        "1796000000123, millis",
        "1796000000123456, micros",
        "1796000000123456789, nanos",
        "'\"2026-11-30T10:00:00+01:00\"', iso8601",
        "'\"2026-11-30 10:00\"', 'iso8601, zone: UTC'"
    })
    void shouldTellTheUnitOfATime(String time, String unit) throws IOException {
        Path events = file(i -> "{\"created\":" + time + ",\"user\":\"u" + i % 5 + "\"}");

        run("pipeline", "infer", "--input", events.toString());

        assertThat(out.toString()).contains("timestamp: {field: created, unit: " + unit + "}");
    }

    @Test
    void shouldGroupByWhoActs() throws IOException {
        Path events = file(i -> "{\"country\":\"c" + i % 3 + "\",\"order_id\":" + i + ",\"customer\":\"u" + i % 20
                + "\",\"sku\":\"s" + i % 9 + "\",\"at\":" + (T + i) + "}");

        run("pipeline", "infer", "--input", events.toString());

        assertThat(out.toString())
                .contains(
                        "    partitioned_by: customer\n",
                        "  by_customer:\n",
                        "{distinct: order_id}",
                        "{count_by: country}");
    }

    @Test
    void shouldSayWhatFieldsHoldAndShowNoValuesOfMany() throws IOException {
        Path events = file(i -> "{\"user_id\":\"secret-" + i + "\",\"plan\":\"" + (i % 2 == 0 ? "free" : "paid")
                + "\",\"status\":" + (200 + i % 2) + (i % 3 == 0 ? ",\"items\":[1]" : "") + ",\"at\":" + (T + i) + "}");

        run("pipeline", "infer", "--input", events.toString());

        assertThat(out.toString())
                .containsPattern("# user_id +text +100% +60\n")
                .containsPattern("# plan +text +100% +2  free, paid\n")
                .containsPattern("# items +list +33%\n")
                .contains("'each: items'", "{count_by: plan}", "{count_by: status}")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json\n", "[1,2]"})
    void shouldSayInOneLineWhyThereIsNothingToLearnFrom(String text) throws IOException {
        Path events = Files.writeString(folder.resolve("events.jsonl"), text);

        assertThat(run("pipeline", "infer", "--input", events.toString())).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.startsWith("penstock pipeline infer: "));
    }

    @Test
    void shouldSayWhatTheRecordKeysOfATopicAre() throws Exception {
        try (var kafka = LocalKafka.start()) {
            kafka.createTopic("numbers", 2);
            kafka.createTopic("nulls", 1);
            kafka.createTopic("empty", 1);
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new StringSerializer())) {
                for (int i = 0; i < 20; i++) {
                    String event = "{\"customer\":" + i % 7 + ",\"item\":\"i" + i % 7 + "\",\"at\":" + (T + i) + "}";
                    byte[] key = new LongSerializer().serialize("numbers", (long) (i % 7));
                    producer.send(new ProducerRecord<>("numbers", key, event)).get();
                    producer.send(new ProducerRecord<>("nulls", null, event)).get();
                }
            }
            String server = kafka.bootstrapServers();

            assertThat(run("pipeline", "infer", "--topic", "numbers", "--bootstrap-server", server))
                    .as(err::toString)
                    .isZero();
            assertThat(out.toString()).contains("    partitioned_by: customer\n    key_format: int64\n");
            Path pipeline = Files.writeString(folder.resolve("inferred.yaml"), out.toString());
            assertThat(run("pipeline", "validate", pipeline.toString(), "--bootstrap-server", server))
                    .as(() -> out + "\n" + err)
                    .isZero();

            assertThat(run("pipeline", "infer", "--topic", "nulls", "--bootstrap-server", server))
                    .isZero();
            assertThat(out.toString()).contains("# The records have no keys.\n").doesNotContain("partitioned_by");
            assertThat(run("pipeline", "infer", "--topic", "empty", "--bootstrap-server", server))
                    .isEqualTo(1);
            assertThat(run("pipeline", "infer", "--topic", "nowhere", "--bootstrap-server", server))
                    .isEqualTo(1);
        }
    }

    private Path file(IntFunction<String> event) throws IOException {
        return Files.writeString(
                folder.resolve("events.jsonl"),
                IntStream.range(0, 60).mapToObj(event).collect(Collectors.joining("\n")),
                UTF_8);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = Penstock.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }
}
