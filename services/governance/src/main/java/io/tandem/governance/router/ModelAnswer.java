package io.tandem.governance.router;

/// What a model said, as it said it.
///
/// @param model which one, by its name at model-router
public record ModelAnswer(String text, String model) {}
