// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.state.DemoInput;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.Pacing;

/** The events that a demo sends. */
interface DemoEvents {

    /** To be asked for once. */
    EventSource source();

    Pacing pacing();

    /**
     * How it stands.
     *
     * @param sent events so far
     */
    DemoInput progress(long sent, DemoInput.Stage stage);

    /** Made-up logins and app events, at a rate. */
    record Generated(GeneratorOptions options, double rate) implements DemoEvents {

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

    /** Made-up texts, of which some come twice, at a rate. */
    record Texts(GeneratorOptions options, double rate) implements DemoEvents {

        private static final TextGenerator.Shares SHARES = new TextGenerator.Shares(0.01, 0.01, 0.05, 0.1, 0.01);

        @Override
        public EventSource source() {
            return new TextGenerator(options, SHARES);
        }

        @Override
        public Pacing pacing() {
            return Pacing.rate(rate);
        }

        @Override
        public DemoInput progress(long sent, DemoInput.Stage stage) {
            return new DemoInput.Generated(rate, options.users(), 0, 0, sent);
        }
    }
}
