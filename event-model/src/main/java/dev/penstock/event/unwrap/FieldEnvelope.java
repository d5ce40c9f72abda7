// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;

import java.util.List;
import java.util.function.Function;

/** The object in a field. */
final class FieldEnvelope implements Envelope {

    private final ObjectMembers.Finder finder;

    FieldEnvelope(FieldPath field, DecodeLimits limits) {
        this.finder = new ObjectMembers.Finder(limits, List.of(field));
    }

    @Override
    public byte[] event(byte[] json, Function<String, byte[]> lastHeader) {
        ObjectMembers members = finder.find(json);
        if (!members.isObject(0)) {
            throw members.wrong(0, "an object");
        }
        return members.copy(0);
    }
}
