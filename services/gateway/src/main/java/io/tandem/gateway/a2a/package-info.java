/// A2A 1.0 over HTTP: JSON-RPC with SSE, and HTTP+JSON, bridged to the Kafka binding.
///
/// Start reading at [JsonRpcResource] and [HttpJsonResource]; both hand an [Incoming] to an [Exchange], which differs
/// in its [WireForm] only; [EventStream] writes streams.
///
/// Never here: state of a task; parsing of an answer that is only passed on.
@NullMarked
package io.tandem.gateway.a2a;

import org.jspecify.annotations.NullMarked;
