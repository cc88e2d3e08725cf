package io.tandem.hub.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    /// Literals in every form that the system's resolver takes, and three names; no network is asked.
    private static InetAddress[] addresses(String host) throws UnknownHostException {
        return switch (host) {
            case "crm.example.com" -> new InetAddress[] {InetAddress.ofLiteral("93.184.215.14")};
            case "crm.intern.example" -> new InetAddress[] {InetAddress.ofLiteral("10.1.2.3")};
            case "two.example.com" ->
                new InetAddress[] {InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.1.2.3")};
            default -> InetAddress.getAllByName(host);
        };
    }

    private static Destinations allowing(String... allowed) {
        return new Destinations(List.of(allowed), DestinationsTest::addresses);
    }

    @Nested
    class GivenNothingAllowed {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1/",
                    "http://127.0.0.1:8080/mcp",
                    "http://127.255.255.254/",
                    "http://localhost/",
                    "http://LOCALHOST/",
                    "http://localhost./",
                    "http://2130706433/",
                    "http://0.0.0.0/",
                    "http://0/",
                    "http://0.1.2.3/",
                    "http://10.0.0.1/",
                    "http://10.255.255.255/",
                    "http://172.16.0.1/",
                    "http://172.31.255.255/",
                    "http://192.168.1.1/",
                    "http://100.64.0.1/",
                    "http://169.254.169.254/latest/meta-data/",
                    "http://169.254.0.1/",
                    "http://192.0.0.192/",
                    "http://192.0.2.1/",
                    "http://198.18.0.1/",
                    "http://198.51.100.7/",
                    "http://203.0.113.9/",
                    "http://224.0.0.1/",
                    "http://239.255.255.250/",
                    "http://255.255.255.255/",
                    "http://240.0.0.1/",
                    "http://[::1]/",
                    "http://[::]/",
                    "http://[::ffff:127.0.0.1]/",
                    "http://[::ffff:7f00:1]/",
                    "http://[::ffff:169.254.169.254]/",
                    "http://[::127.0.0.1]/",
                    "http://[fd00:ec2::254]/",
                    "http://[fc00::1]/",
                    "http://[fe80::1]/",
                    "http://[ff02::1]/",
                    "http://[64:ff9b::7f00:1]/",
                    "http://[2002:7f00:1::1]/",
                    "http://[2001:db8::1]/",
                    "http://[2001::1]/",
                    "http://[100::1]/",
                    "https://crm.intern.example/",
                    "https://two.example.com/"
                })
        void refusesWhatIsNotPublic(String url) {
            assertThat(allowing().refusal(URI.create(url).getHost()))
                    .hasValueSatisfying(why -> assertThat(why).contains("tandem.hub.egress.allow"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0x7f000001", "127.1", "0x7f.1", "017700000001"})
        void refusesOtherWaysToWriteThisMachine(String host) {
            assertThatThrownBy(() -> allowing().reachable(host)).isInstanceOf(IOException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://crm.example.com/mcp",
                    "http://8.8.8.8/",
                    "http://172.32.0.1/",
                    "http://11.0.0.1/",
                    "http://[2606:4700::1111]/"
                })
        void takesWhatIsPublic(String url) {
            assertThat(allowing().refusal(URI.create(url).getHost())).isEmpty();
        }

        /// Others may read it as octal; what is looked at is what is connected to.
        @Test
        void readsANumberInOneWay() throws IOException {
            assertThat(allowing().reachable("0177.0.0.1"))
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("177.0.0.1");
        }

        @Test
        void saysNothingOfWhatHasNoAddress() {
            assertThat(allowing().refusal("nowhere.invalid")).isEmpty();
            assertThatThrownBy(() -> allowing().reachable("nowhere.invalid")).isInstanceOf(UnknownHostException.class);
        }
    }

    @Nested
    class GivenAnAllowance {
        @ParameterizedTest
        @CsvSource({
            "127.0.0.0/8, 127.0.0.1, true",
            "127.0.0.0/8, 10.0.0.1, false",
            "127.0.0.0/8, [::1], false",
            "::1, [::1], true",
            "10.1.0.0/16, crm.intern.example, true",
            "10.2.0.0/16, crm.intern.example, false",
            "crm.intern.example, CRM.intern.example., true",
            "crm.intern.example, 10.1.2.3, false",
            "intern.example, crm.intern.example, false",
            "10.1.2.3, crm.intern.example, true",
            "10.1.2.4/31, crm.intern.example, false",
            "fd00::/8, [fd12::1], true",
            "0.0.0.0/0, 169.254.169.254, true"
        })
        void holdsForThatHostOrRangeAlone(String allowed, String host, boolean reachable) {
            assertThat(allowing(allowed).refusal(host).isEmpty()).isEqualTo(reachable);
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0/33", "1.2.3.4.5", "::1/129"})
        void isARange(String text) {
            assertThatThrownBy(() -> allowing(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
