// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import dev.penstock.streams.geo.IanaRegions;

import java.util.HashMap;
import java.util.Map;
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
    private final IanaRegions regions = new IanaRegions();
    private final TallyCounter tally = new TallyCounter();
    private LoginTally logins = LoginTally.NONE;
    private final Map<String, Map<RowKey, ExpectedRow>> groups = new HashMap<>();

    /** One text for each user and item, however many events name it. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, Integer> items = new HashMap<>();

    /** @param sampling of users; other entities are few */
    public Truth(Sampling sampling) {
        this.sampling = sampling;
    }

    public Sampling sampling() {
        return sampling;
    }

    void add(AppEvent event) {
        tally.add(event.isPurchase(), event.amount(), event.timestamp());
        if (sampling.takes(event.userId())) {
            int item = items.computeIfAbsent(event.itemId(), id -> items.size());
            Activity activity = row("user_activity", event.userId(), MINUTE, event.timestamp(), Activity::new);
            activity.add(event, item);
        }
        Sales sales = row("sales_by_item", event.itemId(), MINUTE, event.timestamp(), Sales::new);
        sales.add(event);
    }

    /** @param value what the login was read from */
    void add(Login login, byte[] value) {
        logins = logins.plus(value, login);
        add("login_devices", login.deviceType(), MINUTE, login, true);
        add("login_versions", login.appVersion(), MINUTE, login, false);
        add("login_locales", login.locale(), MINUTE, login, false);
        add("login_traffic", ALL, MINUTE, login, true);
        add("login_hours", ALL, HOUR, login, false);
        add("login_geo", regions.resolve(login.ip()).region(), MINUTE, login, false);
    }

    /** Of the app events. */
    public Tally tally() {
        return tally.tally();
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
        var key = new RowKey(names.computeIfAbsent(entity, name -> name), timestamp - timestamp % window);
        return (R) groups.computeIfAbsent(group, name -> new HashMap<>()).computeIfAbsent(key, k -> newRow.get());
    }
}
