package io.tandem.acceptance;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/// What SQL says about overdue invoices, written by a person.
///
/// @param total EUR
/// @param byCustomer EUR
record ShopTruth(BigDecimal total, Map<String, BigDecimal> byCustomer) {
    static final String PASSWORD = "reads-the-shop-in-tests";

    private static final String SQL = "select customer, sum(open_amount) from shop.invoice_details"
            + " where open_amount > 0 and due_on < current_date group by customer order by customer";

    ShopTruth {
        byCustomer = Map.copyOf(byCustomer);
    }

    static ShopTruth now(TandemUnderTest tandem) {
        Map<String, BigDecimal> byCustomer = new LinkedHashMap<>();
        BigDecimal total = BigDecimal.ZERO;
        String url = "jdbc:postgresql://" + tandem.postgres() + "/tandem";
        try (Connection connection = DriverManager.getConnection(url, "tandem_shop_reader", PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                byCustomer.put(rows.getString(1), rows.getBigDecimal(2));
                total = total.add(rows.getBigDecimal(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the shop cannot be asked", e);
        }
        return new ShopTruth(total, byCustomer);
    }
}
