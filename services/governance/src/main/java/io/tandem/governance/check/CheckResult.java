package io.tandem.governance.check;

/// What one check said.
///
/// @param check its name, as in the definition
/// @param expected what the definition asks for
/// @param reason in plain words
public record CheckResult(String check, String expected, boolean passed, String reason) {}
