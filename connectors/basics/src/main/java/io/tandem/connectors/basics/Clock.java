package io.tandem.connectors.basics;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Tells date, time and weekday.
@Singleton
@McpServer("basics")
public class Clock {
    private final InstantSource source;

    Clock() {
        this(InstantSource.system());
    }

    Clock(InstantSource source) {
        this.source = source;
    }

    /// The present moment in a zone.
    ///
    /// @throws ToolCallException if there is no such zone
    @Tool(description = "Tells the present date, weekday and time.")
    @RunOnVirtualThread
    public String now(
            @ToolArg(description = "time zone such as Europe/Berlin; UTC if left out", required = false)
                    Optional<String> zone) {
        try {
            ZonedDateTime now = source.instant()
                    .atZone(ZoneId.of(zone.filter(name -> !name.isBlank()).orElse("UTC")))
                    .truncatedTo(ChronoUnit.SECONDS);
            return now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME) + " ("
                    + now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", " + now.getZone() + ")";
        } catch (DateTimeException e) {
            throw new ToolCallException("There is no such time zone; write it like Europe/Berlin.");
        }
    }
}
