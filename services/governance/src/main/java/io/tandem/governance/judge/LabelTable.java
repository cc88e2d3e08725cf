package io.tandem.governance.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tandem.kit.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Labelled answers as a table (CSV, RFC 4180): a head, then an answer in each line.
final class LabelTable {
    private static final Set<String> COLUMNS = Set.of("task", "input", "answer", "meets", "reason");
    private static final ObjectReader CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    private LabelTable() {}

    /// @throws ProblemException INVALID_REQUEST with the line
    static List<Label.New> read(String text) {
        List<Label.New> labels = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows = CSV.readValues(text.replaceFirst("^\uFEFF", ""))) {
            while (rows.hasNextValue()) {
                labels.add(row(rows.nextValue(), labels.size() + 2));
            }
        } catch (JsonProcessingException e) {
            throw invalid(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "It cannot be read as CSV.");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory", e);
        }
        return labels;
    }

    private static Label.New row(Map<String, String> row, int line) {
        for (String column : row.keySet()) {
            if (!COLUMNS.contains(column)) {
                throw invalid(1, "There is no column " + column + ". Columns are input, answer, meets, reason, task.");
            }
        }
        return new Label.New(
                cell(row, "task"), cell(row, "input"), cell(row, "answer"), meets(row, line), cell(row, "reason"));
    }

    private static @Nullable String cell(Map<String, String> row, String column) {
        String value = row.get(column);
        return value == null || value.isBlank() ? null : value;
    }

    private static boolean meets(Map<String, String> row, int line) {
        return switch (String.valueOf(row.get("meets")).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "pass" -> true;
            case "false", "no", "0", "fail" -> false;
            default -> throw invalid(line, "In the column meets stands true or false.");
        };
    }

    private static ProblemException invalid(int line, String what) {
        return ProblemException.invalid("items", "Line " + line + ": " + what);
    }
}
