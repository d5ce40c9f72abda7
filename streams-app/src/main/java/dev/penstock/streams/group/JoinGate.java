// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.group;

import dev.penstock.streams.group.LiveGroup.Member;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets an instance that has joined its group process once no other pipeline is there. Two that start at the same moment
 * both find an empty group before they join, so they look again when they are in it.
 *
 * <p>No two pipelines get through. The coordinator of a group shows whoever has joined to all who ask later, so of two
 * that don't get on, the one that looks second sees the first. Of those that wait at the gate the later started gives way
 * at once. Nobody gives way who is through it, so the earlier one does, too, if the later does not go.
 */
public final class JoinGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JoinGate.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** How long one that gives way takes to leave the group, at most: it looks as often as this one, and has no work. */
    private static final Duration GIVE_WAY_WITHIN = Duration.ofSeconds(5);

    private final Membership membership;
    private final LiveGroupReader groups;
    private final Runnable open;
    private final Consumer<String> refuse;
    private final Thread thread = new Thread(this::run, "penstock-join");
    private OptionalLong strangersSince = OptionalLong.empty();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param admin stays open for whoever opened it
     * @param open called once if the instance may process
     * @param refuse called once with the reason if it may not
     */
    public JoinGate(Membership membership, Admin admin, Runnable open, Consumer<String> refuse) {
        this.membership = membership;
        this.groups = new LiveGroupReader(admin);
        this.open = open;
        this.refuse = refuse;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean over = isDecided();
            while (!over) {
                over = closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS) || isDecided();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("closed", e);
        } catch (KafkaException | IllegalStateException e) {
            if (closed.getCount() > 0) {
                LOG.warn("can't find out whether another pipeline runs as {}: {}", membership.group(), e.toString());
                open.run();
            }
        }
    }

    private boolean isDecided() {
        try {
            return isDecided(groups.read(membership.group()));
        } catch (RetriableException e) {
            LOG.debug("asking about the group failed", e);
            return false;
        }
    }

    private boolean isDecided(LiveGroup group) {
        if (group.members().stream().noneMatch(this::isOwn)) {
            return false;
        }
        List<Member> strangers = group.strangersTo(membership.self()).toList();
        if (strangers.isEmpty()) {
            open.run();
            return true;
        }
        if (strangersSince.isEmpty()) {
            strangersSince = OptionalLong.of(System.nanoTime());
        }
        // The later ones have gone by then, unless they are through.
        boolean late = System.nanoTime() - strangersSince.getAsLong() > GIVE_WAY_WITHIN.toNanos();
        Optional<Member> stronger = strangers.stream()
                .filter(member -> late || member.name().orElseThrow().isEarlierThan(membership.self()))
                .findFirst();
        stronger.map(membership::otherPipeline).ifPresent(refuse);
        return stronger.isPresent();
    }

    private boolean isOwn(Member member) {
        return member.name().filter(membership.self()::equals).isPresent();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
