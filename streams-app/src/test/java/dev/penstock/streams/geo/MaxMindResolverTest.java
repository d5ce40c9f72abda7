// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MaxMindResolverTest {

    private static final Map<String, Object> BERLIN = Map.of(
            "continent", Map.of("code", "EU"),
            "country", Map.of("iso_code", "DE", "geoname_id", 2921044, "names", Map.of("en", "Germany")),
            "city", Map.of("geoname_id", 2950159, "names", Map.of("en", "Berlin", "ja", "ベルリン")));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("test.mmdb");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void shouldKnowCountryAndCityOfACityDatabaseAndTheRegionAsWell(int ipVersion) throws IOException {
        write(new MmdbWriter(ipVersion, "GeoLite2-City")
                .put("193.0.0.0/21", BERLIN)
                .put("8.8.8.0/24", Map.of("country", Map.of("iso_code", "US"))));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("193.0.0.0")).isEqualTo(new GeoLocation("europe", "DE", "Berlin"));
            assertThat(resolver.resolve("193.0.7.255")).isEqualTo(new GeoLocation("europe", "DE", "Berlin"));
            assertThat(resolver.resolve("::ffff:193.0.6.139")).isEqualTo(new GeoLocation("europe", "DE", "Berlin"));
            assertThat(resolver.resolve("8.8.8.8")).isEqualTo(new GeoLocation("north-america", "US", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"193.0.8.0", "192.255.255.255", "10.0.0.1", "2001:db8::1", "a.example", "", "1.2.3"})
    void shouldKnowWhatIanaKnowsOfAnAddressThatIsNotInTheDatabase(String address) throws IOException {
        write(new MmdbWriter(6, "GeoLite2-City").put("193.0.0.0/21", BERLIN));

        try (GeoResolver resolver = MaxMindResolver.open(file);
                GeoResolver iana = new IanaRegions()) {
            assertThat(resolver.resolve(address)).isEqualTo(iana.resolve(address));
        }
    }

    @Test
    void shouldKnowIpv6AddressesAndOwnNamesForPrivateNetworks() throws IOException {
        write(new MmdbWriter(6, "Own")
                .put("2a00:1450::/32", BERLIN)
                .put("10.1.0.0/16", Map.of("country_code", "FR", "city", "Paris")));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("2a00:1450:4001::1")).isEqualTo(new GeoLocation("europe", "DE", "Berlin"));
            assertThat(resolver.resolve("10.1.2.3")).isEqualTo(new GeoLocation("private", "FR", "Paris"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AF, africa",
        "AN, antarctica",
        "AS, asia-pacific",
        "EU, europe",
        "NA, north-america",
        "OC, asia-pacific",
        "SA, latin-america",
        "XX, europe", // what IANA says
    })
    void shouldTakeTheRegionFromTheContinentThatTheDatabaseNames(String code, String region) throws IOException {
        write(new MmdbWriter(6, "continents")
                .put("2a00:1450::/32", Map.of("continent", Map.of("code", code), "country", Map.of("iso_code", "ZZ")))
                .put("193.0.0.0/21", Map.of("continent_code", code, "country_code", "ZZ"))
                .put("193.1.0.0/21", Map.of("continent", code))
                .put("193.2.0.0/21", Map.of("city", "City")));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("2a00:1450:4001::1")).isEqualTo(new GeoLocation(region, "ZZ", ""));
            assertThat(resolver.resolve("193.0.6.139")).isEqualTo(new GeoLocation(region, "ZZ", ""));
            assertThat(resolver.resolve("193.1.6.139")).isEqualTo(new GeoLocation(region, "", ""));
            assertThat(resolver.resolve("193.2.6.139")).isEqualTo(new GeoLocation("europe", "", "City"));
        }
    }

    @Test
    void shouldKnowAContinentByItsEnglishName() throws IOException {
        write(new MmdbWriter(6, "flat")
                .put("2001:218::/32", Map.of("continent", "Asia", "country", "Japan", "country_code", "JP"))
                .put("2600::/32", Map.of("continent", "South America", "country_code", "BR")));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("2001:218::")).isEqualTo(new GeoLocation("asia-pacific", "JP", ""));
            assertThat(resolver.resolve("2600::1")).isEqualTo(new GeoLocation("latin-america", "BR", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "fd00::1", "2001:db8::1", "ff02::1"})
    void shouldSayWhatAnAddressIsSetAsideForWhateverContinentTheDatabaseNames(String address) throws IOException {
        Map<String, Object> here = Map.of("continent_code", "AF", "country_code", "ZA");
        write(new MmdbWriter(6, "own")
                .put("10.0.0.0/8", here)
                .put("fc00::/7", here)
                .put("2001:db8::/32", here)
                .put("ff00::/8", here));

        try (GeoResolver resolver = MaxMindResolver.open(file);
                GeoResolver iana = new IanaRegions()) {
            assertThat(resolver.resolve(address).region())
                    .isEqualTo(iana.resolve(address).region());
            assertThat(resolver.resolve(address).country()).isEqualTo("ZA");
        }
    }

    @Test
    void shouldNotTakeAnIpv6AddressForTheIpv4AddressInItsFirstBits() throws IOException {
        write(new MmdbWriter(4, "GeoLite2-City").put("32.0.0.0/8", BERLIN));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("32.1.2.3").city()).isEqualTo("Berlin");
            assertThat(resolver.resolve("2001:4860::1")).isEqualTo(new GeoLocation("north-america", "", ""));
        }
    }

    @Test
    void shouldReadTheFlatLayoutsOfOtherVendors() throws IOException {
        write(new MmdbWriter(6, "flat")
                .put("1.0.0.0/24", Map.of("country_code", "AU", "city", "Brisbane", "postcode", "4000"))
                .put("2.0.0.0/24", Map.of("country", "FR", "city", "Lyon"))
                .put("3.0.0.0/24", Map.of("country", "United States", "country_code", "US")));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("1.0.0.1")).isEqualTo(new GeoLocation("asia-pacific", "AU", "Brisbane"));
            assertThat(resolver.resolve("2.0.0.1")).isEqualTo(new GeoLocation("europe", "FR", "Lyon"));
            assertThat(resolver.resolve("3.0.0.1")).isEqualTo(new GeoLocation("north-america", "US", ""));
        }
    }

    @Test
    void shouldNameACityInAnotherLanguageWhereThereIsNoEnglishName() throws IOException {
        write(new MmdbWriter(6, "names")
                .put("1.0.0.0/24", Map.of("city", Map.of("names", Map.of("pt-BR", "Munique", "de", "München")))));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("1.0.0.1")).isEqualTo(new GeoLocation("asia-pacific", "", "München"));
        }
    }

    @Test
    void shouldLeaveEmptyWhatARecordHoldsInAnUnexpectedForm() throws IOException {
        write(new MmdbWriter(6, "odd")
                .put("1.0.0.0/24", BERLIN)
                .put("2.0.0.0/24", Map.of("country", 49, "city", Map.of("names", "Bonn")))
                .put("3.0.0.0/24", "no map at all"));

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(resolver.resolve("2.0.0.1")).isEqualTo(new GeoLocation("europe", "", ""));
            assertThat(resolver.resolve("3.0.0.1")).isEqualTo(new GeoLocation("north-america", "", ""));
            assertThat(resolver.resolve("1.0.0.1").city()).isEqualTo("Berlin");
        }
    }

    @Test
    void shouldGiveManyThreadsTheSameAnswers() throws IOException {
        MmdbWriter writer = new MmdbWriter(6, "many");
        IntStream.range(0, 200)
                .forEach(i -> writer.put("20.0.%d.0/24".formatted(i), Map.of("city", Map.of("names", names(i)))));
        write(writer);

        try (GeoResolver resolver = MaxMindResolver.open(file)) {
            assertThat(IntStream.range(0, 20_000).parallel().filter(i -> {
                        String city =
                                resolver.resolve("20.0.%d.1".formatted(i % 200)).city();
                        return !city.equals("city-" + i % 200);
                    }))
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertRefused("no such file");
    }

    @Test
    void shouldRefuseAFolder() throws IOException {
        Files.createDirectory(file);
        assertRefused("not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001f\u008b\b", "network,country\n1.0.0.0/24,AU\n", "\u00ab\u00cd\u00efMaxMind.com"})
    void shouldRefuseAFileOfAnotherKind(String content) throws IOException {
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        assertRefused("no sound MaxMind database; expected an unpacked .mmdb file");
    }

    @Test
    void shouldRefuseAFileThatLostItsBeginning() throws IOException {
        write(new MmdbWriter(6, "GeoLite2-City").put("193.0.0.0/21", BERLIN));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
        assertRefused("no sound MaxMind database; expected an unpacked .mmdb file");
    }

    @Test
    void shouldRefuseADatabaseThatNamesNoPlace() throws IOException {
        write(new MmdbWriter(6, "GeoLite2-ASN").put("1.1.1.0/24", Map.of("autonomous_system_number", 13335)));
        assertRefused("names neither a country nor a city; expected a country or city database, "
                + "found one of type GeoLite2-ASN");
    }

    @Test
    void shouldSayThatItIsClosed() throws IOException {
        write(new MmdbWriter(6, "GeoLite2-City").put("193.0.0.0/21", BERLIN));
        GeoResolver resolver = MaxMindResolver.open(file);
        resolver.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> resolver.resolve("193.0.0.1"))
                .withMessageContaining("closed");
    }

    private void write(MmdbWriter writer) throws IOException {
        writer.writeTo(file);
    }

    private void assertRefused(String fault) {
        assertThatExceptionOfType(GeoDatabaseException.class)
                .isThrownBy(() -> MaxMindResolver.open(file))
                .withMessage("geo database %s: %s", file, fault);
    }

    private static Map<String, Object> names(int i) {
        return Map.of("en", "city-" + i, "de", "Stadt " + i);
    }
}
