// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the figures were measured on. What the system does not tell is {@value #UNKNOWN}.
 *
 * @param commit of the source tree that the program lies in, with a {@code +} where the tree differs from it
 */
public record Machine(String processor, int processors, String memory, String system, String jdk, String commit) {

    private static final String UNKNOWN = "unknown";
    private static final double KIBIBYTES_PER_GIBIBYTE = 1 << 20;

    public static Machine here() {
        return new Machine(
                value(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(value(Path.of("/proc/meminfo"), "MemTotal")),
                String.format(
                        Locale.ROOT,
                        "%s %s %s",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")),
                String.format(
                        Locale.ROOT,
                        "%s %s",
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.runtime.version")),
                commit(place()));
    }

    /** Of which nothing else was noted. */
    static Machine unknown(String jdk) {
        return new Machine(UNKNOWN, 0, UNKNOWN, UNKNOWN, jdk, UNKNOWN);
    }

    private static String memory(String kibibytes) {
        return kibibytes.endsWith(" kB")
                ? String.format(
                        Locale.ROOT, "%.0f GiB", Long.parseLong(kibibytes.replace(" kB", "")) / KIBIBYTES_PER_GIBIBYTE)
                : kibibytes;
    }

    /** Of a line such as {@code MemTotal: 24093 kB}. */
    private static String value(Path file, String name) {
        if (Files.notExists(file)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that this class or its jar lies in. */
    private static Path place() {
        return Path.of(Machine.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getParent();
    }

    private static String commit(Path folder) {
        String commit = git(folder, "rev-parse", "--short=12", "HEAD");
        return commit.isEmpty()
                ? UNKNOWN
                : git(folder, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "+";
    }

    /** What git says; nothing if it is not there or refuses. */
    private static String git(Path folder, String... arguments) {
        try {
            Process git = new ProcessBuilder(
                            Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(arguments))
                                    .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "";
        } catch (IOException noSuchCommand) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
