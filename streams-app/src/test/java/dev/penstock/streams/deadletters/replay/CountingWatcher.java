// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a replay told. */
final class CountingWatcher implements LetterReplay.Watcher {

    final List<Letter> sent = new ArrayList<>();
    final List<Letter> withoutOrigin = new ArrayList<>();

    @Override
    public void sent(Letter letter) {
        sent.add(letter);
    }

    @Override
    public void withoutOrigin(Letter letter) {
        withoutOrigin.add(letter);
    }
}
