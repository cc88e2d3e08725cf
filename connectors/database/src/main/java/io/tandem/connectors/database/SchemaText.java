package io.tandem.connectors.database;

import io.quarkiverse.mcp.server.ToolCallException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Writes what the role may read in one schema as text that a small model can use: a line a table, a line a column.
record SchemaText(String schema) {
    private static final int SAMPLE_ROWS = 2;
    private static final int SAMPLE_VALUE = 40;
    private static final String RELATIONS = """
            select c.oid::bigint as id, c.relname as name, c.relkind in ('v', 'm') as view,
                   obj_description(c.oid, 'pg_class') as comment
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and (? = '' or c.relname = ?) and has_table_privilege(c.oid, 'select')
            order by view, name
            """;
    private static final String COLUMNS = """
            select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
                   col_description(a.attrelid, a.attnum) as comment,
                   exists (select 1 from pg_constraint k
                           where k.conrelid = a.attrelid and k.contype = 'p' and a.attnum = any(k.conkey)) as key,
                   (select f.confrelid::regclass::text || '(' || b.attname || ')' from pg_constraint f
                    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
                    where f.conrelid = a.attrelid and f.contype = 'f' and f.conkey = array[a.attnum] limit 1) as target
            from pg_attribute a
            where a.attrelid = ?::bigint::oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private record Relation(
            long id, String name, boolean view, @Nullable String comment) {}

    /// @param one a table's or view's name, or nothing for all
    String of(Connection connection, String one) throws SQLException {
        String name = one.startsWith(schema + ".") ? one.substring(schema.length() + 1) : one;
        List<Relation> relations = relations(connection, name);
        if (relations.isEmpty()) {
            throw new ToolCallException(
                    name.isEmpty()
                            ? "There is no table to be read in schema " + schema + "."
                            : "There is no table or view " + name + "; call describe_schema without a name.");
        }
        StringBuilder text =
                new StringBuilder("PostgreSQL schema ").append(schema).append('\n');
        for (Relation relation : relations) {
            text.append('\n').append(relation.view() ? "view " : "table ").append(relation.name());
            comment(text, relation.comment());
            columns(connection, relation, text);
            if (relation.view()) {
                sample(connection, relation, text);
            }
        }
        return text.toString();
    }

    private List<Relation> relations(Connection connection, String name) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(RELATIONS)) {
            select.setString(1, schema);
            select.setString(2, name);
            select.setString(3, name);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    relations.add(new Relation(
                            rows.getLong("id"),
                            rows.getString("name"),
                            rows.getBoolean("view"),
                            rows.getString("comment")));
                }
            }
        }
        return relations;
    }

    private static void columns(Connection connection, Relation relation, StringBuilder text) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setLong(1, relation.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    text.append("  ").append(rows.getString("name")).append(' ').append(rows.getString("type"));
                    String target = rows.getString("target");
                    if (rows.getBoolean("key")) {
                        text.append(" primary key");
                    }
                    if (target != null) {
                        text.append(" references ").append(target);
                    }
                    comment(text, rows.getString("comment"));
                }
            }
        }
    }

    private static void comment(StringBuilder text, @Nullable String comment) {
        if (comment != null && !comment.isBlank()) {
            text.append(" -- ").append(comment.replaceAll("\\s+", " "));
        }
        text.append('\n');
    }

    private void sample(Connection connection, Relation relation, StringBuilder text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String from = statement.enquoteIdentifier(schema, true) + "."
                    + statement.enquoteIdentifier(relation.name(), true);
            try (ResultSet rows = statement.executeQuery("select * from " + from + " limit " + SAMPLE_ROWS)) {
                while (rows.next()) {
                    StringJoiner sample = new StringJoiner(", ", "  sample row: ", "\n");
                    values(rows).forEach((column, value) -> sample.add(column + "=" + value));
                    text.append(sample);
                }
            }
        }
    }

    private static Map<String, String> values(ResultSet row) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = String.valueOf(row.getString(i));
            values.put(
                    row.getMetaData().getColumnLabel(i),
                    value.length() > SAMPLE_VALUE ? value.substring(0, SAMPLE_VALUE) + "…" : value);
        }
        return values;
    }
}
