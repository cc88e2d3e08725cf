package io.tandem.events;

import java.time.Instant;

/// A public key that signs passes, on `registry.keys`.
///
/// @param issuer the service that signs with it, such as `gateway`
/// @param publicKey X.509 SubjectPublicKeyInfo, base64; Ed25519
public record KeyRecord(int schema, String keyId, String issuer, String publicKey, Instant notAfter) {
    public static final int SCHEMA = 1;
}
