package io.tandem.gateway.a2a;

import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;

/// HTTP+JSON (specification 11): results as they are, errors as `google.rpc.Status`.
record HttpJsonForm() implements WireForm {
    @Override
    public byte[] result(byte[] json) {
        return json;
    }

    @Override
    public byte[] error(A2aException error) {
        return A2aJson.write(A2aErrors.toHttpBody(error));
    }

    @Override
    public int status(A2aException error) {
        return error.error().httpStatus();
    }
}
