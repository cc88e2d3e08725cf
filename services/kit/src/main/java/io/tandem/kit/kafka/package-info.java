/// Kafka as every service uses it: one way to connect, one way to make topics, one way to keep a view of a compacted
/// topic.
///
/// Start reading at [Broker], then [TopicView]. Consumers of commands and events are the services' own loops on the
/// consumers made here.
///
/// Never here: a topic's name (that is `io.tandem.events.Topic`), or what a record means.
@NullMarked
package io.tandem.kit.kafka;

import org.jspecify.annotations.NullMarked;
