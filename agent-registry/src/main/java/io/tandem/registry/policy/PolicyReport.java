package io.tandem.registry.policy;

import io.tandem.policy.CaseRun;
import io.tandem.policy.PolicyFault;
import java.util.List;

/// What was found about a text.
///
/// @param ready whether it could be proposed as it is
/// @param faults what is wrong with the text; then no case was asked
/// @param cases how each case was decided
public record PolicyReport(boolean ready, String hash, List<PolicyFault> faults, List<CaseRun.Result> cases) {
    /// One line for each thing that is wrong.
    String inWords() {
        StringBuilder words = new StringBuilder();
        for (PolicyFault fault : faults) {
            words.append(fault.policy() == null ? "" : fault.policy() + ": ").append(fault.message());
            words.append(fault.help() == null ? "" : " (" + fault.help() + ")").append("; ");
        }
        for (CaseRun.Result one : cases) {
            if (!one.passed()) {
                String got = one.decision() == null
                        ? String.valueOf(one.fault())
                        : one.decision().outcome() + ", " + one.decision().says();
                words.append("case “")
                        .append(one.name())
                        .append("”: ")
                        .append(got)
                        .append("; ");
            }
        }
        return words.isEmpty() ? "" : words.substring(0, words.length() - 2) + ".";
    }
}
