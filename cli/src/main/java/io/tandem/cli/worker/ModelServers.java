package io.tandem.cli.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Model servers that run on this machine already. Tandem itself answers such a question with 401.
final class ModelServers {
    private static final int LIMIT_MILLIS = 300;
    private static final Map<Integer, String> PORTS =
            new TreeMap<>(Map.of(11434, "Ollama", 8080, "llama-server", 1234, "LM Studio"));

    private ModelServers() {}

    /// The name of one that has a model.
    ///
    /// @param ownPort is not asked
    static Optional<String> find(int ownPort) {
        return PORTS.keySet().stream()
                .filter(port -> port != ownPort && hasModel(port))
                .findFirst()
                .map(PORTS::get);
    }

    private static boolean hasModel(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/v1/models")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                String body = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
                return connection.getResponseCode() == 200 && body.contains("\"data\"") && body.contains("\"id\"");
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
