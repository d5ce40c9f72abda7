// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the machine's, or the container's, memory and of the state folder's disk there is, and how much is left. */
public final class MachineMeters implements MeterBinder {

    /** Linux tells here what a process takes, see proc_pid_status(5). */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int BYTES_PER_KB = 1024;

    private final File stateFolder;

    public MachineMeters(Path stateFolder) {
        this.stateFolder = stateFolder.toFile();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "penstock.memory.resident", "Memory that the process takes", MachineMeters::resident);
        gauge(registry, "penstock.memory.limit", "Memory that the process may take", MachineMeters::limit);
        gauge(registry, "penstock.state.disk.free", "Room left on the disk of the state folder", this::free);
        gauge(registry, "penstock.state.disk.size", "Size of the disk of the state folder", this::size);
    }

    private static void gauge(MeterRegistry registry, String name, String text, Supplier<Number> of) {
        Gauge.builder(name, of).description(text).baseUnit("bytes").register(registry);
    }

    /** Not a number where it is not known, which is anywhere but on Linux. */
    private static double resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.map(RESIDENT::matcher)
                    .filter(Matcher::matches)
                    .mapToDouble(match -> Double.parseDouble(match.group(1)) * BYTES_PER_KB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException notThere) {
            return Double.NaN;
        }
    }

    /** The container's limit where there is one, which Java knows, otherwise the machine's memory. */
    private static double limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Double.NaN;
    }

    private double free() {
        return stateFolder.getUsableSpace();
    }

    private double size() {
        return stateFolder.getTotalSpace();
    }
}
