package io.tandem.registry.design;

import io.tandem.events.EventJson;
import io.tandem.registry.design.DesignDesk.News;
import io.tandem.registry.design.DesignDesk.Running;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// A design as server-sent events. When the reader goes away the design goes on and is kept.
final class DesignStream implements StreamingOutput {
    private final Running running;

    DesignStream(Running running) {
        this.running = running;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        send(out, "design", Map.of("designId", running.designId()));
        while (true) {
            switch (running.next()) {
                case News.Step step -> send(out, "step", Map.of("step", step.step(), "text", step.text()));
                case News.Result result -> {
                    send(out, "result", result.design());
                    return;
                }
                case News.Failure failure -> {
                    send(
                            out,
                            "problem",
                            Map.of(
                                    "type", failure.problem().kind().type(),
                                    "title", failure.problem().kind().title(),
                                    "status", failure.problem().kind().status(),
                                    "detail",
                                            Objects.requireNonNullElse(
                                                    failure.problem().getMessage(), ""),
                                    "retryable", failure.problem().kind().retryable(),
                                    "designId", running.designId()));
                    return;
                }
            }
        }
    }

    private static void send(OutputStream out, String event, Object data) throws IOException {
        out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(EventJson.write(data));
        out.write("\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
