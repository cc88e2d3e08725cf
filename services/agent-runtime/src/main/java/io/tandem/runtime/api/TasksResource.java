package io.tandem.runtime.api;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.a2a.TaskState;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/tasks`: what agents did and do.
@Path("/api/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Tasks", description = "What agents did and do")
public class TasksResource {
    private static final int MAX_PAGE = 200;
    private static final Set<TaskState> STATES = EnumSet.complementOf(EnumSet.of(TaskState.UNSPECIFIED));

    private final TaskQueries tasks;
    private final SecurityIdentity identity;

    @Inject
    public TasksResource(TaskQueries tasks, SecurityIdentity identity) {
        this.tasks = tasks;
        this.identity = identity;
    }

    /// Query parameters of a list.
    public static class ListParameters {
        @QueryParam("agent")
        @Nullable
        String agent;

        @QueryParam("state")
        @Nullable
        String state;

        @QueryParam("contextId")
        @Nullable
        String contextId;

        @QueryParam("q")
        @DefaultValue("")
        @Parameter(description = "Words that all occur in agent, version, team, owner or an id")
        String q = "";

        @QueryParam("mine")
        @DefaultValue("false")
        boolean mine;

        @QueryParam("pageSize")
        @DefaultValue("50")
        int pageSize;

        @QueryParam("pageToken")
        @Nullable
        String pageToken;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listTasks",
            summary = "Tasks, newest first: one's own, and those of one's teams for who answers for a team")
    public TaskPage list(@BeanParam ListParameters parameters) throws SQLException {
        if (parameters.pageSize < 1 || parameters.pageSize > MAX_PAGE) {
            throw ProblemException.invalid("pageSize", "It must be from 1 to " + MAX_PAGE + ".");
        }
        return tasks.list(
                Caller.of(identity),
                new TaskFilter(
                        parameters.agent,
                        state(parameters.state),
                        parameters.contextId,
                        parameters.q.isBlank()
                                ? List.of()
                                : List.of(parameters.q.strip().split("\\s+")),
                        parameters.mine,
                        parameters.pageSize,
                        token(parameters.pageToken)));
    }

    private static @Nullable TaskState state(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        return STATES.stream()
                .filter(state -> state.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state",
                        "It is one of " + STATES.stream().map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "getTask", summary = "One task with what A2A shows of it and the tasks it asked peers for")
    public TaskDetail get(@PathParam("id") String id) throws SQLException {
        return tasks.detail(Caller.of(identity), id);
    }

    @GET
    @Path("/{id}/steps")
    @RunOnVirtualThread
    @Operation(
            operationId = "listTaskSteps",
            summary = "The task's journal: every model call, tool call, decision and wait, in order")
    public StepPage steps(
            @PathParam("id") String id,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @Nullable String pageToken)
            throws SQLException {
        if (pageSize != null && pageSize < 1) {
            throw ProblemException.invalid("pageSize", "It must be 1 or more; without it all steps are answered.");
        }
        return tasks.steps(Caller.of(identity), id, seq(pageToken), pageSize == null ? Integer.MAX_VALUE : pageSize);
    }

    /// The number after which a page of steps starts.
    private static long seq(@Nullable String pageToken) {
        if (pageToken == null || pageToken.isEmpty()) {
            return 0;
        }
        if (!pageToken.matches("[0-9]{1,18}")) {
            throw ProblemException.invalid("pageToken", "It is not a token of this list.");
        }
        return Long.parseLong(pageToken);
    }

    private static @Nullable String token(@Nullable String pageToken) {
        if (pageToken == null || pageToken.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(pageToken).toString();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("pageToken", "It is not a token of this list.");
        }
    }
}
