// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM to start.
 *
 * @param name for messages and the name of its log file
 * @param main of this program's class path
 * @param heap as {@code -Xmx} takes it
 */
public record ChildCommand(String name, Class<?> main, String heap, List<String> arguments) implements ProcessCommand {

    /** Those that come and go would take what they have used with them: {@link ProcessFigures#compilerNanos()}. */
    private static final String ALL_COMPILERS = "-XX:-UseDynamicNumberOfCompilerThreads";

    private static final int WARNS_OF_KAFKAS_LIBRARIES = 24;

    @Override
    public List<String> line(String tempFolder) {
        return line(tempFolder, List.of(), System.getProperty("java.class.path"));
    }

    /**
     * The same with another class path.
     *
     * @param moreFlags of the JVM
     */
    public List<String> line(String tempFolder, List<String> moreFlags, String classPath) {
        List<String> line = new ArrayList<>();
        line.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
        line.addAll(flags(heap));
        line.addAll(moreFlags);
        line.add("-Djava.io.tmpdir=" + tempFolder);
        line.add("-cp");
        line.add(classPath);
        line.add(main.getName());
        line.addAll(arguments);
        return line;
    }

    /** The same for every process, so that the heap has its full size from the start. */
    static List<String> flags(String heap) {
        List<String> flags = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC", ALL_COMPILERS));
        if (Runtime.version().feature() >= WARNS_OF_KAFKAS_LIBRARIES) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }
}
