package io.tandem.cli.parts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a part's process is started and stopped.
///
/// @param environment added to the supervisor's own
/// @param stop how it is asked to end, and how long that may take before it is killed
public record Launch(List<String> command, Map<String, String> environment, Path directory, Stop stop) {
    /// A signal by name (`TERM`, `INT`) and the grace after it.
    public record Stop(String signal, Duration grace) {}

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// Equal for two launches that would run the same program in the same way; a process left over from an earlier
    /// supervisor is adopted only then. Options of a first start do not count.
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            command.stream()
                    .filter(word -> !word.startsWith("-XX:AOT") && !word.equals(KeycloakPart.IMPORT))
                    .forEach(word -> digest.update((word + "\0").getBytes(StandardCharsets.UTF_8)));
            new TreeMap<>(environment)
                    .forEach((name, value) ->
                            digest.update((name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
