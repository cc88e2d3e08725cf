/// Real PostgreSQL and a real Kafka broker for tests of one service, started once a test run.
///
/// Start reading at [RealPostgres] and [RealKafka].
///
/// Never here: a double of either; use outside tests.
@NullMarked
package io.tandem.kit.testing;

import org.jspecify.annotations.NullMarked;
