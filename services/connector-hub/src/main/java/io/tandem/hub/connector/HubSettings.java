package io.tandem.hub.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// How the hub works.
@ConfigMapping(prefix = "tandem.hub")
public interface HubSettings {
    /// Where the built-in connectors are; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI connectorsUrl();

    /// Whether the demo shop's tool is registered at the first start (`TANDEM_DEMO`).
    @WithDefault("${tandem.demo:true}")
    boolean demo();

    /// How often each connector is asked for its tools, to notice changes.
    @WithDefault("60S")
    Duration refreshInterval();

    /// How long a connector may take to list its tools.
    @WithDefault("10S")
    Duration listTime();

    /// How long one call of a tool may take.
    @WithDefault("30S")
    Duration callTime();

    /// How many bytes of an answer are read; the connection is cut after that.
    @WithDefault("4194304")
    int answerBytes();

    /// How many bytes of text are given to a model; a longer answer is refused.
    @WithDefault("262144")
    int modelBytes();

    /// How many bytes of canonical arguments a call may have.
    @WithDefault("131072")
    int argumentBytes();

    /// How long an approval waits for a decision, and once granted for its use; after that it is a no.
    @WithDefault("24H")
    Duration approvalExpiry();

    /// When a decision on an approval is wanted. Nothing ends then; it is called to mind before.
    @WithDefault("4H")
    Duration approvalDue();

    /// How many approvals one request may decide.
    @WithDefault("20")
    int approvalBulk();

    /// How many of them may be yeses to calls that nothing keeps from taking effect twice (AT_MOST_ONCE).
    @WithDefault("5")
    int approvalBulkOnce();

    /// How old the newest head of the ledger may be for a call that changes something; reads do not ask. It is what the
    /// ledger may lag behind. Governance tells each second.
    @WithDefault("15S")
    Duration ledgerBound();
}
