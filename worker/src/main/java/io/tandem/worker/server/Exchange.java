package io.tandem.worker.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One request on one connection, which closes after the answer. Written here because the caller's hanging up must be
/// seen at once, also while nothing is being sent; the JDK's own server does not tell it.
final class Exchange {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int LONGEST_BODY = 8 << 20;

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;
    private final InputStream in;
    private final OutputStream out;

    private Exchange(String[] line, Map<String, String> headers, byte[] body, InputStream in, OutputStream out) {
        this.method = line[0];
        this.path = line[1];
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.in = in;
        this.out = out;
    }

    static Exchange read(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String[] lines = head(in).split("\r\n");
        String[] line = lines[0].split(" ");
        if (line.length != 3) {
            throw new IOException("not a request");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        int length = length(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body ends too early");
        }
        return new Exchange(line, headers, body, in, socket.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("no request");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String text) throws IOException {
        if (!text.matches("\\d{1,8}") || Integer.parseInt(text) > LONGEST_BODY) {
            throw new IOException("a body that is too long");
        }
        return Integer.parseInt(text);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    byte[] body() {
        return body.clone();
    }

    /// Runs the action when the caller hangs up; for as long as the connection is open.
    void onHangUp(Runnable action) {
        Thread.ofVirtual().name("hang-up").start(() -> {
            try {
                while (in.read() >= 0) {
                    // A caller has nothing more to say; what it says is dropped.
                }
            } catch (IOException e) {
                // It is gone, which is what this waits for.
            }
            action.run();
        });
    }

    void answer(int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        head("HTTP/1.1 " + status + " " + (status < 300 ? "OK" : "Refused") + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + bytes.length + "\r\n");
        out.write(bytes);
        out.flush();
    }

    void beginEvents() throws IOException {
        head("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n");
        out.flush();
    }

    synchronized void event(String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    synchronized void comment(String text) throws IOException {
        out.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void head(String head) throws IOException {
        out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
