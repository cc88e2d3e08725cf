package io.tandem.worker.engine;

/// The library's slots. Each keeps what it read and wrote last, and a prompt that begins like that is read on from
/// where it first differs. So a prompt goes where little is left to read and little is lost that may be wanted again,
/// which is what was used lately.
final class Slots {
    /// What was used in the last call and is thrown away is probably to be read again, and slower than now.
    private static final double LOST = 1.5;

    private final String[] held;
    private final boolean[] taken;
    private final long[] usedAt;
    private long clock;

    Slots(int count) {
        this.held = new String[count];
        java.util.Arrays.fill(held, "");
        this.taken = new boolean[count];
        this.usedAt = new long[count];
    }

    /// A slot of one's own until it is given back.
    ///
    /// @param kept how many characters of the prompt it holds already
    record Place(int slot, int kept) {}

    synchronized Place take(String prompt) {
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < held.length; i++) {
            if (!taken[i]) {
                int same = same(held[i], prompt);
                double regret = LOST / (1 + clock - usedAt[i]);
                double cost = prompt.length() - same + regret * (held[i].length() - same);
                if (cost < least || cost == least && usedAt[i] < usedAt[best]) {
                    least = cost;
                    best = i;
                }
            }
        }
        if (best < 0) {
            throw new IllegalStateException("more answers at once than slots");
        }
        taken[best] = true;
        usedAt[best] = ++clock;
        return new Place(best, same(held[best], prompt));
    }

    /// @param text what the slot holds now
    synchronized void give(Place place, String text) {
        held[place.slot()] = text;
        taken[place.slot()] = false;
    }

    private static int same(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }
}
