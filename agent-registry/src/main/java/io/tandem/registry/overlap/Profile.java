package io.tandem.registry.overlap;

import io.tandem.events.AgentDefinition;
import io.tandem.registry.agent.Catalogue;
import io.tandem.registry.wish.Words;
import java.util.List;
import java.util.Set;

/// What of an agent is compared.
///
/// @param purpose content words of its purpose
/// @param about content words of purpose, instructions and skills
record Profile(Set<String> purpose, Set<String> about, Set<String> tools) {
    Profile {
        purpose = Set.copyOf(purpose);
        about = Set.copyOf(about);
        tools = Set.copyOf(tools);
    }

    static Profile of(String purpose, String about, List<String> tools) {
        return new Profile(Words.of(purpose), Words.of(about), Set.copyOf(tools));
    }

    static Profile of(AgentDefinition.Spec spec) {
        return of(spec.purpose(), Catalogue.about(spec), spec.tools());
    }
}
