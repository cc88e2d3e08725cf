package io.tandem.hub.egress;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The way out to connectors: an HTTP proxy on loopback, for the JDK's client has no place for a resolver of ours. It
/// looks a host up, refuses it or connects to that very address, so that a name which changes its address between a
/// look and the connection gains nothing. TLS goes through it unread.
@Singleton
public final class EgressDoor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EgressDoor.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int LONGEST_HEAD = 64 * 1024;

    private final Destinations destinations;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable ServerSocket listening;

    @Inject
    public EgressDoor(EgressSettings settings) {
        this(new Destinations(settings.allow().orElse(List.of()), InetAddress::getAllByName));
    }

    EgressDoor(Destinations destinations) {
        this.destinations = destinations;
    }

    /// Why a connector may not be at a host, for people; empty where it may, or where nobody knows its address now.
    public Optional<String> refusal(String host) {
        return destinations.refusal(host);
    }

    /// Sends a client's requests through here.
    public synchronized ProxySelector proxy() {
        ServerSocket open = listening;
        if (open == null) {
            try {
                open = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException("no port for the way out", e);
            }
            listening = open;
            ServerSocket accepting = open;
            threads.execute(() -> accept(accepting));
        }
        return ProxySelector.of(new InetSocketAddress(open.getInetAddress(), open.getLocalPort()));
    }

    @PreDestroy
    @Override
    public synchronized void close() {
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                LOG.debug("the way out is closed", e);
            }
        }
        threads.shutdownNow();
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                LOG.debug("no connection was taken", e);
                LockSupport.parkNanos(PAUSE_NANOS); // too many files may be open
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Head head = Head.read(in);
            if (head != null) {
                try (Socket server = connected(head.place())) {
                    pass(head, in, client, server);
                } catch (Destinations.Refused e) {
                    LOG.warnf("refused: %s", e.getMessage());
                    answer(client, "403 Forbidden");
                } catch (NoWay e) {
                    LOG.debugf(e, "no way to %s", head.place());
                    answer(client, "502 Bad Gateway");
                }
            }
        } catch (IOException e) {
            LOG.debug("a connection ended", e);
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /// Nobody answers at any address of a host.
    private static final class NoWay extends IOException {
        private static final long serialVersionUID = 1L;

        NoWay(IOException cause) {
            super(cause);
        }
    }

    private Socket connected(InetSocketAddress place) throws IOException {
        IOException last = new UnknownHostException(place.getHostString());
        for (InetAddress address : found(place.getHostString())) {
            Socket server = new Socket();
            try {
                server.connect(new InetSocketAddress(address, place.getPort()), CONNECT_MILLIS);
                server.setTcpNoDelay(true);
                return server;
            } catch (IOException e) {
                server.close();
                last = e;
            }
        }
        throw new NoWay(last);
    }

    private List<InetAddress> found(String host) throws IOException {
        try {
            return destinations.reachable(host);
        } catch (UnknownHostException e) {
            throw new NoWay(e);
        }
    }

    private void pass(Head first, InputStream in, Socket client, Socket server) throws IOException {
        OutputStream out = server.getOutputStream();
        if (first.isTunnel()) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            back(server, client);
            in.transferTo(out);
            return;
        }
        back(server, client);
        for (Head head = first; head != null && head.place().equals(first.place()); head = Head.read(in)) {
            out.write(head.onward());
            out.write(in.readNBytes(head.length()));
            out.flush();
        }
    }

    /// Answers go back as they come; their end ends both.
    private void back(Socket server, Socket client) {
        threads.execute(() -> {
            try (client;
                    server) {
                server.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                LOG.debug("a connection ended", e);
            }
        });
    }

    /// The head of a request.
    ///
    /// @param length of what follows it
    private record Head(String line, String fields, InetSocketAddress place, int length) {
        private static final String END = "\r\n\r\n";

        boolean isTunnel() {
            return line.startsWith("CONNECT ");
        }

        /// As its server wants it: with a path instead of an address.
        byte[] onward() {
            String[] words = line.split(" ");
            URI target = URI.create(words[1]);
            String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
            String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            return (words[0] + " " + path + query + " " + words[2] + "\r\n" + fields)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        /// The next one; null at the end.
        static @Nullable Head read(InputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int read = in.read(); read >= 0; read = in.read()) {
                text.append((char) read);
                if (text.length() > LONGEST_HEAD) {
                    throw new IOException("a head is too long");
                }
                if (read == '\n' && text.indexOf(END, text.length() - END.length()) >= 0) {
                    return of(text.toString());
                }
            }
            return null;
        }

        private static Head of(String text) throws IOException {
            int end = text.indexOf("\r\n");
            String line = text.substring(0, end);
            String fields = text.substring(end + 2);
            String[] words = line.split(" ");
            try {
                URI target = URI.create(line.startsWith("CONNECT ") ? "https://" + words[1] : words[1]);
                int port = target.getPort() >= 0 ? target.getPort() : 80;
                int length = fields.lines()
                        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .findFirst()
                        .map(field -> Integer.parseInt(
                                field.substring(field.indexOf(':') + 1).strip()))
                        .orElse(0);
                return new Head(line, fields, InetSocketAddress.createUnresolved(target.getHost(), port), length);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("no head of a request", e);
            }
        }
    }
}
