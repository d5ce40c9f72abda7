// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.bytes.Utf8;
import dev.penstock.event.json.JsonScanner;
import dev.penstock.event.json.Refusal;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The data of CloudEvents 1.0 in Kafka (protocol binding, sections 3.2 and 3.3): in the binary mode the value is the data and
 * headers hold the attributes, in the structured mode the value holds both. Attributes stand in front of the data's members, by the
 * names that their headers have.
 */
final class CloudEventsEnvelope implements Envelope {

    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "datacontenttype";
    private static final String CONTENT_TYPE_HEADER = "content-type";
    private static final List<String> ALWAYS = List.of("id", "source", "type", "subject", "time");
    private static final List<String> LOOKED_AT = List.of("specversion", "data", "data_base64");
    private static final int SPEC_VERSION = 0;
    private static final int DATA = 1;
    private static final int DATA_BASE64 = 2;

    private final List<String> attributes;
    private final List<String> members;
    private final ObjectMembers.Finder finder;

    /** @param named the fields of events that somebody reads */
    CloudEventsEnvelope(Collection<FieldPath> named, DecodeLimits limits) {
        this.attributes = Stream.concat(
                        ALWAYS.stream(),
                        named.stream()
                                .map(FieldPath::top)
                                .filter(name -> name.startsWith(PREFIX) && name.length() > PREFIX.length())
                                .map(name -> name.substring(PREFIX.length())))
                .distinct()
                .toList();
        this.members = Stream.concat(LOOKED_AT.stream(), attributes.stream())
                .distinct()
                .toList();
        this.finder = new ObjectMembers.Finder(
                limits,
                members.stream().map(name -> new FieldPath(List.of(name))).toList());
    }

    @Override
    public byte[] event(byte[] json, Function<String, byte[]> lastHeader) {
        return lastHeader.apply(PREFIX + "specversion") != null ? binary(json, lastHeader) : structured(json);
    }

    private byte[] binary(byte[] data, Function<String, byte[]> lastHeader) {
        var out = new JsonBuffer(2 * data.length + 256, Integer.MAX_VALUE);
        out.put('{');
        for (String attribute : attributes) {
            byte[] value = lastHeader.apply(attribute.equals(CONTENT_TYPE) ? CONTENT_TYPE_HEADER : PREFIX + attribute);
            if (value != null && Utf8.firstInvalid(value) < 0) {
                out.text(PREFIX + attribute);
                out.put(':');
                out.text(value, 0, value.length);
                out.put(',');
            }
        }
        putData(data, 0, data.length, out);
        return out.toBytes();
    }

    private byte[] structured(byte[] json) {
        ObjectMembers found = finder.find(json);
        if (found.kind(SPEC_VERSION) != FieldKind.TEXT) {
            throw found.wrong(
                    SPEC_VERSION, "CloudEvents 1.0: a header 'ce_specversion', or an event in the structured mode");
        }
        var out = new JsonBuffer(json.length + 256, Integer.MAX_VALUE);
        out.put('{');
        for (String attribute : attributes) {
            found.put(members.indexOf(attribute), PREFIX + attribute, out);
        }
        if (found.isThere(DATA)) {
            putData(found.json(), found.start(DATA), found.end(DATA), out);
        } else if (found.kind(DATA_BASE64) == FieldKind.TEXT) {
            byte[] data = decoded(found);
            putData(data, 0, data.length, out);
        } else {
            putData(new byte[] {'{', '}'}, 0, 2, out);
        }
        return out.toBytes();
    }

    private static byte[] decoded(ObjectMembers found) {
        byte[] text = found.copy(DATA_BASE64);
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(text, 1, text.length - 1));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.WRONG_SHAPE, "'data_base64' is no Base64: " + e.getMessage());
        }
    }

    /** Puts the members of an object, or any other value as {@code data}, and closes the event. */
    private static void putData(byte[] json, int from, int to, JsonBuffer out) {
        int start = JsonScanner.whitespaceEnd(json, from);
        if (start < to && json[start] == '{') {
            ObjectSplice.putRest(json, start, to, out);
            return;
        }
        out.text("data");
        out.put(':');
        out.put(json, from, to);
        out.put('}');
    }
}
