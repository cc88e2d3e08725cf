package io.tandem.worker.engine;

import de.kherud.llama.InferenceParameters;
import java.lang.reflect.Field;
import java.util.Map;

/// `id_slot`, which the library's native side reads and its Java side has no setter for. Without it the library chooses
/// a slot by itself, which only costs time.
final class SlotParameter {
    private static final Field PARAMETERS = field();

    private SlotParameter() {}

    static void set(InferenceParameters parameters, int slot) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, String> values = (Map<String, String>) PARAMETERS.get(parameters);
            values.put("id_slot", Integer.toString(slot));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the library's parameters cannot be reached", e);
        }
    }

    private static Field field() {
        try {
            Field field = InferenceParameters.class.getSuperclass().getDeclaredField("parameters");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("another version of the library", e);
        }
    }
}
