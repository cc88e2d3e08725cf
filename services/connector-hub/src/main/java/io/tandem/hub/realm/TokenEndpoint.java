package io.tandem.hub.realm;

import io.tandem.hub.seal.Sealing;
import java.util.Map;

/// The realm's token endpoint.
interface TokenEndpoint {
    /// A client and how it shows who it is.
    record Client(String id, String secret) {
        /// One that the hub made. Its secret is derived, so nobody stores it.
        static Client made(String id, Sealing sealing) {
            return new Client(id, sealing.derived("client " + id));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /// An access token for a client by token exchange (RFC 8693).
    ///
    /// @param form what is asked beside the grant, such as `subject_token` and `scope`
    /// @throws NotDelegated if it is refused, or the provider cannot be asked
    String exchange(Client client, Map<String, String> form) throws NotDelegated;

    /// An access token for a client on its own behalf.
    ///
    /// @throws NotDelegated if it is refused, or the provider cannot be asked
    String own(Client client, String scope) throws NotDelegated;
}
