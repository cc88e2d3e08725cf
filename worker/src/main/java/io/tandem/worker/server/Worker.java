package io.tandem.worker.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.worker.engine.Engine;
import io.tandem.worker.engine.LlamaEngine;
import io.tandem.worker.engine.Processor;
import io.tandem.worker.weights.Manifest;
import io.tandem.worker.weights.Weights;
import io.tandem.worker.weights.WeightsProblem;
import io.tandem.worker.weights.WeightsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The process: it answers at once, fetches and loads its model in the background, and says how far it is.
public final class Worker {
    private static final int LONGEST_QUEUE = 32;

    private final WorkerSettings settings;
    private final Weights weights;
    private final Manifest.Entry model;
    private final ServerSocket socket;
    private final Turnstile turnstile;
    private volatile WorkerState state = new WorkerState("starting", "");
    private volatile @Nullable Completions completions;

    Worker(Map<String, String> environment) throws IOException {
        this.settings = WorkerSettings.from(environment);
        this.weights = Weights.of(WeightsSettings.from(environment));
        this.model = Manifest.read().entry(settings.model());
        this.socket = new ServerSocket(settings.port(), 128, InetAddress.getByName("127.0.0.1"));
        this.turnstile = new Turnstile(settings.slots(), LONGEST_QUEUE);
    }

    /// Ends by `halt`: the library leaves a native thread attached, and an ordinary exit would wait for it.
    public static void main(String[] arguments) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0), "halt"));
        try {
            Worker worker = new Worker(System.getenv());
            worker.say("listening on 127.0.0.1:" + worker.port());
            Thread.ofPlatform().daemon().name("prepare").start(worker::prepare);
            worker.serve();
        } catch (IOException | IllegalArgumentException | WeightsProblem e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void prepare() {
        try {
            String obstacle = Processor.obstacle().orElse(null);
            if (obstacle != null) {
                become("failed", obstacle);
                return;
            }
            Path file = weights.fetch(model, this::fetching);
            become("loading", "loading " + model.title());
            Engine engine = new LlamaEngine(file, settings.caches(), settings.context(), settings.threads());
            completions = new Completions(engine, turnstile, settings.context());
            become("ready", model.title() + ", " + settings.context() + " tokens");
        } catch (WeightsProblem e) {
            become("failed", e.sentence());
        } catch (IOException e) {
            become("failed", "The model cannot be stored: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace(System.out);
            become("failed", "The model cannot be loaded: see the worker's log.");
        }
    }

    private void fetching(String doing, long bytes, long of) {
        String detail =
                String.format(Locale.ROOT, "%s %s: %d %% of %.1f GB", doing, model.title(), bytes * 100 / of, of / 1e9);
        if (!detail.equals(state.detail())) {
            become("fetching", detail);
        }
    }

    private void become(String status, String detail) {
        state = new WorkerState(status, detail);
        say(status + ": " + detail);
    }

    private void say(String line) {
        System.out.println(Instant.now() + " " + line);
    }

    private void serve() throws IOException {
        while (true) {
            Socket connection = socket.accept();
            Thread.ofVirtual().name("call").start(() -> answer(connection));
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            route(Exchange.read(connection));
        } catch (IOException e) {
            say("a caller went away: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
    }

    private void route(Exchange exchange) throws IOException, InterruptedException {
        if (!allowed(exchange)) {
            exchange.answer(401, Completions.error("unauthenticated", "Show the worker's token."));
            return;
        }
        switch (exchange.method() + " " + exchange.path()) {
            case "GET /health" -> exchange.answer(200, health());
            case "GET /v1/models" ->
                exchange.answer(200, "{\"object\":\"list\",\"data\":[{\"id\":\"local\",\"object\":\"model\"}]}");
            case "POST /v1/chat/completions" -> {
                Completions ready = completions;
                if (ready == null || !state.ready()) {
                    exchange.answer(503, Completions.error("model-loading", state.detail()));
                } else {
                    ready.complete(exchange);
                }
            }
            default -> exchange.answer(404, Completions.error("not-found", "There is no such path."));
        }
    }

    private String health() {
        return new ObjectMapper()
                .createObjectNode()
                .put("status", state.status())
                .put("detail", state.detail())
                .put("model", model.id())
                .put("licence", model.licence())
                .put("waiting", turnstile.waiting())
                .toString();
    }

    private boolean allowed(Exchange exchange) {
        byte[] wanted = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
        return !settings.token().isEmpty()
                && MessageDigest.isEqual(
                        wanted, exchange.header("authorization").getBytes(StandardCharsets.UTF_8));
    }
}
