package io.tandem.hub.egress;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Where connectors may be beside the public internet.
@ConfigMapping(prefix = "tandem.hub.egress")
public interface EgressSettings {
    /// Names of hosts, addresses and ranges (`crm.intern.example`, `10.1.2.3`, `10.1.0.0/16`), separated by commas,
    /// that connectors may be at although they are private: of this machine, a private network or link-local.
    /// `./tandem up` allows this machine (`127.0.0.0/8,::1`).
    Optional<List<String>> allow();
}
