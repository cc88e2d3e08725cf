package io.tandem.registry.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.EventJson;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Keeps what was asked and what came of it; a design is its asker's own.
@ApplicationScoped
public class Designs {
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String FAILED = "failed";
    private static final Duration LONGEST = Duration.ofHours(1);

    /// @param state `running`, `done` or `failed`
    /// @param steps what was done so far, in words
    @Schema(name = "KeptDesign")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kept(
            String designId,
            String state,
            DesignRequest request,
            List<String> steps,
            @Nullable DesignResult result,
            @Nullable String problem,
            Instant askedAt) {}

    @Transactional
    public String begin(DesignRequest request, String team, Caller caller) {
        DesignRow row = new DesignRow();
        row.id = UUID.randomUUID().toString();
        row.askedBy = caller.id();
        row.team = team;
        row.request = text(request);
        row.state = RUNNING;
        row.steps = "";
        row.askedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        row.persist();
        return row.id;
    }

    @Transactional
    public void step(String id, String words) {
        DesignRow row = DesignRow.findById(id);
        row.steps = row.steps + words + "\n";
    }

    @Transactional
    public void done(DesignResult result) {
        DesignRow row = DesignRow.findById(result.designId());
        row.result = text(result);
        end(row, DONE);
    }

    @Transactional
    public void failed(String id, String problem) {
        DesignRow row = DesignRow.findById(id);
        row.problem = problem;
        end(row, FAILED);
    }

    @Transactional
    public Kept get(String id, Caller caller) {
        DesignRow row = DesignRow.findById(id);
        if (row == null || !row.askedBy.equals(caller.id())) {
            throw new ProblemException(DesignProblem.DESIGN_NOT_FOUND, "A design is seen by who asked for it.");
        }
        return kept(row);
    }

    @Transactional
    public List<Kept> last(Caller caller) {
        return DesignRow.lastOf(caller.id()).stream().map(Designs::kept).toList();
    }

    private static void end(DesignRow row, String state) {
        row.state = state;
        row.endedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Kept kept(DesignRow row) {
        boolean lost = row.state.equals(RUNNING) && row.askedAt.plus(LONGEST).isBefore(Instant.now());
        return new Kept(
                row.id,
                lost ? FAILED : row.state,
                EventJson.read(row.request.getBytes(StandardCharsets.UTF_8), DesignRequest.class),
                row.steps.lines().toList(),
                row.result == null
                        ? null
                        : EventJson.read(row.result.getBytes(StandardCharsets.UTF_8), DesignResult.class),
                lost ? "The platform stopped while it was at work; ask again." : row.problem,
                row.askedAt);
    }

    private static String text(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }
}
