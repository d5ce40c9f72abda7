// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.protect;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.FieldPath;
import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetException;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.producer.protect.ProtectedSource.Protected;
import dev.penstock.producer.send.EventSource;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Which fields of events are protected before they are sent. */
public final class ProtectionArguments {

    @Option(
            names = "--encrypt",
            paramLabel = "FIELDS",
            split = ",",
            description =
                    "Encrypts these fields of each event, with the keys in --keyset. Events that are no JSON objects are left"
                            + " out then. Default: none")
    private List<String> encrypt = List.of();

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            description = "The keys for --encrypt, as keys create makes them, of type random or deterministic."
                    + " Default: none")
    private Path keyset;

    @Option(
            names = "--pseudonymise",
            paramLabel = "FIELDS",
            split = ",",
            description =
                    "Puts pseudonyms in the place of these fields, and of the record key if it is one of them. Default: none")
    private List<String> pseudonymise = List.of();

    @Option(
            names = "--pseudonyms",
            paramLabel = "FILE",
            description = "The keys for --pseudonymise, of type deterministic or hmac. Default: none")
    private Path pseudonyms;

    /**
     * The same events with protected fields, if there are any.
     *
     * @param onFirstLeftOut is told of the first event that can't be protected
     * @throws IllegalArgumentException if the options make no sense
     * @throws CommandException if the keys can't be used
     */
    public EventSource protect(EventSource events, Consumer<String> onFirstLeftOut) {
        Protected encrypted = read("--encrypt", encrypt, "--keyset", keyset, KeyKind.RANDOM, KeyKind.DETERMINISTIC);
        Protected replaced =
                read("--pseudonymise", pseudonymise, "--pseudonyms", pseudonyms, KeyKind.DETERMINISTIC, KeyKind.HMAC);
        refuseOverlaps(encrypted.fields(), replaced.fields());
        return encrypted.fields().isEmpty() && replaced.fields().isEmpty()
                ? events
                : new ProtectedSource(events, encrypted, replaced, onFirstLeftOut);
    }

    private static Protected read(
            String fieldsOption, List<String> fields, String keysOption, Path keys, KeyKind one, KeyKind other) {
        if (fields.isEmpty() != (keys == null)) {
            throw new IllegalArgumentException(
                    keys == null ? fieldsOption + " needs " + keysOption : keysOption + " needs " + fieldsOption);
        }
        List<FieldPath> paths = fields.stream().map(FieldPath::parse).toList();
        refuseOverlaps(paths, paths);
        return new Protected(paths, Optional.ofNullable(keys).map(file -> keys(file, Set.of(one, other))));
    }

    private static KeysetFile keys(Path path, Set<KeyKind> kinds) {
        var file = new KeysetFile(path);
        try {
            KeyKind kind = file.keyset().kind();
            if (!kinds.contains(kind)) {
                throw new CommandException("keyset " + path + ": has keys of type "
                        + kind.name().toLowerCase(Locale.ROOT) + ", which are for something else");
            }
            return file;
        } catch (KeysetException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static void refuseOverlaps(List<FieldPath> some, List<FieldPath> others) {
        for (int i = 0; i < some.size(); i++) {
            for (int j = 0; j < others.size(); j++) {
                boolean isSame = some == others && i == j;
                if (!isSame && some.get(i).overlaps(others.get(j))) {
                    throw new IllegalArgumentException(
                            "'" + some.get(i) + "' and '" + others.get(j) + "' can't both be protected");
                }
            }
        }
    }
}
