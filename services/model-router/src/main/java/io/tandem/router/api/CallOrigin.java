package io.tandem.router.api;

import io.tandem.kit.identity.Caller;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, and for whom: our own services say it in headers, and they alone are believed.
final class CallOrigin {
    private static final Set<String> OWN = Set.of("tandem-runtime", "tandem-registry", "tandem-governance");
    private static final Set<String> ROLES = Set.of("viewer", "builder", "operator", "approver", "auditor", "admin");
    private static final String NO_TEAM = "none";

    private CallOrigin() {}

    /// @throws ModelFailure if the caller may not call models
    static Origin of(Caller caller, HttpHeaders headers) {
        if (caller.kind() == Caller.Kind.service && OWN.contains(caller.name())) {
            String onBehalfOf = header(headers, "Tandem-On-Behalf-Of");
            String team = header(headers, "Tandem-Team");
            return new Origin(
                    team == null ? NO_TEAM : team,
                    onBehalfOf == null ? caller.id() : onBehalfOf,
                    header(headers, "Tandem-Task"),
                    number(headers, "Tandem-Seq"),
                    header(headers, "Tandem-Agent"),
                    header(headers, "Tandem-Version"),
                    amount(headers, "Tandem-Agent-Per-Day"));
        }
        if (caller.roles().stream().noneMatch(ROLES::contains)) {
            throw new ModelFailure(ModelProblem.FORBIDDEN, "Your account has no role in Tandem.");
        }
        return new Origin(team(caller, header(headers, "Tandem-Team")), caller.id(), null, null, null, null, null);
    }

    private static String team(Caller caller, @Nullable String wanted) {
        if (wanted != null) {
            if (!caller.teams().contains(wanted)) {
                throw new ModelFailure(ModelProblem.FORBIDDEN, "You are not in the team that Tandem-Team names.");
            }
            return wanted;
        }
        return caller.teams().stream().sorted().findFirst().orElse(NO_TEAM);
    }

    private static @Nullable String header(HttpHeaders headers, String name) {
        @Nullable String value = headers.getHeaderString(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable BigDecimal amount(HttpHeaders headers, String name) {
        String value = header(headers, name);
        if (value == null) {
            return null;
        }
        if (!value.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw ModelFailure.invalid(name, "An amount such as 12.50.");
        }
        return new BigDecimal(value);
    }

    private static @Nullable Long number(HttpHeaders headers, String name) {
        String value = header(headers, name);
        if (value == null) {
            return null;
        }
        if (!value.matches("\\d{1,18}")) {
            throw ModelFailure.invalid(name, "A whole number.");
        }
        return Long.valueOf(value);
    }
}
