package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.mcp.ToolAnswer;
import io.tandem.hub.result.Screening;
import java.util.Optional;
import java.util.function.Function;

/// How answers of tools are looked at.
///
/// @param promised the schema of a tool's answers
record Results(Screening screening, Function<Wanted, Optional<JsonNode>> promised) {
    /// What the runtime is told of a tool's own answer.
    Answer answer(ToolAnswer.Answered answered, Wanted wanted, Effect effect) {
        return switch (screening.of(answered, promised.apply(wanted).orElse(null))) {
            case Screening.Result.TooLarge large -> Answer.without(Answer.TOO_LARGE, large.reason(), effect);
            case Screening.Result.Unfit unfit -> Answer.without(Answer.TOOL_ERROR, unfit.reason(), effect);
            case Screening.Result.Told told ->
                new Answer(
                        told.failed() ? Answer.TOOL_ERROR : Answer.OK,
                        told.texts().stream().map(Answer.Text::new).toList(),
                        told.structured(),
                        null,
                        null,
                        null,
                        0,
                        effect,
                        told.raises().equals(Flow.NONE) ? null : told.raises());
        };
    }
}
