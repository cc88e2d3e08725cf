package io.tandem.connectors.shop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Where the demo shop lives and what is in it.
@ConfigMapping(prefix = "tandem.connectors.shop")
public interface ShopSettings {
    /// Whether there is a demo shop (`TANDEM_DEMO`).
    @WithDefault("${tandem.demo:true}")
    boolean enabled();

    /// Number that the generated rows follow from (`TANDEM_DEMO_SEED`); another number replaces them at the next start.
    @WithDefault("${tandem.demo-seed:1}")
    long seed();

    /// JDBC URL of the database.
    @WithDefault("${tandem.postgres.url:jdbc:postgresql://127.0.0.1:15432/tandem}")
    String url();

    /// The role that owns schema `shop`.
    @WithDefault("tandem_shop")
    String username();

    /// That role's password.
    @WithDefault("${tandem.shop.db-password:unset}")
    String password();

    /// The role that may read all of it.
    @WithDefault("tandem_shop_reader")
    String reader();

    /// The folder that gets the policies, if it holds nothing yet.
    @WithDefault("${tandem.home:${user.home}/.tandem}/documents")
    String policies();
}
