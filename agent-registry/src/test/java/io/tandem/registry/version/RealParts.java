package io.tandem.registry.version;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL and a real Kafka under the registry, and a key that signs the tests' tokens.
public final class RealParts implements QuarkusTestResourceLifecycleManager {
    private static @Nullable RealPostgres postgres;
    private static @Nullable RealKafka kafka;

    @Override
    public Map<String, String> start() {
        RealPostgres database = RealPostgres.start();
        RealKafka broker = RealKafka.start();
        postgres = database;
        kafka = broker;
        var unused = database.migrated("registry");
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.registry.jdbc.url", database.url("registry"));
        config.put("quarkus.datasource.registry.username", "postgres");
        config.put("quarkus.datasource.registry.password", "postgres");
        config.put("tandem.kafka.bootstrap", broker.bootstrap());
        config.put("quarkus.oidc.public-key", TestToken.publicKey());
        config.put("quarkus.oidc.client-id", "tandem");
        String models = ModelServer.start();
        config.put("tandem.registry.designer.router-url", models);
        config.put("quarkus.oidc-client.registry.auth-server-url", models + "/realms/tandem");
        return config;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
