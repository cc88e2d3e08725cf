package io.tandem.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    private record Inner(int number) {}

    private record Body(List<Inner> items) {}

    private static @Nullable JsonFault faultOf(String json) {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        try {
            mapper.readValue(json, Body.class);
            return null;
        } catch (JsonProcessingException e) {
            return JsonFault.behind(new IllegalStateException(e));
        }
    }

    @Nested
    class GivenABodyWithAFault {
        @Test
        void namesAnUnknownFieldByItsPath() {
            JsonFault fault =
                    Objects.requireNonNull(faultOf("{\"items\":[{\"number\":1},{\"number\":2,\"nummer\":2}]}"));
            assertThat(fault.field()).isEqualTo("items[1].nummer");
            assertThat(fault.kind()).isEqualTo(CommonProblem.INVALID_REQUEST);
        }

        @Test
        void namesAValueThatDoesNotFitWithoutTheParsersWords() {
            JsonFault fault = Objects.requireNonNull(faultOf("{\"items\":[{\"number\":\"secret\"}]}"));
            assertThat(fault.field()).isEqualTo("items[0].number");
            assertThat(fault.detail()).doesNotContain("secret").doesNotContain("java");
        }

        @Test
        void saysWhereItIsNoJson() {
            JsonFault fault = Objects.requireNonNull(faultOf("{\"items\":"));
            assertThat(fault.kind()).isEqualTo(CommonProblem.MALFORMED_JSON);
            assertThat(fault.detail()).contains("line 1");
        }
    }

    @Nested
    class GivenABodyWithoutFault {
        @Test
        void findsNone() {
            assertThat(faultOf("{\"items\":[{\"number\":1}]}")).isNull();
        }
    }

    @Nested
    class GivenAQueryParameter {
        private final Map<String, List<String>> query =
                Map.of("q", List.of("shop"), "pageSize", List.of("abc"), "state", List.of("ASLEEP"));

        @Test
        void namesTheOneThatCannotBeRead() {
            assertThat(QueryFault.behind(
                            new NotFoundException(new NumberFormatException("For input string: \"abc\"")), query))
                    .extracting(QueryFault::field)
                    .isEqualTo("pageSize");
            assertThat(QueryFault.behind(
                            new NotFoundException(
                                    new IllegalArgumentException("No enum constant io.tandem.State.ASLEEP")),
                            query))
                    .extracting(QueryFault::field)
                    .isEqualTo("state");
        }

        @Test
        void leavesWhatDoesNotExistAsItIs() {
            assertThat(QueryFault.behind(new NotFoundException(), query)).isNull();
            assertThat(QueryFault.behind(
                            new NotFoundException(new NumberFormatException("For input string: \"version-x\"")), query))
                    .isNull();
        }
    }

    @Nested
    class GivenTheTable {
        @Test
        void hasStableTypes() {
            assertThat(CommonProblem.TOO_LARGE.type()).isEqualTo("https://tandem.io/problems/too-large");
            assertThat(CommonProblem.ofStatus(400)).isEqualTo(CommonProblem.INVALID_REQUEST);
            assertThat(CommonProblem.ofStatus(415)).isEqualTo(CommonProblem.UNSUPPORTED_MEDIA_TYPE);
            assertThat(CommonProblem.ofStatus(502)).isEqualTo(CommonProblem.INTERNAL);
        }
    }
}
