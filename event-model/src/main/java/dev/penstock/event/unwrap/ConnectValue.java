// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.JsonScanner;
import dev.penstock.event.json.JsonSkipper;
import dev.penstock.event.registered.JsonValues;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;

/**
 * Copies a JSON value that Kafka Connect's converter wrote, with decimals as numbers: the converter writes a decimal as
 * Base64 of its unscaled number, in two's complement with the highest byte first. The JSON was checked before. Safe for use by
 * many threads.
 */
@FunctionalInterface
interface ConnectValue {

    /** Nothing in it is a decimal. */
    ConnectValue AS_IT_IS = (json, start, end, out) -> out.put(json, start, end);

    void put(byte[] json, int start, int end, JsonBuffer out);

    /** How to copy a member of the value. */
    default ConnectValue member(String name) {
        return AS_IT_IS;
    }

    /** One of a fixed scale. */
    static ConnectValue decimal(int scale) {
        return (json, start, end, out) -> {
            byte[] unscaled = base64(json, start, end);
            if (unscaled == null) {
                out.put(json, start, end);
            } else {
                JsonValues.putDecimal(unscaled, 0, unscaled.length, scale, out);
            }
        };
    }

    /** Debezium's object of a {@code scale} and a {@code value}. */
    static ConnectValue variableScaleDecimal(JsonSkipper skipper) {
        return (json, start, end, out) -> {
            if (json[start] != '{') {
                out.put(json, start, end);
                return;
            }
            var scale = new int[1];
            var unscaled = new byte[1][];
            members(json, start, skipper, (name, from, to) -> {
                if (name.equals("scale") && to - from < 6) {
                    scale[0] = number(json, from, to);
                } else if (name.equals("value")) {
                    unscaled[0] = base64(json, from, to);
                }
            });
            if (unscaled[0] == null) {
                out.put(json, start, end);
            } else {
                JsonValues.putDecimal(unscaled[0], 0, unscaled[0].length, scale[0], out);
            }
        };
    }

    private static int number(byte[] json, int from, int to) {
        try {
            return Integer.parseInt(new String(json, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** @return null for what is none */
    private static byte[] base64(byte[] json, int start, int end) {
        if (json[start] != '"') {
            return null;
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(json, start + 1, end - 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @param members by name */
    static ConnectValue object(Function<String, ConnectValue> members, JsonSkipper skipper) {
        return new ConnectValue() {
            @Override
            public ConnectValue member(String name) {
                return members.apply(name);
            }

            @Override
            public void put(byte[] json, int start, int end, JsonBuffer out) {
                if (json[start] != '{') {
                    out.put(json, start, end);
                    return;
                }
                var copied = new int[] {start};
                members(json, start, skipper, (name, from, to) -> {
                    ConnectValue value = member(name);
                    if (value != AS_IT_IS) {
                        out.put(json, copied[0], from);
                        value.put(json, from, to, out);
                        copied[0] = to;
                    }
                });
                out.put(json, copied[0], end);
            }
        };
    }

    static ConnectValue list(ConnectValue element, JsonSkipper skipper) {
        return (json, start, end, out) -> {
            if (json[start] != '[') {
                out.put(json, start, end);
                return;
            }
            int copied = start;
            int i = JsonScanner.whitespaceEnd(json, start + 1);
            while (json[i] != ']') {
                int behind = skipper.valueEnd(json, i, 0);
                out.put(json, copied, i);
                element.put(json, i, behind, out);
                copied = behind;
                i = JsonScanner.nextStart(json, behind);
            }
            out.put(json, copied, end);
        };
    }

    /** Receives a member of an object: its name, and where its value stands. */
    @FunctionalInterface
    interface MemberReceiver {
        void receive(String name, int from, int to);
    }

    private static void members(byte[] json, int start, JsonSkipper skipper, MemberReceiver receiver) {
        int i = JsonScanner.whitespaceEnd(json, start + 1);
        while (json[i] != '}') {
            int quote = JsonSkipper.nameEnd(json, i);
            var name = new String(json, i + 1, (quote < 0 ? ~quote : quote) - i - 1, StandardCharsets.UTF_8);
            int from = JsonSkipper.colonEnd(json, quote < 0 ? ~quote : quote);
            int to = skipper.valueEnd(json, from, 0);
            receiver.receive(name, from, to);
            i = JsonScanner.nextStart(json, to);
        }
    }
}
