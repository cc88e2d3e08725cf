package io.tandem.governance.judge;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.AgentDefinition.Tier;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/judges`: rubrics that a model judges by, people's labels, and how well the two agree.
@Path("/api/v1/judges")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Judges", description = "Models that judge answers by a rubric; they count while they agree with people")
public class JudgesResource {
    private final Supplier<JudgeDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public JudgesResource(Supplier<JudgeDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @Schema(name = "JudgeList")
    public record JudgeList(List<Judge> items, String nextPageToken) {}

    @Schema(name = "JudgeLabelList")
    public record LabelList(List<Label> items, String nextPageToken) {}

    /// @param rubric what an answer has to meet
    @Schema(name = "NewRubric")
    public record NewRubric(@Nullable String rubric) {}

    @Schema(name = "NewJudgeLabels")
    public record NewLabels(@Nullable List<Label.New> items) {}

    /// @param agent whose accepted and rejected results are taken
    @Schema(name = "OutcomesToLabel")
    public record Outcomes(@Nullable String agent) {}

    /// @param tier `fast` or `deep`; absent for both
    @Schema(name = "NewJudgeCalibration")
    public record NewCalibration(@Nullable Tier tier) {}

    /// @param added how many labels
    @Schema(name = "JudgeLabelsAdded")
    public record Added(int added) {}

    @GET
    @Operation(operationId = "listJudges", summary = "Judges of one's teams, and how each stands")
    public JudgeList list() {
        return new JudgeList(desk.get().all(Caller.of(identity)), "");
    }

    @GET
    @Path("/{team}/{name}")
    @Operation(operationId = "getJudge", summary = "One judge with its newest calibrations")
    public Judge one(@PathParam("team") String team, @PathParam("name") String name) {
        return desk.get().one(Caller.of(identity), team, name);
    }

    @PUT
    @Path("/{team}/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "saveJudge", summary = "Make a judge, or give it another rubric")
    public Judge save(@PathParam("team") String team, @PathParam("name") String name, NewRubric body) {
        return desk.get().save(Caller.of(identity), team, name, body.rubric());
    }

    @GET
    @Path("/{team}/{name}/labels")
    @Operation(operationId = "listJudgeLabels", summary = "Answers that people labelled, newest first")
    public LabelList labels(@PathParam("team") String team, @PathParam("name") String name) {
        return new LabelList(desk.get().labels().all(Caller.of(identity), team, name), "");
    }

    @POST
    @Path("/{team}/{name}/labels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "labelAnswers", summary = "Label answers, all or none")
    public Added label(@PathParam("team") String team, @PathParam("name") String name, NewLabels body) {
        List<Label.New> items = body.items() == null ? List.of() : body.items();
        Label.Source source = items.size() == 1 ? Label.Source.PERSON : Label.Source.IMPORT;
        return new Added(desk.get().labels().add(Caller.of(identity), team, name, items, source));
    }

    @POST
    @Path("/{team}/{name}/labels")
    @Consumes("text/csv")
    @Operation(hidden = true)
    public Added importLabels(@PathParam("team") String team, @PathParam("name") String name, String table) {
        return new Added(
                desk.get().labels().add(Caller.of(identity), team, name, LabelTable.read(table), Label.Source.IMPORT));
    }

    @POST
    @Path("/{team}/{name}/labels/from-outcomes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "labelByOutcomes", summary = "Label an agent's answers by what people said of its results")
    public Added outcomes(@PathParam("team") String team, @PathParam("name") String name, Outcomes body) {
        String agent = body.agent();
        if (agent == null || agent.isBlank()) {
            throw ProblemException.invalid("agent", "This field is required.");
        }
        return new Added(desk.get().labels().fromOutcomes(Caller.of(identity), team, name, agent));
    }

    @DELETE
    @Path("/{team}/{name}/labels/{id}")
    @Operation(operationId = "removeJudgeLabel", summary = "Take a label away")
    public void remove(@PathParam("team") String team, @PathParam("name") String name, @PathParam("id") String id) {
        desk.get().labels().remove(Caller.of(identity), team, name, id);
    }

    @POST
    @Path("/{team}/{name}/calibrations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "calibrateJudge",
            summary = "Compare a judge with people's labels",
            description = "Answers at once; it runs in the background.")
    @APIResponse(
            responseCode = "202",
            description = "The judge, which is being calibrated",
            content = @Content(schema = @Schema(implementation = Judge.class)))
    public Response calibrate(
            @PathParam("team") String team, @PathParam("name") String name, @Nullable NewCalibration body) {
        Tier tier = body == null ? null : body.tier();
        if (tier == Tier.auto) {
            throw ProblemException.invalid("tier", "It is fast or deep, or left out for both.");
        }
        return Response.accepted(desk.get().calibrate(Caller.of(identity), team, name, tier))
                .build();
    }
}
