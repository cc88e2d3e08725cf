/// The gateway as a caller of the Kafka binding: its key, its reply topic, its views, and one call after another.
///
/// Start reading at [AgentCalls]; [GatewayNode] puts together what it needs, [GatewayStart] starts it.
///
/// Never here: state of a task; a user's token on Kafka.
@NullMarked
package io.tandem.gateway.calls;

import org.jspecify.annotations.NullMarked;
