package io.tandem.kit.identity;

import io.tandem.events.EventJson;
import io.tandem.events.KeyRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Tells the registry a service's public key, again and again until it stands on `registry.keys`.
public final class KeyRegistration implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeyRegistration.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration APPEAR = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 20;

    private final String service;
    private final URI keys;
    private final ServiceToken token;
    private final KeyRecord key;
    private final BooleanSupplier published;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final Thread thread;
    private String said = "";

    /// @param service the short name of whose key it is
    /// @param published whether the key stands on that service's own view
    public KeyRegistration(String service, URI registry, ServiceToken token, KeyRecord key, BooleanSupplier published) {
        this.service = service;
        this.thread = Thread.ofVirtual().name(service + "-key").unstarted(this::run);
        this.keys = registry.resolve("/internal/registry/keys");
        this.token = token;
        this.key = key;
        this.published = published;
    }

    public KeyRegistration start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
    }

    private void run() {
        Duration pause = Duration.ofMillis(250);
        try {
            while (!published.getAsBoolean()) {
                if (registered()) {
                    awaitPublished();
                } else {
                    Thread.sleep(pause);
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
                }
            }
            LOG.infof("key %s is published", key.keyId());
        } catch (InterruptedException e) {
            LOG.debug("registration of the key ends with its service");
        }
    }

    private boolean registered() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(keys)
                    .timeout(ANSWER)
                    .header("Authorization", "Bearer " + token.of(service))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.write(key)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            if (answer.statusCode() == 401) {
                token.forget(service);
            }
            LOG.warnf("the registry does not take our key yet: %d %s", answer.statusCode(), answer.body());
        } catch (IOException | RuntimeException e) {
            String told = String.valueOf(e.getMessage());
            if (!told.equals(said)) {
                LOG.infof("the registry cannot be told our key yet: %s", told);
                said = told;
            }
            LOG.debug("registration of the key", e);
        }
        return false;
    }

    private void awaitPublished() throws InterruptedException {
        long end = System.nanoTime() + APPEAR.toNanos();
        while (!published.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
