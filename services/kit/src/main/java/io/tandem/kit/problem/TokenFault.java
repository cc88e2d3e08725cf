package io.tandem.kit.problem;

import io.quarkus.security.UnauthorizedException;
import java.util.Locale;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/// Why a request's token did not hold: for records. The caller is told nothing of it.
enum TokenFault {
    /// There was none.
    MISSING,
    EXPIRED,
    /// It is for somebody else than Tandem.
    WRONG_AUDIENCE,
    /// Another realm or provider made it.
    WRONG_ISSUER,
    /// Its signature does not hold, or is made with a key or an algorithm that does not count.
    FORGED,
    /// It is no access token, or lacks what one says.
    MALFORMED;

    /// What an authentication failed of.
    static TokenFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return FORGED;
            }
            if (cause instanceof InvalidJwtException invalid) {
                return of(invalid);
            }
        }
        return failure instanceof UnauthorizedException ? MISSING : MALFORMED;
    }

    private static TokenFault of(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID) || invalid.hasErrorCode(ErrorCodes.SIGNATURE_MISSING)) {
            return FORGED;
        }
        if (invalid.hasExpired()) {
            return EXPIRED;
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return WRONG_AUDIENCE;
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return WRONG_ISSUER;
        }
        return MALFORMED;
    }

    /// As records have it, such as `wrong-audience`.
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
