// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The users whose events passed. May be asked for by any thread. */
final class KnownUsers {

    private final Set<String> known = new HashSet<>();
    private final List<String> users = Collections.synchronizedList(new ArrayList<>());
    private volatile int settled;

    /** Notes whose event that is; for one thread. */
    void note(ProducerRecord<byte[], byte[]> event) {
        String user = new String(event.key(), StandardCharsets.UTF_8);
        if (known.add(user)) {
            users.add(user);
        }
    }

    int count() {
        return users.size();
    }

    /** From now on only those that are known now are chosen: whoever comes later may have no rows yet. */
    void settle() {
        settled = users.size();
    }

    /** One of those that were known when they settled, by chance. */
    String any() {
        return users.get(ThreadLocalRandom.current().nextInt(settled));
    }
}
