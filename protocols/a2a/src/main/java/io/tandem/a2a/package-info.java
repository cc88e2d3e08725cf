/// A2A 1.0 (specification 1.0.1) as plain Java: the protocol's records, its ProtoJSON codec, the one error table,
/// JSON-RPC envelopes, agent card signatures and an HTTP client.
///
/// Purpose: any JVM program can speak A2A with this jar and Jackson alone. Every binding of ours (JSON-RPC, HTTP+JSON,
/// Kafka) carries exactly these records in exactly this JSON.
///
/// Start reading at [io.tandem.a2a.Message], [io.tandem.a2a.Task] and [io.tandem.a2a.StreamResponse], then
/// [io.tandem.a2a.A2aJson] for the wire form and [io.tandem.a2a.A2aError] for what can go wrong.
///
/// Must never happen here: a framework, a broker, a database, a rule of our product (grants, budgets, approvals), a
/// field on the wire that the specification does not have, an error that is not in the table.
@NullMarked
package io.tandem.a2a;

import org.jspecify.annotations.NullMarked;
