package io.tandem.worker.weights;

import java.io.IOException;

/// One place where weights may come from.
interface Source {
    /// As people force it: `file`, `hub`, `pip`.
    String name();

    /// Writes the whole into the partial file, going on where it ends if this source wrote it.
    ///
    /// @throws WeightsProblem if this source does not have it
    void fetch(Manifest.Entry entry, Partial partial, Progress progress) throws IOException, InterruptedException;
}
