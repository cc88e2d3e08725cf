package io.tandem.connectors.database;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.mcp.server.ToolCallException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/// Runs one statement and writes its rows as compact JSON, up to bounds.
///
/// The driver sends a text as as many commands as its parser finds. Only one is taken, and PostgreSQL itself refuses a
/// message of its extended protocol that holds several.
record QueryText(int maxRows, int maxChars) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final int FETCH = 100;

    String of(Connection connection, String sql) throws SQLException {
        List<NativeQuery> commands = Parser.parseJdbcSql(sql, true, false, true, false, false);
        if (commands.size() != 1 || commands.getFirst().nativeSql.isBlank()) {
            throw new ToolCallException("Send exactly one statement; these are " + commands.size() + ".");
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(FETCH);
            statement.setMaxRows(maxRows + 1);
            if (!statement.execute(sql)) {
                throw new ToolCallException("The statement gives no rows; send a SELECT.");
            }
            try (ResultSet rows = statement.getResultSet()) {
                return write(rows);
            }
        }
    }

    private String write(ResultSet rows) throws SQLException {
        ResultSetMetaData head = rows.getMetaData();
        ArrayNode columns = JSON.arrayNode();
        for (int i = 1; i <= head.getColumnCount(); i++) {
            columns.add(head.getColumnLabel(i));
        }
        ArrayNode given = JSON.arrayNode();
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        int chars = columns.toString().length();
        boolean cut = false;
        while (!cut && rows.next()) {
            ArrayNode row = row(rows, head.getColumnCount());
            chars += row.toString().length();
            cut = given.size() == maxRows || chars > maxChars;
            if (!cut) {
                given.add(row);
                addUp(rows, sums);
            }
        }
        ObjectNode answer = JSON.objectNode();
        answer.set("columns", columns);
        answer.set("rows", given);
        answer.put("rowCount", given.size());
        answer.put("truncated", cut);
        if (cut) {
            answer.put("note", "There are more rows than these: add conditions, aggregate, or use LIMIT and OFFSET.");
        } else if (given.size() > 1 && !sums.isEmpty()) {
            ObjectNode told = answer.putObject("sums");
            sums.forEach(told::put);
        }
        return answer.toString();
    }

    /// Sums of the decimal columns, so that no model adds them up by itself. Whole numbers may be ids, so they are
    /// left.
    private static void addUp(ResultSet rows, Map<String, BigDecimal> sums) throws SQLException {
        ResultSetMetaData head = rows.getMetaData();
        for (int i = 1; i <= head.getColumnCount(); i++) {
            if (head.getColumnType(i) == Types.NUMERIC && rows.getObject(i) instanceof BigDecimal value) {
                sums.merge(head.getColumnLabel(i), value, BigDecimal::add);
            }
        }
    }

    private static ArrayNode row(ResultSet rows, int columns) throws SQLException {
        ArrayNode row = JSON.arrayNode();
        for (int i = 1; i <= columns; i++) {
            switch (rows.getObject(i)) {
                case null -> row.addNull();
                case Boolean value -> row.add(value);
                case Integer value -> row.add(value);
                case Long value -> row.add(value);
                case BigDecimal value -> row.add(value);
                default -> row.add(rows.getString(i));
            }
        }
        return row;
    }
}
