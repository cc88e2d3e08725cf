package io.tandem.gateway.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The keys seen last, as many as there is room for.
public final class RecentKeys {
    private final Set<String> keys;

    public RecentKeys(int room) {
        this.keys = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > room;
            }
        }));
    }

    /// Whether the key is new here.
    public boolean add(String key) {
        return keys.add(key);
    }

    public void remove(String key) {
        keys.remove(key);
    }
}
