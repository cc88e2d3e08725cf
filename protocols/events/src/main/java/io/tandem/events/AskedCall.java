package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;

/// What an agent had asked for before an approver changed it.
///
/// @param bindingHash what the approval was bound to until then
public record AskedCall(JsonNode arguments, String bindingHash) {}
