package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One JWS over a card (specification 4.4.7); see [CardSignature].
///
/// @param protectedHeader `protected` on the wire: base64url of the JWS header
/// @param signature base64url
/// @param header the unprotected header; never trusted
public record AgentCardSignature(
        @Required @WireName("protected") String protectedHeader,
        @Required String signature,
        @Nullable ObjectNode header) {}
