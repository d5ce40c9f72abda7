// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.state.StateFolder;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Option;

import java.util.HashMap;
import java.util.Map;

/** What an instance is called, and what it may take of its machine. */
final class InstanceArguments {

    @Option(
            names = "--application-id",
            converter = StreamsConverters.OfApplicationId.class,
            paramLabel = "ID",
            description =
                    "Names the application: its consumer group, and the beginning of the names of its internal"
                            + " topics (application.id). Default: penstock- and the pipeline's name or, if it has none, its file's with a check sum of the topic of its first source")
    private String applicationId = "";

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the state is kept between two starts; without it, it is read from Kafka again"
                    + " (state.dir). Default: " + StreamsSettings.DEFAULT_STATE_FOLDER)
    private String stateFolder = "";

    @Option(
            names = "--share-state-dir",
            description =
                    "Several instances on this machine have the same --state-dir: each takes a folder of its own in"
                            + " it, instance-1, instance-2 and so on, the first that no other has. Default: it is for one alone")
    private boolean shareStateFolder;

    @Option(
            names = "--threads",
            converter = StreamsConverters.OfThreads.class,
            paramLabel = "N",
            description = "Threads that process (num.stream.threads). Default: as many as processors, at most "
                    + StreamsSettings.MOST_DEFAULT_THREADS)
    private String threads = "";

    @Option(
            names = "--rocksdb-memory",
            converter = StreamsConverters.OfRocksDbMemory.class,
            paramLabel = "SIZE",
            description = "What all state stores together take outside the Java heap, about, such as 512m or, of the"
                    + " memory of machine or container, 25%% (" + StreamsSettings.ROCKSDB_MEMORY_CONFIG + "). Default: "
                    + StreamsSettings.DEFAULT_ROCKSDB_MEMORY)
    private String rocksDbMemory = "";

    @Option(
            names = "--on-missing-topic",
            converter = StreamsConverters.OfWaitOrEnd.class,
            paramLabel = "wait|end",
            description =
                    "When a topic is deleted while this runs: wait goes on with what does not need it, and with the"
                            + " rest when it is there again; end ends ("
                            + StreamsSettings.ON_MISSING_TOPIC_CONFIG + "). Default: " + StreamsSettings.WAIT)
    private String onMissingTopic = "";

    /** Whether nobody says what the application is called. */
    boolean hasDefaultId(KafkaArguments kafka, Map<String, String> environment) {
        return applicationId.isEmpty()
                && !kafka.settings(Map.of(), environment).containsKey(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    /**
     * The settings that hold.
     *
     * @param defaultId what the application is called if nobody says
     * @throws dev.penstock.cli.support.CommandException if one is wrong, or the file can't be read
     */
    StreamsSettings settings(String defaultId, KafkaArguments kafka, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(kafka.settings(StreamsSettings.defaults(defaultId), environment));
        putIfGiven(all, StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        putIfGiven(all, StreamsConfig.STATE_DIR_CONFIG, stateFolder);
        putIfGiven(all, StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        putIfGiven(all, StreamsSettings.ROCKSDB_MEMORY_CONFIG, rocksDbMemory);
        putIfGiven(all, StreamsSettings.ON_MISSING_TOPIC_CONFIG, onMissingTopic);
        return StreamsSettings.of(all);
    }

    /**
     * Takes the folder of the state.
     *
     * @throws dev.penstock.cli.support.CommandException if it is shared and none in it can be had
     */
    StateFolder stateFolder(StreamsSettings settings) {
        return shareStateFolder ? StateFolder.among(settings.stateFolder()) : StateFolder.alone(settings.stateFolder());
    }

    private static void putIfGiven(Map<String, String> all, String name, String value) {
        if (!value.isEmpty()) {
            all.put(name, value);
        }
    }
}
