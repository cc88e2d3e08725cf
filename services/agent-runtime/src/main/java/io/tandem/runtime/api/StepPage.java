package io.tandem.runtime.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A page of journal entries.
///
/// @param nextPageToken empty at the end
@Schema(name = "TaskStepList")
public record StepPage(List<TaskStep> items, String nextPageToken) {
    public StepPage {
        items = List.copyOf(items);
    }
}
