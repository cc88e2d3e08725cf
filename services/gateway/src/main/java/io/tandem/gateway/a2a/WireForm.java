package io.tandem.gateway.a2a;

import io.tandem.a2a.A2aException;

/// How a binding frames results and errors. Results are ProtoJSON bytes that are framed, not read.
sealed interface WireForm permits JsonRpcForm, HttpJsonForm {
    /// A result, or one element of a stream.
    byte[] result(byte[] json);

    byte[] error(A2aException error);

    /// The HTTP status of an error that comes before any stream.
    int status(A2aException error);
}
