package io.tandem.registry.inventory;

import io.tandem.events.AgentUse;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;

/// How far the mix of tools has moved: the share of calls that would have to go to another tool for the last 7 days to
/// look like the first 28 (total variation distance). It knows nothing of what is asked, and an agent without tools
/// never drifts by it.
///
/// @param share 0 to 1; 0 while there are fewer than 20 calls on either side
/// @param tool whose share grew most
record Drift(double share, String tool) {
    private static final int FEWEST_CALLS = 20;

    static Drift of(AgentUse use) {
        Map<String, Integer> then = use.toolsThen();
        Map<String, Integer> now = use.toolsNow();
        double before = sum(then);
        double after = sum(now);
        if (before < FEWEST_CALLS || after < FEWEST_CALLS) {
            return new Drift(0, "");
        }
        TreeSet<String> tools = new TreeSet<>(then.keySet());
        tools.addAll(now.keySet());
        double share = tools.stream()
                .mapToDouble(tool -> Math.max(0, growth(tool, then, before, now, after)))
                .sum();
        String grown = tools.stream()
                .max(Comparator.comparingDouble(tool -> growth(tool, then, before, now, after)))
                .orElse("");
        return new Drift(share, grown);
    }

    private static double growth(
            String tool, Map<String, Integer> then, double before, Map<String, Integer> now, double after) {
        return now.getOrDefault(tool, 0) / after - then.getOrDefault(tool, 0) / before;
    }

    private static int sum(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
}
