// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.commit;

import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

import java.util.Map;

/**
 * Calls a processor back before each commit of its task, as its node, so that it can forward what it holds.
 *
 * <p>Kafka Streams has no such call for processors. It has one for the record cache of the DSL: {@code flushCache} of
 * every {@link CachedStateStore} is called when a task prepares to commit, by timer, on close and on revocation alike,
 * before the producer is flushed and the offsets are committed. This is a store of that kind, with nothing in it and no
 * changelog.
 *
 * <p>That interface, the {@link CacheFlushListener} that a method of it takes, and {@link InternalProcessorContext} are no
 * public API of Kafka, and this class alone touches them. {@code CommitHookTest} tells when a version of Kafka changes what
 * is relied on here, and {@code PageViewsTest}, on a real broker, when it changes what it does on close and revocation.
 * For use by the task's thread.
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {

    private static final Runnable NOTHING = () -> {};

    private final String name;
    private Runnable beforeCommit = NOTHING;
    private boolean open;

    private CommitHook(String name) {
        this.name = name;
    }

    /** To be among the stores of the processor, which finds the hook by this name. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new Builder(name);
    }

    /**
     * Has a processor called before each commit from now on.
     *
     * @param context of the processor that is being initialised
     * @throws IllegalStateException if this version of Kafka Streams has another kind of context, or one without the
     *     processor's node
     */
    public void attach(ProcessingContext context, Runnable callback) {
        if (!(context instanceof InternalProcessorContext<?, ?> internal) || internal.currentNode() == null) {
            throw new IllegalStateException(
                    "Kafka Streams " + AppInfoParser.getVersion() + " initialises a processor with a "
                            + context.getClass().getName() + " that has no current node, expected one that has");
        }
        var node = internal.currentNode();
        beforeCommit = () -> {
            var current = internal.currentNode();
            internal.setCurrentNode(node);
            try {
                callback.run();
            } finally {
                internal.setCurrentNode(current);
            }
        };
    }

    @Override
    public void flushCache() {
        beforeCommit.run();
    }

    /** Called when the task is to become a standby, after its last commit: there is nothing left. */
    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {
            throw new IllegalStateException(name + " has no changelog to be restored from");
        });
        open = true;
    }

    @Override
    public void close() {
        beforeCommit = NOTHING;
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Builder(String name) implements StoreBuilder<CommitHook> {

        @Override
        public CommitHook build() {
            return new CommitHook(name);
        }

        @Override
        public StoreBuilder<CommitHook> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException(name + " holds nothing that a changelog could keep");
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
