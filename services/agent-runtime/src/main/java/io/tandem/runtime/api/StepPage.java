package io.tandem.runtime.api;

import java.util.List;

/// A page of journal entries.
///
/// @param nextPageToken empty at the end
public record StepPage(List<TaskStep> items, String nextPageToken) {
    public StepPage {
        items = List.copyOf(items);
    }
}
