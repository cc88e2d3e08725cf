package io.tandem.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What the hub keeps, as the administrator of its database sees it.
final class HubRows {
    private static final String SECRETS = "select credential from hub.connector where credential is not null"
            + " union all select sealed from hub.caller_token"
            + " union all select client_secret from hub.connector where client_secret is not null"
            + " union all select access from hub.person_grant"
            + " union all select refresh from hub.person_grant where refresh is not null";
    private static final String OVERDUE = "update hub.approval set expires_at = now() where id = ?";
    private static final String FORGET_ENDS = "update hub.person_grant set expires_at = null";
    private static final String OPEN = "update hub.connector set credential = ? where name = ?";

    private final TandemUnderTest tandem;

    HubRows(TandemUnderTest tandem) {
        this.tandem = tandem;
    }

    /// All stored credentials and tokens.
    List<String> secrets() {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(SECRETS);
                ResultSet rows = select.executeQuery()) {
            List<String> secrets = new ArrayList<>();
            while (rows.next()) {
                secrets.add(rows.getString(1));
            }
            return secrets;
        } catch (SQLException e) {
            throw new IllegalStateException("the hub's rows cannot be read", e);
        }
    }

    /// Leaves a credential as builds before sealing stored it.
    void open(String connector, String credential) {
        change(OPEN, credential, connector);
    }

    /// Leaves an approval as it is when its time is up.
    void letExpire(String approval) {
        if (change(OVERDUE, approval) != 1) {
            throw new IllegalStateException("there is no approval " + approval);
        }
    }

    /// Leaves grants as of a server that does not tell when its tokens end.
    void forgetEnds() {
        change(FORGET_ENDS);
    }

    private int change(String sql, String... values) {
        try (Connection connection = connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the hub's rows cannot be changed", e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + tandem.postgres() + "/tandem", "postgres", tandem.secret("postgresAdmin"));
    }
}
