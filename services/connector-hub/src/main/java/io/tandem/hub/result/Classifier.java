package io.tandem.hub.result;

import io.tandem.events.Flow;

/// Looks at a text that a tool answered. What it says is joined to what the tool's handling says, so it may raise a
/// label and never lower one.
interface Classifier {

    /// What it made of a text.
    ///
    /// @param text with what must not be read taken out
    /// @param raises what reading the text adds, however the tool is handled
    record Finding(String text, Flow raises) {
        static Finding none(String text) {
            return new Finding(text, Flow.NONE);
        }
    }

    Finding of(String text);
}
