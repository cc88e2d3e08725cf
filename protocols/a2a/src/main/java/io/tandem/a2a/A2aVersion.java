package io.tandem.a2a;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The protocol version and the two service parameters that every binding carries (specification 3.2.6, 3.6).
public final class A2aVersion {
    /// The version this library speaks.
    public static final String CURRENT = "1.0";

    /// The service parameter of the version, in HTTP a header or a query parameter.
    public static final String HEADER = "A2A-Version";

    /// The service parameter of the extensions that the client asks for.
    public static final String EXTENSIONS_HEADER = "A2A-Extensions";

    /// What a client that names no version speaks (3.6.2).
    private static final String IF_ABSENT = "0.3";

    private A2aVersion() {}

    /// Refuses every version but ours. Major and minor count; a patch number, which should not be there, does not.
    ///
    /// @throws A2aException VERSION_NOT_SUPPORTED with `version` and `supportedVersions`
    public static void check(@Nullable String requested) {
        String version = requested == null || requested.isBlank() ? IF_ABSENT : requested.strip();
        if (!version.equals(CURRENT) && !version.matches("1\\.0\\.[0-9]{1,4}")) {
            throw new A2aException(
                    A2aError.VERSION_NOT_SUPPORTED,
                    "This version is not supported; send the header " + HEADER + ": " + CURRENT,
                    Map.of(
                            "version",
                            version.substring(0, Math.min(20, version.length())),
                            "supportedVersions",
                            CURRENT));
        }
    }

    /// The extension URIs of one header value, in order, without repeats and empty entries.
    public static List<String> extensions(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(","))
                        .map(String::strip)
                        .filter(uri -> !uri.isEmpty())
                        .distinct()
                        .toList();
    }

    /// Refuses a client that does not ask for an extension which the card requires (4.6).
    ///
    /// @throws A2aException EXTENSION_SUPPORT_REQUIRED with `extension`
    public static void checkExtensions(AgentCapabilities capabilities, List<String> requested) {
        for (AgentExtension extension : capabilities.extensions()) {
            String uri = extension.uri();
            if (extension.required() && uri != null && !requested.contains(uri)) {
                throw new A2aException(
                        A2aError.EXTENSION_SUPPORT_REQUIRED,
                        "The agent requires an extension; name it in " + EXTENSIONS_HEADER,
                        Map.of("extension", uri));
            }
        }
    }
}
