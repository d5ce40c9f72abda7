// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher script on a small copy of the project, with a Java and a Maven that only tell how they were called. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "cksum",
            "dirname",
            "env",
            "find",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "tail",
            "touch",
            "uname");

    private static final String BUILDING =
            "penstock: building what is missing or out of date; this can take a minute or two...\n";

    private static final String NOTING =
            "penstock: noting what the Java VM has to load, so that commands start faster from now on...\n";

    @TempDir
    Path folder;

    private Path home;
    private Path bin;
    private Path builds;

    record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void copyProject() throws IOException {
        home = Files.createDirectories(folder.resolve("a project")).toRealPath();
        bin = Files.createDirectory(folder.resolve("bin"));
        builds = folder.resolve("builds");
        Files.copy(Path.of("..", "penstock"), home.resolve("penstock"));
        Files.writeString(home.resolve("pom.xml"), "<project />");
        Files.createDirectories(home.resolve("cli/src/main"));
        for (String tool : TOOLS) {
            Path target = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(bin.resolve(tool), target);
        }
        java("17.0.2");
        maven("3.8.7", "mkdir -p cli/target && echo libraries > cli/target/classpath");
    }

    @Test
    void shouldSayHowToInstallJavaWhenThereIsNone() throws Exception {
        Files.delete(bin.resolve("java"));

        Result result = run("broker");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("penstock: no Java was found; Penstock needs JDK 17 or newer and Maven 3.8 or newer.")
                .containsPattern("(sudo apt-get|sudo dnf|brew) install \\S*openjdk\\S* maven\n$");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 8", "11.0.22, 11", "16, 16"})
    void shouldNameAJavaThatIsTooOld(String version, int major) throws Exception {
        java(version);

        Result result = run("broker");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("penstock: " + bin.resolve("java") + " is Java " + major + "; ");
    }

    @Test
    void shouldSayWhyJavaDoesNotRun() throws Exception {
        script("java", """
                echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1z' >&2
                echo 'Invalid maximum heap size: -Xmx1z' >&2
                echo 'Error: Could not create the Java Virtual Machine.' >&2
                exit 1
                """);

        Result result = run("broker");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("penstock: " + bin.resolve("java") + " does not run (Invalid maximum heap size: -Xmx1z); ");
    }

    @Test
    void shouldSayHowToInstallMavenWhenThereIsNone() throws Exception {
        Files.delete(bin.resolve("mvn"));

        Result result = run("broker");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("penstock: no Maven (mvn) was found; ")
                .containsPattern("install \\S*openjdk\\S* maven\n$");
    }

    @ParameterizedTest
    @CsvSource({"broker, 2.2.1", "broker, 3.6.3", "test, 3.7.0"})
    void shouldNameAMavenThatIsTooOld(String command, String version) throws Exception {
        maven(version, "");

        Result result = run(command);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("penstock: mvn is Maven " + version + "; ");
    }

    @ParameterizedTest
    @CsvSource({"3.8.1", "3.9.11", "3.10.0", "4.0.0"})
    void shouldTakeEveryNewEnoughMaven(String version) throws Exception {
        maven(version, "mkdir -p cli/target && echo libraries > cli/target/classpath");

        assertThat(run("broker").exitCode()).isZero();
    }

    @Test
    void shouldBuildOnFirstUseAndThenHandItsArgumentsOn() throws Exception {
        Result result = run("broker", "--data", "a b", "");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEqualTo(BUILDING);
        assertThat(result.out()).endsWith("<dev.penstock.cli.Penstock><broker><--data><a b><>\n");
        assertThat(result.out()).contains("<-cp><" + home.resolve("cli/target/cli.jar") + ":libraries>");
        assertThat(result.out()).contains("<-Dpenstock.home=" + home + ">");
        assertThat(builds).content().isEqualTo("-B -q -Dquick -DskipTests package\n");
    }

    @ParameterizedTest
    @CsvSource({"bench throughput, true", "--help, true", "'', true", "topics, false", "broker, false"})
    void shouldPutWhatOnlyBenchNeedsBehindTheRestOfTheClassPath(String command, boolean added) throws Exception {
        Path target = Files.createDirectories(home.resolve("benchmarks/target"));
        Files.writeString(target.resolve("bench-classpath"), "charts:libraries");

        Result result = run(command.isEmpty() ? new String[0] : command.split(" "));

        String more = ":" + target.resolve("benchmarks.jar") + ":charts";
        assertThat(result.out()).contains("libraries" + (added ? more : "") + "><dev.penstock.cli.Penstock>");
    }

    @Test
    void shouldBuildAgainOnlyWhenASourceIsNewer() throws Exception {
        Path source = Files.writeString(home.resolve("cli/src/main/A.java"), "");
        run("broker");

        assertThat(run("broker").err()).isEmpty();

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("broker").err()).isEqualTo(BUILDING);
    }

    @Test
    void shouldBuildOnceForManyAtATime() throws Exception {
        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            launchers.add(start("broker"));
        }
        for (Process launcher : launchers) {
            assertThat(await(launcher).exitCode()).isZero();
        }

        assertThat(builds).content().hasLineCount(1);
    }

    @Test
    void shouldTakeOverTheLockOfADeadProcess() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectory(home.resolve("target"));
        Files.createSymbolicLink(home.resolve("target/penstock.lock"), Path.of(String.valueOf(dead.pid())));

        assertThat(run("broker").exitCode()).isZero();
        assertThat(home.resolve("target/penstock.lock")).doesNotExist();
    }

    @Test
    void shouldShowWhatABuildSaidThatFailedAndTryAgain() throws Exception {
        maven("3.8.7", "echo 'A.java:1: no such type'; exit 1");

        for (int attempt = 0; attempt < 2; attempt++) {
            Result result = run("broker");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .isEqualTo(BUILDING + "A.java:1: no such type\npenstock: the build failed, see above\n");
        }
    }

    @Test
    void shouldRunTheWholeBuildAsTest() throws Exception {
        Result result = run("test", "-o");

        assertThat(result.exitCode()).isZero();
        assertThat(builds).content().isEqualTo("-B verify -o\n");
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "-pl cli, 2"})
    void shouldTakeTheTestsForABuildOnlyIfTheyWereOfAllOfIt(String options, int builtBefore) throws Exception {
        List<String> line = new ArrayList<>(List.of("test"));
        Stream.of(options.split(" ")).filter(option -> !option.isEmpty()).forEach(line::add);
        run(line.toArray(String[]::new));

        run("broker");

        assertThat(builds).content().hasLineCount(builtBefore);
    }

    @Test
    void shouldFailAsTheTestsDo() throws Exception {
        maven("3.8.7", "exit 3");

        assertThat(run("test").exitCode()).isEqualTo(3);
        assertThat(home.resolve("target/penstock.lock")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"17.0.2, false", "23, false", "24, true", "25.0.3, true"})
    void shouldSilenceWarningsOnlyWhereJavaKnowsTheOptions(String version, boolean silenced) throws Exception {
        java(version);

        assertThat(run("broker").out().contains("<--sun-misc-unsafe-memory-access=allow>"))
                .isEqualTo(silenced);
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline validate, true",
        "topics, true",
        "dlq list, true",
        "kafka topics, true",
        "bench compare, true",
        "--help, true",
        "'', true",
        "kafka server-start, false",
        "kafka producer-perf-test, false",
        "bench throughput, false",
        "streams, false",
        "broker, false",
        "produce, false"
    })
    void shouldRunOnlyShortCommandsWithTheQuickCompiler(String command, boolean quick) throws Exception {
        String[] arguments = command.isEmpty() ? new String[0] : command.split(" ");

        assertThat(run(arguments).out().contains("<-XX:TieredStopAtLevel=1><-XX:+UseSerialGC>"))
                .isEqualTo(quick);
    }

    @Test
    void shouldMakeAnArchiveOfClassesOnceAndUseItForEveryCommand() throws Exception {
        Result first = run("topics");

        assertThat(first.err()).isEqualTo(BUILDING + NOTING);
        assertThat(archives()).hasSize(1);
        String option = "<-XX:SharedArchiveFile=" + archives().get(0) + "><-Xlog:cds*=off>";
        assertThat(first.out()).hasLineCount(1).contains(option);
        assertThat(run("topics").err()).isEmpty();
        assertThat(run("streams").out()).contains(option);
    }

    @Test
    void shouldMakeAnArchiveForEachJavaAndForEachBuild() throws Exception {
        run("topics");
        java("21.0.1");

        assertThat(run("topics").err()).isEqualTo(NOTING);
        assertThat(archives()).hasSize(2);

        Path source = Files.writeString(home.resolve("cli/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("topics").err()).isEqualTo(BUILDING + NOTING);
        assertThat(archives()).hasSize(1);
    }

    @Test
    void shouldGoOnWithoutAnArchiveWhereNoneCanBeMade() throws Exception {
        script("java", """
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.2" 2026-01-01' >&2; exit; fi
                case "$*" in *-Xshare:*) echo 'no such option'; exit 1 ;; esac
                printf '<%s>' "$@"; echo
                """);

        assertThat(run("topics").err()).isEqualTo(BUILDING + NOTING);

        Result second = run("topics");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).hasLineCount(1).doesNotContain("SharedArchiveFile");
    }

    @Test
    void shouldLeaveTheArchiveToALauncherThatMakesIt() throws Exception {
        run("topics");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.createDirectory(Path.of(archive + ".new"));

        Result meanwhile = run("topics");

        assertThat(meanwhile.err()).isEmpty();
        assertThat(meanwhile.out()).hasLineCount(1).doesNotContain("SharedArchiveFile");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** One that makes what it is told to make. */
    private void java(String version) throws IOException {
        script("java", """
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit; fi
                case "$*" in
                    *-Xshare:dump*) for option; do
                        case $option in -XX:SharedArchiveFile=*) echo classes >"${option#*=}" ;; esac
                    done ;;
                esac
                printf '<%%s>' "$@"; echo
                """.formatted(version));
    }

    private void maven(String version, String build) throws IOException {
        script("mvn", """
                if [ "$2" = -v ]; then printf 'Apache Maven %s (x)\\nJava version: 17.0.2, vendor: x\\n'; exit; fi
                echo "$@" >> '%s'
                %s
                """.formatted(version, builds, build));
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result run(String... arguments) throws Exception {
        return await(start(arguments));
    }

    /** From another folder than the project's, through a symbolic link. */
    private Process start(String... arguments) throws IOException {
        Path link = folder.resolve("penstock");
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, folder.relativize(folder.resolve("a project/penstock")));
        }
        List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder launcher = new ProcessBuilder(command).directory(folder.toFile());
        launcher.environment().keySet().removeAll(List.of("JAVA_HOME", "PENSTOCK_JAVA_OPTS"));
        launcher.environment().put("PATH", bin.toString());
        return launcher.start();
    }

    /** What a launcher prints here is far less than a pipe holds, so that the one can be read after the other. */
    private static Result await(Process launcher) throws Exception {
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(
                launcher.exitValue(),
                launcher.inputReader().lines().map(line -> line + "\n").collect(Collectors.joining()),
                launcher.errorReader().lines().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
