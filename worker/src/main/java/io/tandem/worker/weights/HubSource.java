package io.tandem.worker.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A model hub, by its `/owner/name/resolve/main/file`; another one by the setting `HF_ENDPOINT`. Goes on where an
/// earlier try stopped, with a range request.
final class HubSource implements Source {
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final String endpoint;

    HubSource(String endpoint) {
        this.endpoint = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public void fetch(Manifest.Entry entry, Partial partial, Progress progress)
            throws IOException, InterruptedException {
        URI uri = URI.create(endpoint + "/" + entry.hub().repository() + "/resolve/main/"
                + entry.hub().file());
        long from = partial.size() >= entry.size() ? 0 : partial.size();
        partial.truncate(from);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Range", "bytes=" + from + "-")
                .timeout(Duration.ofSeconds(30))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(8))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response = send(client, request);
            try (InputStream in = response.body()) {
                check(response, from, entry);
                if (response.statusCode() == OK) {
                    partial.truncate(0);
                }
                partial.append(in, entry, progress);
            }
        }
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new WeightsProblem("The model hub at " + endpoint + " cannot be reached.", e);
        }
    }

    /// Before a gigabyte comes: another size is another file.
    private void check(HttpResponse<InputStream> response, long from, Manifest.Entry entry) {
        int status = response.statusCode();
        if (status != OK && status != PARTIAL) {
            throw new WeightsProblem("The model hub at " + endpoint + " answers with status " + status + ".");
        }
        long length = response.headers().firstValueAsLong("content-length").orElse(-1);
        long expected = status == OK ? entry.size() : entry.size() - from;
        if (length >= 0 && length != expected) {
            throw new WeightsProblem("The hub's " + entry.hub().file() + " has another size than the one that Tandem"
                    + " knows, so it was not fetched.");
        }
    }
}
