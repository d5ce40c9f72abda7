// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class IanaRegionsTest {

    private static final String REGISTRY = "ipv6-unicast-address-assignments.csv";

    private final IanaRegions regions = new IanaRegions();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "41.0.0.1, africa",
        "1.1.1.1, asia-pacific",
        "193.0.6.139, europe",
        "200.3.14.10, latin-america",
        "8.8.8.8, north-america",
    })
    void shouldNameTheRegionOfEachRegistry(String address, String region) {
        assertThat(regions.resolve(address)).isEqualTo(new GeoLocation(region, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.0.1, north-america", // Apple
        "25.0.0.1, europe", // UK Ministry of Defence
        "53.0.0.1, europe", // Daimler
        "133.0.0.1, asia-pacific", // Japan's early networks
        "154.0.0.1, africa",
        "191.0.0.1, latin-america",
    })
    void shouldCountABlockFromBeforeTheRegistriesAsItsAdministrators(String address, String region) {
        assertThat(regions.resolve(address).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        // first, last, region, region of the address before, region of the address after
        "0.0.0.0, 0.255.255.255, this-network, , asia-pacific",
        "10.0.0.0, 10.255.255.255, private, north-america, north-america",
        "100.64.0.0, 100.127.255.255, shared, north-america, north-america",
        "127.0.0.0, 127.255.255.255, loopback, asia-pacific, north-america",
        "169.254.0.0, 169.254.255.255, link-local, north-america, north-america",
        "172.16.0.0, 172.31.255.255, private, north-america, north-america",
        "192.0.0.0, 192.0.0.255, protocol-assignments, latin-america, north-america",
        "192.0.2.0, 192.0.2.255, documentation, north-america, north-america",
        "192.31.196.0, 192.31.196.255, as112, north-america, north-america",
        "192.52.193.0, 192.52.193.255, multicast-tunneling, north-america, north-america",
        "192.88.99.0, 192.88.99.255, 6to4-relay, north-america, north-america",
        "192.168.0.0, 192.168.255.255, private, north-america, north-america",
        "192.175.48.0, 192.175.48.255, as112, north-america, north-america",
        "198.18.0.0, 198.19.255.255, benchmarking, north-america, north-america",
        "198.51.100.0, 198.51.100.255, documentation, north-america, north-america",
        "203.0.113.0, 203.0.113.255, documentation, asia-pacific, asia-pacific",
        "224.0.0.0, 239.255.255.255, multicast, asia-pacific, reserved",
        "240.0.0.0, 255.255.255.254, reserved, multicast, broadcast",
        "255.255.255.255, 255.255.255.255, broadcast, reserved, ",
    })
    void shouldNameASpecialRangeFromItsFirstToItsLastAddress(
            String first, String last, String region, String before, String after) {
        assertThat(regions.resolve(first).region()).isEqualTo(region);
        assertThat(regions.resolve(last).region()).isEqualTo(region);
        if (before != null) {
            assertThat(regions.resolve(neighbour(first, -1)).region()).isEqualTo(before);
        }
        if (after != null) {
            assertThat(regions.resolve(neighbour(last, 1)).region()).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::, unspecified",
        "::1, loopback",
        "0:0:0:0:0:0:0:1, loopback",
        "::2, unknown",
        "100::1, discard",
        "2001:1ff:ffff::1, protocol-assignments",
        "2001:2::1, benchmarking",
        "2001:2:1::, protocol-assignments",
        "2001:3::1, multicast-tunneling",
        "2001:4:112::1, as112",
        "2001:db8::1, documentation",
        "2001:db9::1, asia-pacific",
        "2620:4f:8000::1, as112",
        "2620:4f:8001::1, north-america",
        "3fff:fff:ffff::1, documentation",
        "3fff:1000::, unknown",
        "5f00::1, protocol-assignments",
        "fbff::1, unknown",
        "fc00::1, private",
        "fdff:ffff::1, private",
        "fe00::1, unknown",
        "fe80::1, link-local",
        "FEBF::1%eth0, link-local",
        "fec0::1, unknown",
        "ff02::1, multicast",
    })
    void shouldNameTheSpecialRangesOfIpv6(String address, String region) {
        assertThat(regions.resolve(address).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:4200::1, africa",
        "2c0f:fb50:4003::1, africa",
        "2001:218::, asia-pacific",
        "240e::1, asia-pacific",
        "2410::1, asia-pacific",
        "2001:67c:2e8:22::c100:68b, europe",
        "2a00:1450:4001:81b::200e, europe",
        "2A1F:FFFF::, europe",
        "2001:13c7:7001:4000::10, latin-america",
        "2801::1, latin-america",
        "2001:4860:4860::8888, north-america",
        "2606:4700::1111, north-america",
        "2610:1ff::, north-america",
        "2610:200::, unknown", // given to nobody yet
        "2d00::1, unknown",
        "4000::1, unknown",
    })
    void shouldNameTheRegionOfTheRegistryThatAnIpv6BlockBelongsTo(String address, String region) {
        assertThat(regions.resolve(address)).isEqualTo(new GeoLocation(region, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:10.0.0.1, private",
        "::ffff:808:808, north-america",
        "2002:c100:068b::1, europe",
        "2002:0a00:0001::, private",
        "64:ff9b::193.0.6.139, europe",
        "64:ff9b:1::193.0.6.139, private",
        "2001:0:4136:e378:8000:63bf:3eff:f974, europe", // 193.0.6.139 inverted
    })
    void shouldTakeAnAddressThatWasMadeFromAnIpv4AddressForThatOne(String address, String region) {
        assertThat(regions.resolve(address).region()).isEqualTo(region);
    }

    @Test
    void shouldHoldTheTableThatIsMadeFromTheRegistry() throws Exception {
        Path repository = Path.of("..").toRealPath();
        Path script = Path.of("scripts/ipv6-regions");
        Path copy = Files.createDirectories(folder.resolve("streams-app/src"));
        Path table = Path.of("resources/dev/penstock/streams/geo");
        Files.createDirectories(copy.resolve("main").resolve(table));
        Files.createDirectories(folder.resolve(script).getParent());
        Files.copy(repository.resolve(script), folder.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        Path registry =
                repository.resolve("streams-app/src/test").resolve(table).resolve(REGISTRY);

        Process made = new ProcessBuilder(folder.resolve(script).toString(), registry.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith(" 34 blocks\n");
        assertThat(made.waitFor()).isZero();
        assertThat(copy.resolve("main").resolve(table).resolve("iana-ipv6-regions.csv"))
                .as("run scripts/ipv6-regions")
                .hasSameTextualContentAs(repository
                        .resolve("streams-app/src/main")
                        .resolve(table)
                        .resolve("iana-ipv6-regions.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "...",
                ":",
                ":::",
                "%",
                "%eth0",
                "999.1.1.1",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "1.2.3.-4",
                "+1.2.3.4",
                "01.2.3.4",
                "1.2.3.004",
                "0x1.2.3.4",
                "16909060",
                "1.2.3.4:80",
                "1.2.3.4/24",
                " 1.2.3.4",
                "1.2.3.4\n",
                "١.٢.٣.٤",
                "[::1]",
                "::1]:80",
                "fe80::1%",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:",
                "12345::",
                "::g",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "localhost",
                "dead.beef",
                "example.org",
                "\0",
            })
    void shouldCallWhatIsNoAddressUnknown(String text) {
        assertThat(regions.resolve(text)).isEqualTo(GeoLocation.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", ":", "::", "a:", "%", "é"})
    void shouldCallAVeryLongTextUnknown(String part) {
        assertThat(regions.resolve(part.repeat(1_000_000))).isEqualTo(GeoLocation.UNKNOWN);
    }

    @Property
    void shouldGiveSomeRegionForAnyText(@ForAll String text) {
        assertThat(regions.resolve(text).region()).isNotBlank();
    }

    @Property
    void shouldGiveSomeRegionForAnyTextThatLooksLikeAnAddress(@ForAll("addressLike") String text) {
        assertThat(regions.resolve(text).region()).isNotBlank();
    }

    @Provide
    Arbitrary<String> addressLike() {
        return Arbitraries.strings().withChars("0123456789af.:%").ofMaxLength(45);
    }

    @Test
    void shouldHoldEachSlash8BlockOnceAndAsManyPerRegionAsIanaGaveOut() throws IOException {
        Map<String, Long> blocks = table().lines()
                .filter(line -> line.contains(".0.0.0/8,"))
                .collect(Collectors.groupingBy(line -> line.split(",")[1], Collectors.counting()));

        // The registry's own numbers: allocated to the registry + legacy blocks that it administers.
        assertThat(blocks)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "africa",
                        4L + 2,
                        "asia-pacific",
                        45L + 6,
                        "europe",
                        35L + 8,
                        "latin-america",
                        9L + 1,
                        "north-america",
                        36L + 75,
                        "this-network",
                        1L,
                        "private",
                        1L,
                        "loopback",
                        1L,
                        "multicast",
                        16L,
                        "reserved",
                        16L));
        assertThat(IntStream.range(0, 256).mapToObj("\n%d.0.0.0/8,"::formatted))
                .allSatisfy(row -> assertThat(table()).containsOnlyOnce(row));
    }

    private static String table() throws IOException {
        try (InputStream in = IanaRegions.class.getResourceAsStream("iana-regions.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String neighbour(String address, int distance) {
        Function<byte[], String> text = bytes -> IntStream.range(0, 4)
                .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
                .collect(Collectors.joining("."));
        int number = ByteBuffer.wrap(IpLiteral.parse(address)).getInt();
        return text.apply(ByteBuffer.allocate(4).putInt(number + distance).array());
    }
}
