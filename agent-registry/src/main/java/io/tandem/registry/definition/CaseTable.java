package io.tandem.registry.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tandem.kit.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Cases as a table (CSV, RFC 4180): a head, then a case in each line. Columns: `input`, and what is expected in
/// `contains`, `pattern`, `toolCalled`, `toolNotCalled`, `refused`; `id` and `critical` may be left out. An empty cell
/// asks for nothing.
public final class CaseTable {
    private static final Set<String> TEXTS = Set.of("contains", "pattern", "toolCalled", "toolNotCalled");
    private static final Set<String> COLUMNS = new TreeSet<>(
            List.of("id", "input", "critical", "contains", "pattern", "toolCalled", "toolNotCalled", "refused"));
    private static final ObjectReader CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    private CaseTable() {}

    /// The cases as JSON of the definition; one without an id has none.
    ///
    /// @throws ProblemException CASES_INVALID with the line
    public static List<ObjectNode> read(String text) {
        List<ObjectNode> cases = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows = CSV.readValues(text.replaceFirst("^\uFEFF", ""))) {
            while (rows.hasNextValue()) {
                cases.add(row(rows.nextValue(), cases.size() + 2));
            }
        } catch (JsonProcessingException e) {
            throw invalid(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "It cannot be read as CSV.");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory", e);
        }
        if (cases.isEmpty()) {
            throw invalid(1, "There is no case below the head. Columns are: " + String.join(", ", COLUMNS) + ".");
        }
        return cases;
    }

    private static ObjectNode row(Map<String, String> row, int line) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        ArrayNode expect = JsonNodeFactory.instance.arrayNode();
        row.forEach((column, value) -> {
            if (!COLUMNS.contains(column)) {
                throw invalid(1, "There is no column " + column + ". Columns are: " + String.join(", ", COLUMNS) + ".");
            }
            if (value == null || value.isBlank()) {
                return;
            }
            if (TEXTS.contains(column)) {
                expect.addObject().put(column, value);
            } else if (column.equals("refused")) {
                expect.addObject().put(column, yes(value, column, line));
            } else if (column.equals("critical")) {
                one.put(column, yes(value, column, line));
            } else {
                one.put(column, value);
            }
        });
        if (!one.has("input") || expect.isEmpty()) {
            throw invalid(line, "A case needs an input, and something that is expected of the answer.");
        }
        one.set("expect", expect);
        return one;
    }

    private static boolean yes(String value, String column, int line) {
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1", "x" -> true;
            case "false", "no", "0" -> false;
            default -> throw invalid(line, "In the column " + column + " stands true or false.");
        };
    }

    private static ProblemException invalid(int line, @Nullable String what) {
        return new ProblemException(DefinitionProblem.CASES_INVALID, "Line " + line + ": " + what);
    }
}
