// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.Optional;
import java.util.Set;

/**
 * Makes up logins and app events, keyed by user. A pure function of its options, but for a live timeline.
 *
 * <p>Wrong events are wrong for sure. A late one belongs to the user, and so goes to the partition, of the last on-time
 * event of its topic, and happened at least {@value #LATE_BY_MILLIS} ms before that one, which the partition has seen. A
 * duplicate repeats the last on-time event of its topic. A malformed one is spoilt in one of many {@linkplain Malformation ways}.
 */
public final class Generator implements EventSource {

    public static final String LOGIN_TOPIC = "user-login";
    public static final String APP_TOPIC = "app-events";

    /** How far back a late event lies at least: well past a window of a minute and its grace. */
    public static final long LATE_BY_MILLIS = 600_000;

    private static final int LATE_SPREAD_MILLIS = 300_000;

    /** An older event is not repeated, because it might be late by now. */
    private static final long DUPLICATE_WITHIN_MILLIS = 10_000;

    private static final int LATE = 0;
    private static final Malformation[] WAYS = Malformation.values();
    private static final int MALFORMED = 1;
    private static final int DUPLICATE = 2;

    private final GeneratorOptions options;
    private final SplitMix random;
    private final UserSessions sessions;
    private final ExactShares logins;
    private final ExactShares wrongs;
    private final EventWriter writer = new EventWriter();
    private final long idOffset;
    private final Topic loginTopic = new Topic();
    private final Topic appTopic = new Topic();
    private volatile boolean closed;
    private long index;
    private long now = Long.MIN_VALUE;

    /** The last on-time event of a topic. */
    private static final class Topic {
        private int user;
        private ProducerRecord<byte[], byte[]> last;
    }

    public Generator(GeneratorOptions options) {
        this.options = options;
        var shares = options.shares();
        random = new SplitMix(SplitMix.mix(options.seed()));
        idOffset = SplitMix.mix(~options.seed());
        var users = new Zipf(options.users(), options.skew());
        sessions = new UserSessions(users, options.users(), shares.logins(), random);
        logins = new ExactShares(options.count(), random, shares.logins());
        wrongs = new ExactShares(options.count(), random, shares.late(), shares.malformed(), shares.duplicates());
    }

    @Override
    public Set<String> topics() {
        double share = options.shares().logins();
        return share == 0 ? Set.of(APP_TOPIC) : share == 1 ? Set.of(LOGIN_TOPIC) : Set.of(LOGIN_TOPIC, APP_TOPIC);
    }

    @Override
    public Optional<OutgoingEvent> next() {
        if (closed || index == options.count()) {
            return Optional.empty();
        }
        // A wall clock that is set back must not make events late.
        now = Math.max(now, options.timeline().millisOf(index));
        int draw = logins.draw();
        boolean login = draw != ExactShares.NONE;
        if (login) {
            logins.take(draw);
        }
        var event = make(login, login ? loginTopic : appTopic);
        index++;
        return Optional.of(event);
    }

    @Override
    public void close() {
        closed = true;
    }

    private OutgoingEvent make(boolean login, Topic topic) {
        int wrong = wrongs.draw();
        boolean possible = switch (wrong) {
            case LATE -> topic.last != null;
            case DUPLICATE -> topic.last != null && now - topic.last.timestamp() <= DUPLICATE_WITHIN_MILLIS;
            default -> wrong != ExactShares.NONE;
        };
        if (!possible) {
            return onTime(login, topic);
        }
        wrongs.take(wrong);
        return switch (wrong) {
            case LATE ->
                new OutgoingEvent(
                        idle(
                                login,
                                topic.user,
                                topic.last.timestamp() - LATE_BY_MILLIS - random.nextInt(LATE_SPREAD_MILLIS)),
                        EventKind.LATE);
            case MALFORMED -> malformed(login);
            default -> new OutgoingEvent(topic.last, EventKind.DUPLICATE);
        };
    }

    private OutgoingEvent onTime(boolean login, Topic topic) {
        if (login) {
            topic.user = sessions.logIn();
            topic.last = login(topic.user, now);
        } else {
            var step = sessions.act();
            topic.user = step.user();
            topic.last = appEvent(step, now);
        }
        return new OutgoingEvent(topic.last, EventKind.PLAIN);
    }

    private OutgoingEvent malformed(boolean login) {
        var way = WAYS[random.nextInt(WAYS.length)];
        int user = sessions.bystander();
        var good = idle(login, user, now);
        byte[] key = way == Malformation.KEY_OF_ANOTHER ? writer.key(new UserProfile(~user)) : good.key();
        return new OutgoingEvent(
                new ProducerRecord<>(good.topic(), null, now, key, way.spoil(good.value())), EventKind.MALFORMED);
    }

    /** An event that belongs to no session. */
    private ProducerRecord<byte[], byte[]> idle(boolean login, int user, long time) {
        return login
                ? login(user, time)
                : appEvent(new UserSessions.Step(user, UserAction.VIEW, sessions.popularItem()), time);
    }

    private ProducerRecord<byte[], byte[]> login(int user, long time) {
        var person = new UserProfile(user);
        byte[] key = writer.key(person);
        return new ProducerRecord<>(LOGIN_TOPIC, null, time, key, writer.login(person, key, time));
    }

    private ProducerRecord<byte[], byte[]> appEvent(UserSessions.Step step, long time) {
        var person = new UserProfile(step.user());
        byte[] key = writer.key(person);
        // An odd factor maps the first 2^40 events to as many ids.
        long id = index * 0x9E3779B97F4A7C15L + idOffset;
        long cents = step.action() == UserAction.PURCHASE ? price(step.item()) * (random.nextInt(5) == 0 ? 2 : 1) : 0;
        byte[] value = writer.appEvent(id, person, key, step.action(), step.item(), cents, time);
        return new ProducerRecord<>(APP_TOPIC, null, time, key, value);
    }

    /** The same item always costs the same: from 1.99 to 300.99, cheap ones being the more common. */
    private static long price(int item) {
        long chance = SplitMix.mix(item + 1L) >>> 44;
        return 199 + ((chance * chance >>> 20) * 29_900 >>> 20);
    }
}
