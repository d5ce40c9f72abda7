// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import dev.penstock.streams.geo.IanaRegions;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What the feature groups of the default pipeline come to, worked out event by event in maps on the heap. Shares no code
 * with any contender but the table of IP address regions. Not safe for several threads.
 */
public final class Truth {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final String ALL = "all";

    private final Sampling sampling;
    private final TallyCounter own = new TallyCounter();
    private Tally others = Tally.NONE;
    private LoginTally logins = LoginTally.NONE;
    private final Map<String, Map<RowKey, ExpectedRow>> groups = new HashMap<>();

    private final Names names;

    /** @param sampling of users; other entities are few */
    public Truth(Sampling sampling) {
        this(sampling, new Names());
    }

    /** @param names the same for truths that are to be added up */
    public Truth(Sampling sampling, Names names) {
        this.sampling = sampling;
        this.names = names;
    }

    /** Of users, items and regions. Safe for use by several threads. */
    static final class Names {
        private final IanaRegions regions = new IanaRegions();
        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        private final AtomicInteger next = new AtomicInteger();

        /** The one text for a name, however many events have it. */
        private String text(String name) {
            return texts.computeIfAbsent(name, own -> own);
        }

        private int number(String name) {
            return numbers.computeIfAbsent(name, own -> next.getAndIncrement());
        }

        private String region(String ip) {
            return regions.resolve(ip).region();
        }
    }

    /** Takes in what another truth is about. Neither is to be told of events afterwards: they may have rows in common. */
    void add(Truth other) {
        others = others.plus(other.tally());
        logins = logins.plus(other.logins);
        other.groups.forEach((group, rows) -> {
            Map<RowKey, ExpectedRow> own = groups.computeIfAbsent(group, name -> new HashMap<>());
            rows.forEach((key, row) -> own.merge(key, row, ExpectedRow::plus));
        });
    }

    public Sampling sampling() {
        return sampling;
    }

    void add(AppEvent event) {
        own.add(event.isPurchase(), event.amount(), event.timestamp());
        if (sampling.takes(event.userId())) {
            int item = names.number(event.itemId());
            Activity activity = row("user_activity", event.userId(), MINUTE, event.timestamp(), Activity::new);
            activity.add(event, item);
        }
        Sales sales = row("sales_by_item", event.itemId(), MINUTE, event.timestamp(), Sales::new);
        sales.add(event);
    }

    /** @param tally of the login and what it was read from */
    void add(Login login, LoginTally tally) {
        logins = logins.plus(tally);
        add("login_devices", login.deviceType(), MINUTE, login, true);
        add("login_versions", login.appVersion(), MINUTE, login, false);
        add("login_locales", login.locale(), MINUTE, login, false);
        add("login_traffic", ALL, MINUTE, login, true);
        add("login_hours", ALL, HOUR, login, false);
        add("login_geo", names.region(login.ip()), MINUTE, login, false);
    }

    /** Of the app events. */
    public Tally tally() {
        return own.tally().plus(others);
    }

    LoginTally logins() {
        return logins;
    }

    Map<RowKey, ExpectedRow> rows(String group) {
        return groups.getOrDefault(group, Map.of());
    }

    private void add(String group, String entity, long window, Login login, boolean withUsers) {
        Logins logins = row(group, entity, window, login.timestamp(), () -> new Logins(withUsers));
        logins.add(login);
    }

    @SuppressWarnings("unchecked")
    private <R extends ExpectedRow> R row(
            String group, String entity, long window, long timestamp, Supplier<R> newRow) {
        var key = new RowKey(names.text(entity), timestamp - timestamp % window);
        return (R) groups.computeIfAbsent(group, name -> new HashMap<>()).computeIfAbsent(key, k -> newRow.get());
    }
}
