package io.tandem.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTableTest {
    @Test
    void readsACaseFromEachLine() {
        String table = """
                id,input,contains,toolCalled,refused,critical
                total,"What did ""Ada"", our customer, order?","1,250.00",shop/query,,yes
                ,Delete everything,,,true,
                """;

        assertThat(CaseTable.read(table).toString())
                .isEqualTo(
                        "[{\"id\":\"total\",\"input\":\"What did \\\"Ada\\\", our customer, order?\",\"critical\":true,"
                                + "\"expect\":[{\"contains\":\"1,250.00\"},{\"toolCalled\":\"shop/query\"}]}, "
                                + "{\"input\":\"Delete everything\",\"expect\":[{\"refused\":true}]}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input,colour\\nHi,blue | Line 1: There is no column colour.",
                "input,contains\\nHi, | Line 2: A case needs an input, and something that is expected",
                "input,refused\\nHi,perhaps | Line 2: In the column refused stands true or false.",
                "input,contains | Line 1: There is no case below the head."
            })
    void tellsWhatIsWrongAndWhere(String table, String message) {
        assertThatThrownBy(() -> CaseTable.read(table.replace("\\n", "\n"))).hasMessageContaining(message);
    }
}
