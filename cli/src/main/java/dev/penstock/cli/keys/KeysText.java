// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.keys;

import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.Keyset;
import dev.penstock.event.protect.KeysetFile;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells of keys without the secret in them. */
final class KeysText {

    private KeysText() {}

    /** A line for each key, in the order in which they were added; answers with what they are. */
    static KeyKind print(KeysetFile file, PrintWriter out) {
        Keyset keyset = file.keyset();
        String kind = keyset.kind().name().toLowerCase(Locale.ROOT);
        for (Keyset.Entry key : keyset.entries()) {
            String does = key.isPrimary() ? "protects and reads" : key.isEnabled() ? "reads" : "is disabled";
            out.printf(Locale.ROOT, "%s: %s key %d %s%n", file, kind, key.id(), does);
        }
        out.flush();
        return keyset.kind();
    }
}
