package io.tandem.registry.policy;

import io.tandem.events.ToolRecord;
import io.tandem.policy.CaseRun;
import io.tandem.policy.DecisionPoint;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.PolicyText;
import io.tandem.policy.Question.ToolShape;
import io.tandem.policy.cedar.CedarCheck;
import io.tandem.policy.cedar.CedarPolicies;
import io.tandem.registry.tool.HeldTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Tries a text out against the team's tools and the text's own cases.
@ApplicationScoped
public class PolicyWorkbench {
    private final HeldTools tools;

    @Inject
    public PolicyWorkbench(HeldTools tools) {
        this.tools = tools;
    }

    public PolicyReport tried(String team, PolicyDraft draft) {
        String text = draft.given();
        List<PolicyFault> faults = CedarCheck.faults(text, shapes(team));
        if (!faults.isEmpty()) {
            return new PolicyReport(false, PolicyText.hash(text), faults, List.of());
        }
        Function<String, Optional<ToolRecord>> held = name ->
                tools.of(team).stream().filter(tool -> tool.key().equals(name)).findFirst();
        DecisionPoint point = CedarPolicies.read("the proposal", text);
        CaseRun run = new CaseRun(team, point, held);
        List<CaseRun.Result> results = draft.tests().stream().map(run::run).toList();
        boolean ready = !results.isEmpty() && results.stream().allMatch(CaseRun.Result::passed);
        return new PolicyReport(ready, PolicyText.hash(text), List.of(), results);
    }

    /// What the team's policies can speak of, in the schema's language.
    public String schema(String team) {
        return CedarCheck.schema(shapes(team));
    }

    private Map<String, ToolShape> shapes(String team) {
        Map<String, ToolShape> shapes = new TreeMap<>();
        for (ToolRecord tool : tools.of(team)) {
            shapes.put(tool.key(), new ToolShape(tool.definitionHash(), tool.inputSchema()));
        }
        return shapes;
    }
}
