/// The A2A binding for Kafka: A2A 1.0 operations as records on topics, for any JVM program.
///
/// Start reading at [KafkaRequest] and [KafkaReply], the two records of the binding as `docs/bindings/kafka/v1.md`
/// defines
/// them; [KafkaCalls] is the caller's side, [ReplySender] the answering side.
///
/// Never here: a user's token; a framework; knowledge of who may do what.
@NullMarked
package io.tandem.a2a.kafka;

import org.jspecify.annotations.NullMarked;
