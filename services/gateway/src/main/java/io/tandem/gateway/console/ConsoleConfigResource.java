package io.tandem.gateway.console;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /console-config.json`: where to sign in. Public, because it is read before anybody has.
@Path("/console-config.json")
@PermitAll
@Tag(name = "Console")
public class ConsoleConfigResource {
    private final ConsoleSettings settings;

    @Inject
    public ConsoleConfigResource(ConsoleSettings settings) {
        this.settings = settings;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "consoleConfig", summary = "Where the console signs people in")
    @APIResponse(
            responseCode = "200",
            description = "Never cached",
            content = @Content(schema = @Schema(implementation = ConsoleConfig.class)))
    public Response config() {
        CacheControl fresh = new CacheControl();
        fresh.setNoStore(true);
        return Response.ok(new ConsoleConfig(settings.authority(), settings.clientId()))
                .cacheControl(fresh)
                .build();
    }
}
