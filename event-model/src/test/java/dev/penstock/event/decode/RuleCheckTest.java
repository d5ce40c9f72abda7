// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RuleCheckTest {

    private static EventResult decode(String rules, String members) {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                sources: {s: {topic: s, timestamp: {record: true}, require: %s}}
                streams: {t: {from: s, to: t}}
                """.formatted(rules));
        var decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        return decoder.decode(("{" + members + "}").replace('\'', '"').getBytes(UTF_8));
    }

    /** What JSON Schema takes and what it doesn't, as its own test suite has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: integer      | 1, 1.0, 1e3, -0                   | 1.5, '1', null, true, [], {}",
                "type: number       | 1, 1.5, 1E2                       | 'a', null, false",
                "type: string       | '', 'a', '\\u00e9'                | 1, null, []",
                "type: boolean      | true, false                       | 0, 'true', null",
                "type: object       | {}, {'a':1}                       | [], null, 1",
                "type: array        | [], [1]                           | {}, null",
                "type: [string, null] | 'a', null                       | 1, true",
                "minimum: 1.1       | 1.1, 2, 'a', null                 | 1.0999, 0, -5",
                "maximum: 3         | 3.0, 2, 'a'                       | 3.5, 1e3",
                "exclusiveMinimum: 1 | 1.01, 'a'                        | 1.0, 0",
                "exclusiveMaximum: 1 | 0.99                             | 1, 2",
                "minLength: 2       | 'ab', '\\ud83d\\ude00b', 1        | 'a', '\\ud83d\\ude00', ''",
                "maxLength: 2       | 'ab', '\\ud83d\\ude00b', 100      | 'abc'",
                "pattern: '^a*$'    | 'aaa', '', true, null, 12         | 'abc'",
                "pattern: 'a+'      | 'xxaayy'                          | 'b'",
                "enum: [1, 'a', true] | 1.0, 'a', true                  | 2, 'A', false, null",
                "const: 2           | 2, 2.0, 2e0                       | '2', 5, null",
            })
    void shouldTakeWhatJsonSchemaTakes(String rule, String right, String wrong) {
        String rules = "{properties: {x: {" + rule + "}}}";
        for (String value : right.split(", ")) {
            assertThat(decode(rules, "'x':" + value.strip()))
                    .as(rule + " " + value)
                    .isInstanceOf(Event.class);
        }
        for (String value : wrong.split(", ")) {
            assertThat(decode(rules, "'x':" + value.strip()))
                    .as(rule + " " + value)
                    .isInstanceOf(BadEvent.class);
        }
        assertThat(decode(rules, "'y':1")).isInstanceOf(Event.class);
    }

    @Test
    void shouldNameTheRuleTheFieldAndWhatWasFound() {
        String rules =
                "{required: [id], properties: {amount: {minimum: 0}, a: {required: [b], properties: {b: {type: string}}}}}";

        assertThat(decode(rules, "'id':null,'a':{'b':'x'}")).isInstanceOf(Event.class);
        assertThat(decode(rules, "'amount':1,'a':{'b':'x'}"))
                .isEqualTo(new BadEvent(Reason.RULE_VIOLATED, "'id' is missing, but it is required"));
        assertThat(decode(rules, "'id':1,'amount':-5,'a':{'b':'x'}"))
                .isEqualTo(new BadEvent(Reason.RULE_VIOLATED, "'amount' is the number -5, but minimum is 0"));
        assertThat(decode(rules, "'id':1,'a':{}"))
                .isEqualTo(new BadEvent(Reason.RULE_VIOLATED, "'a.b' is missing, but it is required"));
        assertThat(decode(rules, "'id':1,'a':{'b':[]}"))
                .isEqualTo(new BadEvent(Reason.RULE_VIOLATED, "'a.b' is a list, but type is string"));
        assertThat(decode(rules, "'id':1,'id':2,'a':{'b':'x'}"))
                .isEqualTo(new BadEvent(Reason.DUPLICATE_FIELD, "'id' is there more than once"));
    }

    /** As JSON Schema has it: a member of an object that isn't there is not required. */
    @Test
    void shouldAskForAMemberOnlyWhereItsObjectIs() {
        String rules = "{properties: {a: {required: [b]}}}";

        assertThat(decode(rules, "'c':1")).isInstanceOf(Event.class);
        assertThat(decode(rules, "'a':7")).isInstanceOf(Event.class);
        assertThat(decode(rules, "'a':{}")).isInstanceOf(BadEvent.class);
    }
}
