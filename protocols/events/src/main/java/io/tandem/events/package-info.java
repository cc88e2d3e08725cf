/// What services tell each other on Kafka: event records, the CloudEvents envelope around them and the table of topics.
///
/// Start reading at [Topic], which says who writes what; [Envelope] says how a record travels.
///
/// Never here: a framework, a Kafka client, behaviour of one service. Nothing in an event may be a secret.
@NullMarked
package io.tandem.events;

import org.jspecify.annotations.NullMarked;
