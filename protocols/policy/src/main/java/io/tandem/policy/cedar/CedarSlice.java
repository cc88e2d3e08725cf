package io.tandem.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import io.tandem.policy.cedar.CedarPolicies.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Policies that are asked together, kept parsed in Cedar's memory.
final class CedarSlice {
    private static final BasicAuthorizationEngine ENGINE = new BasicAuthorizationEngine();

    private final List<CedarPolicy> policies;
    private final PolicySet set;

    CedarSlice(List<CedarPolicy> policies) {
        this.policies = policies;
        this.set = new PolicySet(policies.stream()
                .map(policy -> new Policy(policy.source(), policy.id()))
                .collect(Collectors.toSet()));
        try {
            set.cache();
        } catch (CacheException e) {
            throw new IllegalStateException("the policies cannot be kept: " + e.getMessage(), e);
        }
    }

    Answer ask(CedarRequest request) {
        AuthorizationResponse response;
        try {
            response = ENGINE.isAuthorized(request.request(), set, request.entities());
        } catch (AuthException e) {
            return new Answer.Failed("The decision failed: " + e.getMessage(), null);
        }
        AuthorizationSuccessResponse answer = response.success.orElse(null);
        if (answer == null) {
            String why = response.errors.stream()
                    .flatMap(List::stream)
                    .map(CedarSlice::whole)
                    .collect(Collectors.joining("; "));
            return new Answer.Failed("The request is not what policies can judge: " + why, null);
        }
        if (!answer.getErrors().isEmpty()) {
            AuthorizationSuccessResponse.AuthorizationError first =
                    answer.getErrors().getFirst();
            return new Answer.Failed(
                    "The policy " + first.getPolicyId() + " failed, so nothing is allowed: " + first.getError().message,
                    first.getPolicyId());
        }
        Set<String> named = answer.getReason();
        List<CedarPolicy> by =
                policies.stream().filter(policy -> named.contains(policy.id())).toList();
        return answer.isAllowed() ? new Answer.Allowed(by) : new Answer.Denied(by);
    }

    private static String whole(DetailedError error) {
        String related = error.related.stream().map(CedarSlice::whole).collect(Collectors.joining(", "));
        return error.message
                + error.help.map(help -> " (" + help + ")").orElse("")
                + (related.isEmpty() ? "" : ": " + related);
    }
}
