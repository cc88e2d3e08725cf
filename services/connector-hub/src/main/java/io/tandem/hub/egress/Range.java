package io.tandem.hub.egress;

import java.net.InetAddress;

/// A range of addresses, as `10.0.0.0/8`.
record Range(InetAddress first, int bits) {

    /// @throws IllegalArgumentException if it is none
    static Range of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int most = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " has no such prefix");
        }
        return new Range(first, bits);
    }

    boolean holds(InetAddress address) {
        byte[] here = first.getAddress();
        byte[] there = address.getAddress();
        if (here.length != there.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((here[bit / Byte.SIZE] & mask) != (there[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
