// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.producer.EventSource;
import dev.penstock.producer.Generator;
import dev.penstock.producer.GeneratorOptions;
import dev.penstock.producer.Pacing;

/** Made-up logins and app events, at a rate. */
record GeneratedEvents(GeneratorOptions options, double rate) implements DemoEvents {

    @Override
    public EventSource source() {
        return new Generator(options);
    }

    @Override
    public Pacing pacing() {
        return Pacing.rate(rate);
    }

    @Override
    public DemoInput progress(long sent, DemoInput.Stage stage) {
        var shares = options.shares();
        return new DemoInput.Generated(rate, options.users(), shares.late(), shares.malformed(), sent);
    }
}
