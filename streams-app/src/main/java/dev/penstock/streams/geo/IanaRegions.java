// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Knows the region of an address, and neither country nor city, without any database: the regional Internet registry that
 * IANA lets administer the address's block, or the special use that the address is set aside for.
 *
 * <ul>
 *   <li>of general use: {@code africa} (AFRINIC), {@code asia-pacific} (APNIC), {@code europe} (RIPE NCC; with the
 *       Middle East and parts of Central Asia), {@code latin-america} (LACNIC), {@code north-america} (ARIN)
 *   <li>of special use: {@code 6to4-relay}, {@code as112}, {@code benchmarking}, {@code broadcast}, {@code discard}, {@code
 *       documentation}, {@code link-local}, {@code loopback}, {@code multicast}, {@code multicast-tunneling}, {@code private}
 *       (with IPv6 unique-local), {@code protocol-assignments}, {@code reserved}, {@code shared} (carrier-grade NAT),
 *       {@code this-network}, {@code unspecified}
 *   <li>IPv6 blocks that IANA has given to nobody yet, and what is no address: {@code unknown}
 * </ul>
 *
 * <p>An IPv6 address that was made from an IPv4 address is taken for that one: IPv4-mapped, 6to4, Teredo (that of the
 * client), or translated under the well-known prefix. The region says who handed the block out. Parts of blocks have changed
 * hands since, and an owner may use an address anywhere, so it is a good guess for most addresses and no more; the blocks
 * that IANA gave to companies and agencies before there were registries count as their administrator's.
 */
public final class IanaRegions implements GeoResolver {

    private static final String TABLE = "iana-regions.csv";
    private static final String IPV6_TABLE = "iana-ipv6-regions.csv";
    private static final int OCTETS = 256;

    private static final Set<String> OF_GENERAL_USE =
            Set.of("africa", "asia-pacific", "europe", "latin-america", "north-america", GeoLocation.UNKNOWN.region());

    private record Block(IpPrefix prefix, GeoLocation location) {}

    /** By first octet; the last block of each array is the whole /8. */
    private final Block[][] ipv4;

    /** By first octet. */
    private final Block[][] ipv6;

    public IanaRegions() {
        List<Block> longestFirst = readTables();
        ipv4 = IntStream.range(0, OCTETS)
                .mapToObj(octet -> ipv4BlocksOf(octet, longestFirst))
                .toArray(Block[][]::new);
        ipv6 = IntStream.range(0, OCTETS)
                .mapToObj(octet -> longestFirst.stream()
                        .filter(b -> !b.prefix().isIpv4() && b.prefix().reaches(octet))
                        .toArray(Block[]::new))
                .toArray(Block[][]::new);
    }

    /** Whether a region of this resolver says what addresses are set aside for, not where they are. */
    static boolean isOfSpecialUse(String region) {
        return !OF_GENERAL_USE.contains(region);
    }

    @Override
    public GeoLocation resolve(String address) {
        return locate(IpLiteral.parse(address));
    }

    @Override
    public GeoLocation resolve(byte[] utf8, int from, int to) {
        long address = IpLiteral.ipv4(utf8, from, to);
        return address == IpLiteral.NO_IPV4 ? GeoResolver.super.resolve(utf8, from, to) : locate((int) address);
    }

    /** @param address as {@link IpLiteral#parse} returns it */
    GeoLocation locate(byte[] address) {
        if (address.length == 4) {
            return locate(ByteBuffer.wrap(address).getInt());
        }
        if (address.length == 0) {
            return GeoLocation.UNKNOWN;
        }
        long embedded = EmbeddedIpv4.in(address);
        if (embedded != IpLiteral.NO_IPV4) {
            return locate((int) embedded);
        }
        for (Block block : ipv6[address[0] & 0xff]) {
            if (block.prefix().contains(address)) {
                return block.location();
            }
        }
        return GeoLocation.UNKNOWN;
    }

    private GeoLocation locate(int address) {
        for (Block block : ipv4[address >>> 24]) {
            if (block.prefix().contains(address)) {
                return block.location();
            }
        }
        throw new IllegalStateException(TABLE + " leaves an address out, which was looked for at the start");
    }

    private static Block[] ipv4BlocksOf(int octet, List<Block> longestFirst) {
        Block[] blocks = longestFirst.stream()
                .filter(b -> b.prefix().isIpv4() && b.prefix().reaches(octet))
                .toArray(Block[]::new);
        if (blocks.length == 0 || blocks[blocks.length - 1].prefix().length() != 8) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%s: no row for %d.0.0.0/8", TABLE, octet));
        }
        return blocks;
    }

    private static List<Block> readTables() {
        // One object for each region: what is made of few locations stays in the processor's cache, and is told by
        // identity.
        Map<String, GeoLocation> regions = new HashMap<>();
        return Stream.of(TABLE, IPV6_TABLE)
                .flatMap(table -> rows(table).stream())
                .map(row -> row.split(","))
                .map(row -> new Block(IpPrefix.parse(row[0]), regions.computeIfAbsent(row[1], GeoLocation::ofRegion)))
                .sorted(Comparator.comparingInt((Block b) -> b.prefix().length())
                        .reversed())
                .toList();
    }

    private static List<String> rows(String table) {
        try (InputStream in = IanaRegions.class.getResourceAsStream(table);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
