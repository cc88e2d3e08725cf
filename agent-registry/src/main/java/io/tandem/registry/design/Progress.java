package io.tandem.registry.design;

/// Is told what the designer is doing, in order, on the designer's thread.
interface Progress {
    /// @param step stable name, such as `tools`
    /// @param words what is being done, for people
    void step(String step, String words);
}
