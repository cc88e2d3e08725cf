package io.tandem.hub.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which addresses may be connected to. A host is refused if any of its addresses is.
final class Destinations {
    /// IANA's special-purpose registry of IPv4, and what is no address of one machine.
    private static final List<Range> SPECIAL_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /// Global unicast addresses of IPv6; all others are special.
    private static final Range GLOBAL_6 = Range.of("2000::/3");

    /// Of those, what is special: protocols, examples, and what carries an IPv4 address.
    private static final List<Range> SPECIAL_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+(/\\d+)?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/\\d+)?");

    private final List<String> hosts;
    private final List<Range> ranges;
    private final Resolver resolver;

    /// Finds a host's addresses.
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// @param allowed names, addresses and ranges
    /// @throws IllegalArgumentException if one is no range
    Destinations(List<String> allowed, Resolver resolver) {
        this.hosts = allowed.stream()
                .filter(entry -> !LITERAL.matcher(entry).matches())
                .map(Destinations::plain)
                .toList();
        this.ranges = allowed.stream()
                .filter(entry -> LITERAL.matcher(entry).matches())
                .map(Range::of)
                .toList();
        this.resolver = resolver;
    }

    /// A host may not be connected to; the message is for people.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /// Why a host may not be connected to now; empty also where it has no address.
    Optional<String> refusal(String host) {
        try {
            reachable(host);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// The addresses to connect to.
    ///
    /// @throws UnknownHostException if it has none
    /// @throws Refused if it may not be connected to
    List<InetAddress> reachable(String host) throws UnknownHostException, Refused {
        String name = plain(host);
        List<InetAddress> addresses = List.of(resolver.addresses(name));
        if (!hosts.contains(name)) {
            for (InetAddress address : addresses) {
                if (isSpecial(address) && ranges.stream().noneMatch(range -> range.holds(address))) {
                    throw new Refused(name + " is at " + address.getHostAddress()
                            + ", an address of this machine or of a private network. If it is meant, an administrator adds it"
                            + " to tandem.hub.egress.allow.");
                }
            }
        }
        return addresses;
    }

    private static boolean isSpecial(InetAddress address) {
        return address.getAddress().length == 4
                ? SPECIAL_4.stream().anyMatch(range -> range.holds(address))
                : !GLOBAL_6.holds(address) || SPECIAL_6.stream().anyMatch(range -> range.holds(address));
    }

    /// Without the brackets of an IPv6 address and the root's dot.
    private static String plain(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }
}
