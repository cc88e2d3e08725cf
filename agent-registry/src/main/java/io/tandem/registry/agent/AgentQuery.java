package io.tandem.registry.agent;

import io.tandem.kit.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// What a page of the catalogue is asked for; several values of one facet mean any of them.
public record AgentQuery(
        @QueryParam("q")
        @Parameter(description = "Words that all occur in name, purpose, tags, tools or team")
        @Nullable
        String q,

        @QueryParam("team") List<String> team,
        @QueryParam("state") List<String> state,
        @QueryParam("tier") List<String> tier,
        @QueryParam("risk") List<String> risk,
        @QueryParam("tag") List<String> tag,
        @QueryParam("tool") List<String> tool,
        @QueryParam("pageSize") @DefaultValue("50") int pageSize,
        @QueryParam("pageToken") @Nullable String pageToken) {
    private static final int LARGEST_PAGE = 200;

    int limit() {
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw ProblemException.invalid("pageSize", "It is from 1 to " + LARGEST_PAGE + ".");
        }
        return pageSize;
    }

    /// The name after which this page starts.
    String after() {
        if (pageToken == null || pageToken.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(pageToken), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("pageToken", "It is the nextPageToken of the page before.");
        }
    }

    static String token(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
