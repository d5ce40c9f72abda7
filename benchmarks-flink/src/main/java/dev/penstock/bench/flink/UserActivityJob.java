// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.contender.ClientSettings;
import dev.penstock.bench.contender.FlinkJob;
import dev.penstock.bench.contender.Job;
import dev.penstock.bench.contender.RunningContender;
import dev.penstock.bench.truth.AppEvent;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * User activity as one writes it for Flink when it has to be fast: the DataStream API, a process function that reads and
 * writes a compact state once for each event, no serialization by reflection, objects reused, exactly once.
 */
public final class UserActivityJob implements FlinkJob {

    /** Brokers allow no more than a quarter of an hour. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private static final MemorySize ROCKS_DB_MEMORY_PER_SLOT = MemorySize.ofMebiBytes(128);

    @Override
    public RunningContender start(Job job, String from, String to, State state, int parallelism) {
        Configuration configuration = configuration(job, state);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment
                .fromSource(source(job, from), watermarks(), "app-events")
                .uid("app-events")
                .keyBy(AppEvent::userId, Types.STRING)
                .process(new UserActivity(job.commitMillis()), UserActivity.ROWS)
                .name("user-activity")
                .uid("user-activity")
                .sinkTo(sink(job, to))
                .name("rows")
                .uid("rows");
        return RunningFlinkJob.start(environment, Path.of(job.stateFolder()).resolve("savepoints"));
    }

    private static Configuration configuration(Job job, State state) {
        Path folder = Path.of(job.stateFolder()).toAbsolutePath();
        return new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(job.commitMillis()))
                .set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE)
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.resolve("checkpoints").toUri().toString())
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, state == State.ROCKS_DB)
                .set(StateBackendOptions.STATE_BACKEND, state == State.ROCKS_DB ? "rocksdb" : "hashmap")
                .set(RocksDBOptions.LOCAL_DIRECTORIES, folder.resolve("rocksdb").toString())
                .set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP)
                .set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, ROCKS_DB_MEMORY_PER_SLOT)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.GENERIC_TYPES, false)
                // What fails is to be seen, not tried again.
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }

    private static KafkaSource<AppEvent> source(Job job, String topic) {
        Properties settings = properties(ClientSettings.ofConsumer(job));
        settings.remove(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
        return KafkaSource.<AppEvent>builder()
                .setProperties(settings)
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.committedOffsets())
                .setValueOnlyDeserializer(new AppEventSchema())
                .build();
    }

    /** A window closes by the greatest time of the partition that is furthest behind, its grace later. */
    private static WatermarkStrategy<AppEvent> watermarks() {
        return WatermarkStrategy.<AppEvent>forMonotonousTimestamps()
                .withTimestampAssigner((event, recordTimestamp) -> event.timestamp());
    }

    private static KafkaSink<Tuple2<byte[], byte[]>> sink(Job job, String topic) {
        Properties settings = properties(ClientSettings.ofProducer(job));
        settings.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setKafkaProducerConfig(settings)
                .setBootstrapServers(job.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(job.applicationId())
                // Transactions are short and many: their ids are used again.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(KafkaRecordSerializationSchema.<Tuple2<byte[], byte[]>>builder()
                        .setTopic(topic)
                        .setKeySerializationSchema(RowPart.KEY)
                        .setValueSerializationSchema(RowPart.VALUE)
                        .build())
                .build();
    }

    private static Properties properties(Map<String, Object> settings) {
        var properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, String.valueOf(value)));
        return properties;
    }
}
