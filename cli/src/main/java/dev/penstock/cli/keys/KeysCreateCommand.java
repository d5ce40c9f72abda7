// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.keys;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetException;
import dev.penstock.event.protect.KeysetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes a keyset. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Makes a file with one new key, which its owner alone can read. A file that is there is not written over.",
            "The file is a keyset of Google's Tink in JSON, so that programs in other languages can use it."
        },
        exitCodeList = {"0:the file was made", "1:it failed, or the file is there", "2:wrong usage"})
final class KeysCreateCommand extends BaseCommand {

    private static final Map<String, KeyKind> KINDS = NodeValues.words(KeyKind.values());

    static final class OfKind implements ITypeConverter<KeyKind> {
        @Override
        public KeyKind convert(String text) {
            return Optional.ofNullable(KINDS.get(text))
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + String.join(", ", KINDS.keySet()) + ", found '" + text + "'"
                            + Suggestion.hint(text, KINDS.keySet())));
        }
    }

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            converter = OfKind.class,
            defaultValue = "random",
            description = {
                "What the keys are for: random, to encrypt, so that equal values are not seen to be equal; deterministic, to"
                        + " encrypt or pseudonymise, so that equal values stay equal; hmac, to pseudonymise for good.",
                "Default: ${DEFAULT-VALUE}"
            })
    private KeyKind kind;

    @Override
    public Integer call() {
        try {
            KeysetFile.create(file, kind);
            KeysText.print(new KeysetFile(file), out());
            return ExitCode.OK;
        } catch (KeysetException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
