package io.tandem.connectors.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Which database, as whom, and how much of it in one answer.
@ConfigMapping(prefix = "tandem.connectors.database")
public interface DatabaseSettings {
    /// JDBC URL of the database that agents may read; by default the demo shop's schema in Tandem's own PostgreSQL.
    @WithDefault("${tandem.postgres.url:jdbc:postgresql://127.0.0.1:15432/tandem}")
    String url();

    /// The role that queries run as. Give it SELECT on what agents may read, and nothing else.
    @WithDefault("tandem_shop_reader")
    String username();

    /// That role's password.
    @WithDefault("${tandem.shop-reader.db-password:unset}")
    String password();

    /// The schema that is described, and that unqualified names in queries mean.
    @WithDefault("shop")
    String schema();

    /// How long one query may run.
    @WithDefault("15S")
    Duration timeLimit();

    /// How many rows one query gives at most.
    @WithDefault("200")
    int maxRows();

    /// How many characters of rows one query gives at most.
    @WithDefault("60000")
    int maxChars();

    /// How many queries run at once; further ones wait.
    @WithDefault("4")
    int atOnce();
}
