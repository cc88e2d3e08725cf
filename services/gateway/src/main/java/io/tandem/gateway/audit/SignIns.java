package io.tandem.gateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import io.tandem.events.AuditEvent;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.pass.PassSigner;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Records the first token of each session: who signed in, with which client. Tokens that the platform's services fetch
/// for themselves are no sign-ins.
@Singleton
public class SignIns {
    private static final Logger LOG = Logger.getLogger(SignIns.class);
    private static final int REMEMBERED = 10_000;
    private static final String OURS = "tandem-";

    private final EdgeRecords records;
    private final RecentKeys known = new RecentKeys(REMEMBERED);

    @Inject
    public SignIns(EdgeRecords records) {
        this.records = records;
    }

    void signedIn(@ObservesAsync AuthenticationSuccessEvent event) {
        if (event.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
            String session = session(token);
            if (session != null && known.add(session)) {
                record(session, token);
            }
        }
    }

    private void record(String session, JsonWebToken token) {
        try {
            Caller caller = Caller.of(token);
            if (caller.kind() == Caller.Kind.person || !caller.name().startsWith(OURS)) {
                records.recordOnce(session, event(caller, token, session));
            }
        } catch (AuthenticationFailedException e) {
            LOG.debug("a token of nobody", e);
        } catch (SQLException e) {
            known.remove(session);
            LOG.warnf("a sign-in could not be recorded yet: %s", e.getMessage());
        }
    }

    private static AuditEvent event(Caller caller, JsonWebToken token, String session) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("session", session);
        details.put("client", String.valueOf(token.<Object>getClaim("azp")));
        details.putPOJO("roles", caller.roles().stream().sorted().toList());
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "sign-in",
                caller.id(),
                "platform",
                caller.id(),
                "allowed",
                null,
                details,
                Instant.now());
    }

    /// The provider's session, or the token itself where there is none, as a hash: neither is told to readers.
    private static @Nullable String session(JsonWebToken token) {
        Object sid = token.getClaim("sid");
        String id = sid == null ? token.getTokenID() : sid.toString();
        return id == null ? null : PassSigner.hash(id.getBytes(StandardCharsets.UTF_8));
    }
}
