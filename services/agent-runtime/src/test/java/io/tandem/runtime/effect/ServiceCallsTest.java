package io.tandem.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.runtime.activation.Abort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ServiceCallsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /// A service that takes a request and never answers.
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Nested
    class GivenAServiceThatDoesNotAnswerYet {
        @Test
        void isLeftAtOnceWhenTheCallIsGivenUp() throws Exception {
            Abort abort = new Abort();
            CompletableFuture<Boolean> left = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> left.complete(takesAndIsLeft(abort)));

            assertThatThrownBy(() -> post(abort))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(CancellationException.class);
            assertThat(left.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void isNotWaitedForWhenTheCallWasGivenUpBefore() {
            Abort abort = new Abort();
            abort.ask();

            assertThatThrownBy(() -> post(abort)).hasCauseInstanceOf(CancellationException.class);
        }

        private void post(Abort abort) throws IOException, InterruptedException {
            URI service = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            new ServiceCalls(service, () -> "token")
                    .post(
                            new ServiceCalls.Request("/v1", Map.of(), JsonNodeFactory.instance.objectNode(), LONG),
                            HttpResponse.BodyHandlers.ofString(),
                            abort);
        }

        /// Has the call given up once its request is there; whether the connection then ends.
        private boolean takesAndIsLeft(Abort abort) {
            try (Socket connection = silent.accept()) {
                connection.setSoTimeout((int) LONG.toMillis());
                InputStream in = connection.getInputStream();
                in.read();
                abort.ask();
                in.transferTo(OutputStream.nullOutputStream());
                return true;
            } catch (IOException e) {
                return e instanceof SocketException;
            }
        }
    }
}
