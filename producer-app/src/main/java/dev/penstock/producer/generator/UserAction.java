// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.util.Locale;

/** What a user does in the app, in the order in which one leads to the next. */
enum UserAction {
    VIEW,
    CLICK,
    ADD_TO_CART,
    PURCHASE;

    /** How events call it. */
    final byte[] type = Utf8Buffer.utf8(name().toLowerCase(Locale.ROOT));
}
