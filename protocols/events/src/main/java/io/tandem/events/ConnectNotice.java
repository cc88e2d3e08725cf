package io.tandem.events;

/// What an A2A extension of ours says under [#URI] in the status message of a task that waits until its person has
/// connected a tool server.
///
/// @param type the problem's type, as of problems of the API
/// @param connector whose server it is
/// @param tool `connector/tool`, which waits
/// @param url where the person connects it
public record ConnectNotice(String type, String connector, String tool, String url) {
    /// The extension, and the key of its metadata.
    public static final String URI = "https://tandem.io/a2a/ext/connect/v1";

    /// The problem's type.
    public static final String PROBLEM = "https://tandem.io/problems/not-connected";
}
