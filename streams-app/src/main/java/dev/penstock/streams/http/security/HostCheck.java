// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests that were meant for a name that somebody else gave this machine. A page of another site can make its
 * own name point to this machine (DNS rebinding), and a browser would let it read what is answered under that name. An
 * address, {@code localhost} and the names that this instance knows for its own can't be pointed anywhere. Immutable.
 */
public final class HostCheck {

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    private final Set<String> names;

    /** @param names of this instance, without a port */
    public HostCheck(Collection<String> names) {
        this.names = Set.copyOf(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    /** @param header the value of {@code Host} */
    public boolean allows(String header) {
        String host = PORT.matcher(header.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.equals("localhost") || ADDRESS.matcher(host).matches() || names.contains(host);
    }
}
