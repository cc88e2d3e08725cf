package io.tandem.governance.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Payloads go once they are as old as it is configured: one erasure a day, by the platform itself.
final class Retention {
    static final String WARNING =
            "Payloads that are younger than six months would go. Deployers of high-risk systems keep"
                    + " logs for at least six months (EU AI Act, Article 26(6)).";

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Period SHORTEST = Period.ofMonths(6);
    private static final String PLATFORM = "service:tandem-governance";

    private final DataSource dataSource;
    private final Optional<Period> keep;
    private final Clock clock;
    private Instant next = Instant.MIN;

    Retention(DataSource dataSource, Optional<Period> keep, Clock clock) {
        this.dataSource = dataSource;
        this.keep = keep;
        this.clock = clock;
        if (keep.isPresent() && (keep.get().isNegative() || keep.get().isZero())) {
            throw new IllegalArgumentException(
                    "tandem.governance.retention.payloads must be a period such as P1Y; leave it out to keep all");
        }
        if (warning() != null) {
            LOG.warn(WARNING);
        }
    }

    /// How long payloads are kept.
    ///
    /// @param payloads an ISO 8601 period such as `P1Y`; absent where they are kept for ever
    /// @param before what was recorded before that time goes next
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Retention")
    public record Kept(
            @Nullable String payloads,
            @Nullable Instant before,
            @Nullable String warning) {}

    Kept kept() {
        return new Kept(
                keep.map(Period::toString).orElse(null), keep.map(this::before).orElse(null), warning());
    }

    /// Makes the day's erasure, if one is due and there is something to erase. One thread calls it.
    void look() throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (keep.isEmpty() || now.isBefore(next)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            ErasureRows.alone(connection);
            Terms terms = new Terms(null, before(keep.get()));
            Instant due = ErasureRows.lastBy(connection, PLATFORM)
                    .map(last -> last.plus(DAY))
                    .orElse(now);
            if (!due.isAfter(now)) {
                Selection selection = Selection.of(connection, terms);
                if (!selection.isEmpty()) {
                    ErasureRows.add(
                            connection,
                            new PayloadErasure(
                                    ErasureDesk.newId(),
                                    null,
                                    terms.before(),
                                    "Payloads are kept for " + keep.get() + ".",
                                    PayloadErasure.State.CARRIED_OUT,
                                    selection.preview(ErasureDesk.ELSEWHERE, List.of()),
                                    PLATFORM,
                                    now,
                                    PLATFORM,
                                    now,
                                    null,
                                    0),
                            selection.parts());
                }
            }
            connection.commit();
            next = due.isAfter(now) ? due : now.plus(DAY);
        }
    }

    /// The oldest time that may be called six months ago.
    static Instant shortest(Instant now) {
        return ago(now, SHORTEST);
    }

    private @Nullable String warning() {
        Instant now = clock.instant();
        return keep.isPresent() && ago(now, keep.get()).isAfter(shortest(now)) ? WARNING : null;
    }

    private Instant before(Period period) {
        return ago(clock.instant().truncatedTo(ChronoUnit.MICROS), period);
    }

    private static Instant ago(Instant now, Period period) {
        return OffsetDateTime.ofInstant(now, ZoneOffset.UTC).minus(period).toInstant();
    }
}
