// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turns the first SIGINT or SIGTERM into an orderly end of the command, so that the process can exit with 0; left to
 * the JVM it would exit with 130 or 143.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection because naming it is a compiler warning that can't be suppressed.
 */
final class StopSignal {

    private StopSignal() {}

    /**
     * Completes at the first signal. Later ones change nothing: a terminal and a supervisor may well send one each, and
     * the second must not cut the orderly end short.
     */
    static CompletableFuture<Void> install() {
        CompletableFuture<Void> received = new CompletableFuture<>();
        for (String name : List.of("INT", "TERM")) {
            handle(name, received);
        }
        return received;
    }

    private static void handle(String name, CompletableFuture<Void> received) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            var handle = signalType.getMethod("handle", signalType, handlerType);
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        received.complete(null);
                        return null;
                    });
            handle.invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lets no program handle SIG" + name, e);
        }
    }
}
