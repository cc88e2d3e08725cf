package io.tandem.registry.design;

import io.tandem.kit.identity.Caller;
import io.tandem.registry.prompt.DesignModel;

/// One design that was begun: under its id, for a team, by a caller.
record Commission(String designId, DesignRequest request, String team, Caller caller) {
    DesignModel.OnBehalf onBehalf() {
        return new DesignModel.OnBehalf(caller.id(), team);
    }
}
