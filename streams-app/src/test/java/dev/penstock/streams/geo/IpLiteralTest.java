// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class IpLiteralTest {

    @Property
    void shouldReadEveryIpv4AddressAsTheJdkWritesIt(@ForAll @Size(4) byte[] address) throws UnknownHostException {
        assertThat(IpLiteral.parse(InetAddress.getByAddress(address).getHostAddress()))
                .isEqualTo(address);
    }

    @Property
    void shouldReadEveryIpv6AddressAsTheJdkWritesIt(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        assertThat(IpLiteral.parse(InetAddress.getByAddress(address).getHostAddress()))
                .isEqualTo(InetAddress.getByAddress(address).getAddress());
    }

    @Property(tries = 20_000)
    void shouldTakeForAnIpv6AddressWhatTheJdkTakesForOne(@ForAll("ipv6Like") String text) {
        assertThat(IpLiteral.parse(text)).isEqualTo(readByJdk(text));
    }

    @Example
    void shouldReadTheFormsOfRfc4291() {
        byte[] shortened = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0x08, 0x08, 0, 0x20, 0x0c, 0x41, 0x7a};
        assertThat(IpLiteral.parse("2001:DB8:0:0:8:800:200C:417A")).isEqualTo(shortened);
        assertThat(IpLiteral.parse("2001:DB8::8:800:200C:417A")).isEqualTo(shortened);
        assertThat(IpLiteral.parse("2001:db8:0::8:800:32.12.65.122")).isEqualTo(shortened);
        assertThat(IpLiteral.parse("::FFFF:129.144.52.38")).isEqualTo(new byte[] {(byte) 129, (byte) 144, 52, 38});
        assertThat(IpLiteral.parse("1::")).startsWith(0, 1).endsWith(0, 0).hasSize(16);
    }

    @Property
    void shouldReadAPartOfATextAsTheWhole(@ForAll("ipv4Like") String text) {
        byte[] around = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = IpLiteral.parse(text);

        assertThat(IpLiteral.ipv4(around, 1, around.length - 1))
                .isEqualTo(
                        whole.length == 4
                                ? Integer.toUnsignedLong(ByteBuffer.wrap(whole).getInt())
                                : IpLiteral.NO_IPV4);
    }

    @Provide
    Arbitrary<String> ipv4Like() {
        return Arbitraries.of("0", "1", "01", "255", "256", "1000", "", "x", "-1")
                .list()
                .ofMinSize(3)
                .ofMaxSize(5)
                .map(numbers -> String.join(".", numbers));
    }

    /** Begins with a colon or a hexadecimal digit and has a colon: such text the JDK never looks up in DNS. */
    @Provide
    Arbitrary<String> ipv6Like() {
        return Arbitraries.of("", "0", "1", "f", "ff", "12ab", "12345", "1.2.3.4", "1.2.3", "255.255.255.255")
                .list()
                .ofMinSize(2)
                .ofMaxSize(9)
                .map(groups -> String.join(":", groups));
    }

    private static byte[] readByJdk(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return IpLiteral.NONE;
        }
    }
}
