package io.tandem.a2a;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The request of ListTasks (specification 3.1.4): filters are joined by "and", newest status first.
///
/// @param pageSize 1 to 100; absent is 50
/// @param pageToken the `nextPageToken` of the page before
/// @param statusTimestampAfter only tasks whose status is of this instant or later
/// @param includeArtifacts absent is no
public record ListTasksRequest(
        @Nullable String tenant,
        @Nullable String contextId,
        @Nullable TaskState status,
        @Nullable Integer pageSize,
        @Nullable String pageToken,
        @Nullable Integer historyLength,
        @Nullable Instant statusTimestampAfter,
        @Nullable Boolean includeArtifacts) {

    /// The page size where the request has none.
    public static final int DEFAULT_PAGE_SIZE = 50;

    /// The largest page size.
    public static final int MAX_PAGE_SIZE = 100;

    public ListTasksRequest {
        if (pageSize != null && (pageSize < 1 || pageSize > MAX_PAGE_SIZE)) {
            throw new IllegalArgumentException("pageSize must be from 1 to " + MAX_PAGE_SIZE);
        }
        GetTaskRequest.checkHistoryLength(historyLength);
    }

    /// Every task the caller may see, first page, without artifacts.
    public static ListTasksRequest all() {
        return new ListTasksRequest(null, null, null, null, null, null, null, null);
    }
}
