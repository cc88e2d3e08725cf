package io.tandem.router.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.call.RoutedStream;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.wire.ProviderJson;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Server-sent events of one answer, as OpenAI streams it, ending with `[DONE]`. A failure in the middle is an event
/// with an `error`.
final class ChunkStream implements StreamingOutput {
    private static final byte[] PREFIX = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SUFFIX = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private final ChatRequest request;
    private final RoutedStream stream;
    private @Nullable Delta pending;

    private ChunkStream(ChatRequest request, RoutedStream stream, @Nullable Delta first) {
        this.request = request;
        this.stream = stream;
        this.pending = first;
    }

    /// Waits for the first piece, so that what fails before it is told by the status.
    ///
    /// @throws ModelFailure if no model begins to answer
    static ChunkStream begin(ChatRequest request, RoutedStream stream) {
        return new ChunkStream(request, stream, stream.next());
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Completion completion = new Completion(request.model());
        try (stream) {
            event(out, completion.role());
            for (Delta delta = pending; delta != null; delta = stream.next()) {
                ObjectNode chunk = completion.piece(delta);
                if (delta instanceof Delta.Finish && !request.stream().includeUsage()) {
                    chunk.set("tandem", completion.tandem(stream.summary()));
                }
                event(out, chunk);
            }
            if (request.stream().includeUsage()) {
                event(out, completion.usage(stream.summary()));
            }
        } catch (ModelFailure e) {
            if (e.problem() == ModelProblem.CANCELLED) {
                return;
            }
            event(out, ErrorBody.of(e));
        }
        out.write(DONE);
        out.flush();
    }

    private static void event(OutputStream out, ObjectNode node) throws IOException {
        byte[] data = ProviderJson.write(node);
        byte[] whole = new byte[PREFIX.length + data.length + SUFFIX.length];
        System.arraycopy(PREFIX, 0, whole, 0, PREFIX.length);
        System.arraycopy(data, 0, whole, PREFIX.length, data.length);
        System.arraycopy(SUFFIX, 0, whole, PREFIX.length + data.length, SUFFIX.length);
        out.write(whole);
        out.flush();
    }
}
