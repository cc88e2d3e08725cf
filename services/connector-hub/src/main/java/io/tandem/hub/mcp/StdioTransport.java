package io.tandem.hub.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// MCP over the standard input and output of a process: one message a line. The SDK has such a transport too, but it
/// does not tell that its process has ended, stops reading at the first line that is no message, and starts the
/// process on a pooled thread: `--die-with-parent` ends a process with the *thread* that started it. Here that
/// thread goes on to read, and so lives as long as the process.
final class StdioTransport implements McpClientTransport {
    private static final Logger LOG = Logger.getLogger(StdioTransport.class);
    private static final int GRACE_SECONDS = 2;
    private static final int LINES = 100;
    private static final int LINE = 2_000;

    /// How the process ended.
    sealed interface End {
        /// @param reason for people
        record NotStarted(String reason) implements End {}

        record TooLarge() implements End {}

        record Exited(int code) implements End {}
    }

    /// Makes the process.
    interface Start {
        Process process() throws IOException;
    }

    private final String name;
    private final Start start;
    private final UnaryOperator<String> hide;
    private final int longest;
    private final McpJsonMapper mapper;
    private final ExecutorService writer;
    private final Scheduler writing;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    /// @param hide takes secrets out of what goes into the log
    /// @param longest most bytes of one message
    StdioTransport(String name, Start start, UnaryOperator<String> hide, int longest, McpJsonMapper mapper) {
        this.name = name;
        this.start = start;
        this.hide = hide;
        this.longest = longest;
        this.mapper = mapper;
        this.writer = Executors.newSingleThreadExecutor(thread("write"));
        this.writing = Schedulers.fromExecutorService(writer);
    }

    private ThreadFactory thread(String what) {
        return Thread.ofPlatform().daemon().name("stdio-" + name + "-" + what).factory();
    }

    CompletableFuture<End> ended() {
        return ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return Mono.fromRunnable(
                () -> thread("read").newThread(() -> run(handler)).start());
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.<Void>fromCallable(() -> {
                    byte[] line = mapper.writeValueAsBytes(message);
                    OutputStream out = started.get().getOutputStream();
                    out.write(line);
                    out.write('\n');
                    out.flush();
                    return null;
                })
                .subscribeOn(writing);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::stop);
    }

    /// Ends the process and waits until it is gone: its input ends first, so that it may end by itself.
    void stop() {
        if (started.state() == Future.State.SUCCESS) {
            Process process = started.resultNow();
            try {
                // Closing waits for a write that is under way, and the process may not read any more.
                writer.execute(() -> close(process.getOutputStream()));
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (RejectedExecutionException e) {
                LOG.debugf(e, "process of connector %s has ended meanwhile", name);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("the process is gone", e);
        }
    }

    private void run(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        End end = new End.NotStarted("The connector's process could not be started.");
        try {
            Process process = start.process();
            started.complete(process);
            thread("errors").newThread(() -> log(process.getErrorStream())).start();
            end = read(process, handler);
        } catch (IOException e) {
            LOG.debugf(e, "process of connector %s", name);
            end = new End.NotStarted(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            started.completeExceptionally(new IOException("the process has ended"));
            ended.complete(end);
            writing.dispose();
        }
    }

    private End read(Process process, Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler)
            throws InterruptedException {
        End end = null;
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (Line line = Line.next(in, longest); line != Line.NONE; line = Line.next(in, longest)) {
                if (line.bytes().length > longest) {
                    end = new End.TooLarge();
                    break;
                }
                take(line, handler);
            }
        } catch (IOException e) {
            LOG.debugf(e, "output of connector %s", name);
        } finally {
            process.destroyForcibly();
        }
        int code = process.waitFor();
        return end == null ? new End.Exited(code) : end;
    }

    private void take(Line line, Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(mapper, new String(line.bytes(), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "connector %s wrote a line that is no message", name);
            return;
        }
        handler.apply(Mono.just(message)).subscribe();
    }

    /// One line, or the beginning of one that is too long.
    private record Line(byte[] bytes) {
        static final Line NONE = new Line(new byte[0]);

        static Line next(InputStream in, int longest) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int read = in.read();
            if (read < 0) {
                return NONE;
            }
            while (read >= 0 && read != '\n' && line.size() <= longest) {
                line.write(read);
                read = in.read();
            }
            return new Line(line.toByteArray());
        }
    }

    /// The first that it complains of goes into our log; the rest is read, so that it does not wait for us.
    private void log(InputStream errors) {
        try (InputStream in = new BufferedInputStream(errors)) {
            Line line = Line.next(in, LINE);
            for (int i = 0; i < LINES && line != Line.NONE; i++) {
                LOG.infof("connector %s: %s", name, hide.apply(new String(line.bytes(), StandardCharsets.UTF_8)));
                line = Line.next(in, LINE);
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debugf(e, "errors of connector %s", name);
        }
    }
}
