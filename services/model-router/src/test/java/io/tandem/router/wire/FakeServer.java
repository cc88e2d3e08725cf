package io.tandem.router.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A provider on a real socket, which does as it is told and tells when its caller hangs up.
public final class FakeServer implements AutoCloseable {
    /// What one connection gets after its request was read.
    public interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final BlockingQueue<Behaviour> behaviours = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
    private final Thread accepting;

    public FakeServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofPlatform().daemon().start(this::accept);
    }

    public FakeServer then(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    /// Answers with server-sent events and closes.
    public FakeServer events(String... data) {
        return then(out -> {
            head(out);
            for (String one : data) {
                event(out, one);
            }
        });
    }

    public FakeServer status(int status, String body) {
        return then(out -> out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8)));
    }

    public static void head(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Says nothing and goes on saying nothing.
    public FakeServer silence() {
        return then(out -> Thread.sleep(Duration.ofMinutes(5)));
    }

    public Endpoint endpoint(Patience patience) {
        return new Endpoint("fake", base(), Map.of("Authorization", "Bearer key"), patience);
    }

    public Endpoint endpoint() {
        return endpoint(new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    /// The next request, head and body.
    public String request() throws InterruptedException {
        @Nullable String request = requests.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    /// Done when a caller closed its connection while it was being answered.
    public CompletableFuture<Boolean> hungUp() {
        return hungUp;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            requests.add(read(in));
            Behaviour behaviour = behaviours.take();
            Thread watch = Thread.ofVirtual().start(() -> watch(in, Thread.currentThread()));
            Thread answer = Thread.ofVirtual().start(() -> {
                try {
                    behaviour.answer(connection.getOutputStream());
                    connection.getOutputStream().flush();
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            while (answer.isAlive() && watch.isAlive()) {
                answer.join(Duration.ofMillis(10));
            }
            answer.interrupt();
            watch.interrupt();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(InputStream in, Thread unused) {
        try {
            if (in.read() < 0) {
                hungUp.complete(true);
            }
        } catch (IOException e) {
            hungUp.complete(true);
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up in the head");
            }
            head.append((char) next);
        }
        int length = 0;
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /// Returns once nobody listens: an accept that is under way would still take the next caller.
    @Override
    public void close() {
        try {
            socket.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
