// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operating system knows about this process. Memory and disk are known on Linux alone. */
public final class ProcessFigures {

    /** Stands for what the system does not tell. */
    public static final long UNKNOWN = -1;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Path PROCESSES = Path.of("/proc");
    private static final String STATUS = "status";
    private static final Path IO = Path.of("/proc/self/io");

    /** On every Linux, whatever the kernel's own clock does. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private ProcessFigures() {}

    /** Looked for once: contenders run with as many compilers as there will ever be. */
    private static final class Compilers {

        private static final Path THREADS = Path.of("/proc/self/task");
        private static final Pattern NAME = Pattern.compile("C[12] CompilerThre.*", Pattern.DOTALL);

        /** Of each thread of a compiler. */
        private static final List<Path> STATS = stats();

        private static List<Path> stats() {
            if (Files.notExists(THREADS)) {
                return List.of();
            }
            List<Path> stats = new ArrayList<>();
            try (var threads = Files.newDirectoryStream(THREADS)) {
                for (Path thread : threads) {
                    if (NAME.matcher(name(thread)).matches()) {
                        stats.add(thread.resolve("stat"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.copyOf(stats);
        }

        private static String name(Path thread) throws IOException {
            try {
                return Files.readString(thread.resolve("comm"));
            } catch (NoSuchFileException endedMeanwhile) {
                return "";
            }
        }
    }

    /** Of all threads, those of the garbage collector and the compiler included. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Of {@link #cpuNanos}, what the threads of the just-in-time compilers used, or {@link #UNKNOWN}. */
    public static long compilerNanos() {
        return Compilers.STATS.isEmpty()
                ? UNKNOWN
                : Compilers.STATS.stream().mapToLong(ProcessFigures::ticks).sum() * NANOS_PER_TICK;
    }

    /** In user and in kernel mode; see proc(5), "stat". */
    private static long ticks(Path stat) {
        try {
            String line = Files.readString(stat);
            // Behind the name, which has spaces of its own, stands the third field; these are the 14th and the 15th.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory that was resident at any moment so far, or {@link #UNKNOWN}. */
    public static long peakResidentBytes() {
        return peakResidentBytes(ProcessHandle.current().pid());
    }

    /** The same of another process. */
    static long peakResidentBytes(long pid) {
        long kibibytes = number(PROCESSES.resolve(String.valueOf(pid)).resolve(STATUS), "VmHWM:");
        return kibibytes == UNKNOWN ? UNKNOWN : kibibytes * 1024;
    }

    /** What was or will be written to disk, or {@link #UNKNOWN}. */
    public static long diskBytes() {
        return number(IO, "write_bytes:");
    }

    /** How large the files of a folder are, those of its folders included; 0 if there is no such folder. */
    public static long folderBytes(Path folder) {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ProcessFigures::fileBytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long fileBytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException deletedMeanwhile) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file, String name) {
        if (Files.notExists(file)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
