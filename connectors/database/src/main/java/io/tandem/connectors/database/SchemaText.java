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

/// Writes what the role may read in one schema as text that a small model can use: views first, since they have joined
/// already what belongs together, each with its columns on one line; sample rows where one relation is asked for.
///
/// A schema too large for one text is told by names and comments alone, to be asked for one by one; a small one is told
/// whole each time.
record SchemaText(String schema) {
    private static final int SAMPLE_ROWS = 2;
    private static final int SAMPLE_VALUE = 40;
    private static final int MOST_RELATIONS = 40;
    private static final String RELATIONS = """
            select c.oid::bigint as id, c.relname as name, c.relkind in ('v', 'm') as view,
                   obj_description(c.oid, 'pg_class') as comment
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and has_table_privilege(c.oid, 'select')
            order by view desc, name
            """;
    private static final String COLUMNS = """
            select a.attname as name, format_type(a.atttypid, null) as type,
                   col_description(a.attrelid, a.attnum) as comment,
                   exists (select 1 from pg_constraint k
                           where k.conrelid = a.attrelid and k.contype = 'p' and a.attnum = any(k.conkey)) as key,
                   (select f.confrelid::regclass::text || '(' || b.attname || ')' from pg_constraint f
                    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
                    where f.conrelid = a.attrelid and f.contype = 'f' and f.conkey = array[a.attnum]
                      and has_table_privilege(f.confrelid, 'select') limit 1) as target
            from pg_attribute a
            where a.attrelid = ?::bigint::oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private record Relation(
            long id, String name, boolean view, @Nullable String comment) {}

    /// @param one a table's or view's name, or nothing for all
    String of(Connection connection, String one) throws SQLException {
        String name = one.startsWith(schema + ".") ? one.substring(schema.length() + 1) : one;
        boolean any = name.isEmpty() || name.equals(schema);
        List<Relation> all = relations(connection);
        List<Relation> asked =
                all.stream().filter(relation -> relation.name().equals(name)).toList();
        if (all.isEmpty()) {
            throw new ToolCallException("There is no table to be read in schema " + schema + ".");
        }
        boolean small = all.size() <= MOST_RELATIONS;
        if (!small && !any && asked.isEmpty()) {
            throw new ToolCallException("There is no table or view " + name + "; call describe_schema without a name.");
        }
        StringBuilder text = new StringBuilder("PostgreSQL schema ").append(schema);
        text.append(small || !any ? "\n" : "; call describe_schema with a name for its columns\n");
        for (Relation relation : small || any ? all : asked) {
            text.append(relation.view() ? "view " : "table ").append(relation.name());
            comment(text, relation.comment());
            text.append('\n');
            if (small || !any) {
                text.append("  ").append(columns(connection, relation)).append('\n');
            }
        }
        for (Relation relation : asked) {
            sample(connection, relation, text);
        }
        return text.toString();
    }

    private List<Relation> relations(Connection connection) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(RELATIONS)) {
            select.setString(1, schema);
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

    private static String columns(Connection connection, Relation relation) throws SQLException {
        StringJoiner columns = new StringJoiner(", ");
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setLong(1, relation.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    StringBuilder column = new StringBuilder(rows.getString("name"))
                            .append(' ')
                            .append(rows.getString("type"));
                    String target = rows.getString("target");
                    if (rows.getBoolean("key")) {
                        column.append(" primary key");
                    }
                    if (target != null) {
                        column.append(" references ").append(target);
                    }
                    comment(column, rows.getString("comment"));
                    columns.add(column);
                }
            }
        }
        return columns.toString();
    }

    private static void comment(StringBuilder text, @Nullable String comment) {
        if (comment != null && !comment.isBlank()) {
            text.append(" (").append(comment.replaceAll("\\s+", " ")).append(')');
        }
    }

    private void sample(Connection connection, Relation relation, StringBuilder text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String from = statement.enquoteIdentifier(schema, true) + "."
                    + statement.enquoteIdentifier(relation.name(), true);
            try (ResultSet rows = statement.executeQuery("select * from " + from + " limit " + SAMPLE_ROWS)) {
                while (rows.next()) {
                    StringJoiner sample = new StringJoiner(", ", "sample row of " + relation.name() + ": ", "\n");
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
