// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

/**
 * The sessions that are under way, and what each user does next. There are as many seats as users, up to
 * {@value #MAX_SEATS}; on each sits one session, and whoever starts a session takes a random seat from whom it belonged to. A
 * run begins in the middle of the day: when a seat is first looked at, somebody has just sat down who logged in before
 * it. What has to be kept is one {@code long} for each seat that was used.
 */
final class UserSessions {

    /** How many items the shop has. */
    static final int ITEMS = 10_000;

    private static final int MAX_SEATS = 1 << 24;
    private static final int PAGE = 4096;
    private static final double CLICKS_PER_VIEW = 0.25;
    private static final double CARTS_PER_CLICK = 0.25;
    private static final double PURCHASES_PER_CART = 0.5;
    private static final double MEAN_ACTIONS = 20;
    private static final int ARRIVED = UserAction.values().length;
    private static final UserAction[] ACTIONS = UserAction.values();

    private final int seats;
    private final long[][] pages;
    private final Zipf users;
    private final SplitMix random;
    private final double leaveChance;

    /** @param item from 0 to {@link #ITEMS} − 1 */
    record Step(int user, UserAction action, int item) {}

    /**
     * @param logins share of logins among all events: each starts a session. Where they are too few for sessions of
     *     about {@value #MEAN_ACTIONS} actions, other users come and go without one.
     */
    UserSessions(Zipf users, int userCount, double logins, SplitMix random) {
        this.users = users;
        this.random = random;
        seats = Math.min(userCount, MAX_SEATS);
        pages = new long[(seats + PAGE - 1) / PAGE][];
        leaveChance = logins >= 1 ? 0 : Math.max(0, 1 / MEAN_ACTIONS - logins / (1 - logins));
    }

    /** Somebody starts a session. */
    int logIn() {
        int seat = random.nextInt(seats);
        int user = users.draw(random);
        page(seat)[seat % PAGE] = pack(user, 0, ARRIVED);
        return user;
    }

    /** Somebody who does nothing. */
    int bystander() {
        return users.draw(random);
    }

    /** Somebody does the next thing in a session. */
    Step act() {
        int seat = random.nextInt(seats);
        long[] page = page(seat);
        long session = page[seat % PAGE];
        if (session == 0 || (leaveChance > 0 && random.nextDouble() < leaveChance)) {
            session = pack(users.draw(random), 0, ARRIVED);
        }
        int user = (int) (session >>> 32) - 1;
        UserAction action = next((int) session & 7);
        int item = action == UserAction.VIEW ? popularItem() : (int) (session >>> 3) & 0x1FFFFFFF;
        page[seat % PAGE] = pack(user, item, action.ordinal());
        return new Step(user, action, item);
    }

    int popularItem() {
        double chance = random.nextDouble();
        return (int) (ITEMS * chance * chance);
    }

    private UserAction next(int before) {
        if (before == ARRIVED) {
            return UserAction.VIEW;
        }
        double chance = switch (ACTIONS[before]) {
            case VIEW -> CLICKS_PER_VIEW;
            case CLICK -> CARTS_PER_CLICK;
            case ADD_TO_CART -> PURCHASES_PER_CART;
            case PURCHASE -> 0;
        };
        return random.nextDouble() < chance ? ACTIONS[before + 1] : UserAction.VIEW;
    }

    private long[] page(int seat) {
        int number = seat / PAGE;
        if (pages[number] == null) {
            pages[number] = new long[Math.min(PAGE, seats)];
        }
        return pages[number];
    }

    /** Never 0, which is a seat that nobody has looked at. */
    private static long pack(int user, int item, int state) {
        return (user + 1L) << 32 | (long) item << 3 | state;
    }
}
