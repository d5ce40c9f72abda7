// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many logins there were in a window, and of how many users. */
final class Logins implements ExpectedRow {

    private final boolean withUsers;
    private final Set<String> users = new HashSet<>();
    private int logins;

    Logins(boolean withUsers) {
        this.withUsers = withUsers;
    }

    void add(Login login) {
        logins++;
        if (withUsers) {
            users.add(login.userId());
        }
    }

    @Override
    public ExpectedRow plus(ExpectedRow other) {
        var more = (Logins) other;
        var sum = new Logins(withUsers);
        sum.logins = logins + more.logins;
        sum.users.addAll(users);
        sum.users.addAll(more.users);
        return sum;
    }

    @Override
    public Map<String, Expectation> columns() {
        var count = Expectation.exactly(logins);
        return withUsers
                ? Map.of("logins", count, "users", Expectation.distinct(users.size()))
                : Map.of("logins", count);
    }
}
