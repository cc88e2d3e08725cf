package io.tandem.router.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One `POST` that is answered by server-sent events. Sent at the first [#next()]; [#close()] closes the connection at
/// once, whether the answer has begun or not.
public final class EventRequest implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient client;
    private final Endpoint endpoint;
    private final String path;
    private final byte[] body;
    private final Object turn = new Object();

    private @Nullable CompletableFuture<HttpResponse<InputStream>> exchange;
    private @Nullable InputStream answer;
    private @Nullable LineReader lines;
    private @Nullable StallGuard guard;
    private volatile boolean closed;

    public EventRequest(HttpClient client, Endpoint endpoint, String path, byte[] body) {
        this.client = client;
        this.endpoint = endpoint;
        this.path = path;
        this.body = body;
    }

    /// The data of the next event as JSON; null after `[DONE]` or the end of the stream.
    ///
    /// @throws ModelFailure if the provider cannot be reached, refuses, stalls or sends no JSON
    public @Nullable JsonNode next() {
        try {
            LineReader in = lines == null ? begin() : lines;
            while (true) {
                String line = in.next();
                heard();
                if (line == null) {
                    return null;
                }
                if (line.startsWith("data:")) {
                    String data = line.substring(5).strip();
                    return data.equals("[DONE]") ? null : ProviderJson.read(endpoint, data);
                }
                if (!line.isEmpty() && !line.startsWith(":") && !line.matches("(event|id|retry):.*")) {
                    throw new ModelFailure(ModelProblem.GARBAGE, endpoint.provider() + " did not send events.");
                }
            }
        } catch (LineReader.TooLong e) {
            throw new ModelFailure(
                    ModelProblem.GARBAGE, endpoint.provider() + " sent more than any answer can hold.", null, e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private LineReader begin() throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.at(path))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofByteArray(body));
        endpoint.headers().forEach(request::header);
        CompletableFuture<HttpResponse<InputStream>> sent;
        synchronized (turn) {
            if (closed) {
                throw ModelFailure.cancelled();
            }
            guard = StallGuard.start(endpoint.patience().first(), this::abort);
            sent = client.sendAsync(request.build(), BodyHandlers.ofInputStream());
            exchange = sent;
        }
        HttpResponse<InputStream> response;
        try {
            response = sent.join();
        } catch (CompletionException | CancellationException e) {
            throw failure(e.getCause() instanceof IOException io ? io : new IOException(e));
        }
        synchronized (turn) {
            answer = response.body();
            if (closed) {
                response.body().close();
            }
        }
        if (response.statusCode() != OK) {
            throw refusal(response);
        }
        String type = response.headers().firstValue("content-type").orElse("");
        if (!type.startsWith("text/event-stream")) {
            throw new ModelFailure(ModelProblem.GARBAGE, endpoint.provider() + " did not send events.");
        }
        LineReader reader = new LineReader(response.body());
        lines = reader;
        return reader;
    }

    private ModelFailure refusal(HttpResponse<InputStream> response) {
        String said = "";
        try {
            said = ProviderJson.message(
                    new String(response.body().readNBytes(1 << 16), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (closed) {
                return ModelFailure.cancelled();
            }
        }
        return ProviderJson.refusal(endpoint.provider(), response.statusCode(), said);
    }

    private void heard() {
        StallGuard running = guard;
        if (running != null) {
            running.heard(endpoint.patience().next());
        }
    }

    private ModelFailure failure(IOException e) {
        StallGuard running = guard;
        if (running != null && running.stalled()) {
            return new ModelFailure(ModelProblem.STALLED, endpoint.provider() + " did not go on in time.");
        }
        if (closed) {
            return ModelFailure.cancelled();
        }
        if (lines != null) {
            return new ModelFailure(
                    ModelProblem.CUT, endpoint.provider() + " closed the connection in the middle.", null, e);
        }
        String what = connecting(e) ? " cannot be reached." : " closed the connection without an answer.";
        return new ModelFailure(ModelProblem.UNREACHABLE, endpoint.provider() + what, null, e);
    }

    private static boolean connecting(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
        StallGuard running = guard;
        if (running != null) {
            running.end();
        }
        abort();
    }

    private void abort() {
        synchronized (turn) {
            if (exchange != null) {
                exchange.cancel(true);
            }
            if (answer != null) {
                try {
                    answer.close();
                } catch (IOException e) {
                    closed = true; // the connection is gone already, which is what was wanted
                }
            }
        }
    }
}
