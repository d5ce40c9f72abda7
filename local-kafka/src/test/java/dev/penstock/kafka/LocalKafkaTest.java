// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.junit.jupiter.api.Test;

class LocalKafkaTest {

    @Test
    void shouldStart() {
        for (int i = 0; i < 3; i++) {
            long t = System.nanoTime();
            try (LocalKafka kafka = LocalKafka.start()) {
                long u = System.nanoTime();
                System.err.println("up in " + (u - t) / 1_000_000);
                kafka.createTopic("a", 4);
                System.err.println("topic in " + (System.nanoTime() - u) / 1_000_000);
                t = System.nanoTime();
            }
            System.err.println("down in " + (System.nanoTime() - t) / 1_000_000);
        }
    }
}
