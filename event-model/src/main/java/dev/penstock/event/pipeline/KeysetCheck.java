// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks whether the keysets of a pipeline can be used for what it uses them for. Commands that use none need not have them. */
public final class KeysetCheck {

    private static final Set<KeyKind> ENCRYPTING = Set.of(KeyKind.RANDOM, KeyKind.DETERMINISTIC);
    private static final Set<KeyKind> PSEUDONYMISING = Set.of(KeyKind.DETERMINISTIC, KeyKind.HMAC);

    private final List<String> faults = new ArrayList<>();

    private KeysetCheck() {}

    /** What is wrong with them, in a line each. */
    public static List<String> faults(Pipeline pipeline) {
        var check = new KeysetCheck();
        pipeline.sources()
                .forEach(source -> check.look("sources." + source.name() + ".decrypt", source.decrypt(), ENCRYPTING));
        pipeline.streams().forEach(stream -> {
            check.look("streams." + stream.name() + ".encrypt", stream.encrypt(), ENCRYPTING);
            check.look("streams." + stream.name() + ".pseudonymise", stream.pseudonymise(), PSEUDONYMISING);
        });
        return check.faults;
    }

    private void look(String where, Optional<Protection> protection, Set<KeyKind> kinds) {
        if (protection.isEmpty()) {
            return;
        }
        try {
            KeyKind kind = protection.get().keyset().keyset().kind();
            if (!kinds.contains(kind)) {
                faults.add(where + ": keyset " + protection.get().keyset() + ": expected keys of type "
                        + kinds.stream()
                                .sorted()
                                .map(KeysetCheck::word)
                                .reduce((a, b) -> a + " or " + b)
                                .orElseThrow()
                        + ", found " + word(kind));
            }
        } catch (KeysetException e) {
            faults.add(where + ": " + e.getMessage());
        }
    }

    private static String word(KeyKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
