package io.tandem.connectors.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Generates the shop's rows: the same seed and day give the same rows.
final class ShopRows {
    private static final int CUSTOMERS = 60;
    private static final int SUPPLIERS = 12;
    private static final int PRODUCTS = 90;
    private static final int ORDERS = 900;
    private static final int DAYS = 540;

    /// An invoice that stays open whatever the seed: the demo set's request for a credit note names it.
    private static final int DISPUTED = 17;

    private static final BigDecimal WITH_TAX = new BigDecimal("1.19");
    private static final List<String> CITIES = List.of(
            "Hamburg,DE",
            "Bremen,DE",
            "Leipzig,DE",
            "Lyon,FR",
            "Nantes,FR",
            "Utrecht,NL",
            "Ghent,BE",
            "Graz,AT",
            "Basel,CH",
            "Malmö,SE",
            "Aarhus,DK",
            "Turin,IT");
    private static final List<String> FIRST = List.of(
            "Northern",
            "Harbour",
            "Green",
            "Silver",
            "Old Town",
            "River",
            "Alpine",
            "Central",
            "Blue",
            "Swift",
            "Garden",
            "Coastal",
            "Bridge",
            "Market",
            "Summit");
    private static final List<String> SECOND = List.of("Cycles", "Bikes", "Wheels", "Mobility");
    private static final List<String> SEGMENTS = List.of("retailer", "workshop", "fleet", "public");
    private static final List<String> CATEGORIES =
            List.of("bicycle", "wheel", "brake", "drivetrain", "light", "clothing");
    private static final List<String> KINDS = List.of("Tandem", "City", "Touring", "Gravel", "Cargo");
    private static final int[] PRICES = {1400, 120, 45, 90, 35, 60};

    private final Random random;
    private final LocalDate today;
    private final long seed;
    private final Set<Integer> slowPayers;
    private final List<BigDecimal> prices = new ArrayList<>();
    private int lastInvoice;
    private int lastPayment;

    ShopRows(long seed, LocalDate today) {
        this.random = new Random(seed);
        this.today = today;
        this.seed = seed;
        this.slowPayers = slowPayers(random);
    }

    void write(Connection transaction) throws SQLException {
        customers(transaction);
        suppliers(transaction);
        products(transaction);
        orders(transaction);
        insert(transaction, "insert into demo_data values (?, ?)", rows -> rows.add(seed, today));
    }

    private void customers(Connection transaction) throws SQLException {
        insert(transaction, "insert into customers values (?, ?, ?, ?, ?, ?, ?)", rows -> {
            for (int i = 0; i < CUSTOMERS; i++) {
                String[] place = pick(CITIES).split(",");
                String name = FIRST.get(i % FIRST.size()) + " " + SECOND.get(i / FIRST.size() % SECOND.size());
                rows.add(
                        i + 1,
                        name,
                        place[0],
                        place[1],
                        pick(SEGMENTS),
                        new BigDecimal(5_000 + 2_500 * random.nextInt(19)),
                        today.minusDays(DAYS + random.nextInt(2_000)));
            }
        });
    }

    private void suppliers(Connection transaction) throws SQLException {
        insert(transaction, "insert into suppliers values (?, ?, ?, ?)", rows -> {
            for (int i = 0; i < SUPPLIERS; i++) {
                String name = FIRST.get((i * 7) % FIRST.size()) + " Components";
                rows.add(i + 1, name, pick(CITIES).split(",")[1], 3 + random.nextInt(40));
            }
        });
    }

    private void products(Connection transaction) throws SQLException {
        insert(transaction, "insert into products values (?, ?, ?, ?, ?, ?, ?, ?)", rows -> {
            for (int i = 0; i < PRODUCTS; i++) {
                int category = i % CATEGORIES.size();
                String kind = KINDS.get(i / CATEGORIES.size() % KINDS.size());
                int mark = i / (CATEGORIES.size() * KINDS.size()) + 1;
                BigDecimal price = cents(PRICES[category] * (60 + random.nextInt(120)));
                prices.add(price);
                String name = kind + " " + CATEGORIES.get(category) + " mark " + mark;
                rows.add(
                        i + 1,
                        "SKU-" + (1_000 + i),
                        name,
                        CATEGORIES.get(category),
                        price,
                        1 + random.nextInt(SUPPLIERS),
                        random.nextInt(80),
                        10 + random.nextInt(20));
            }
        });
    }

    /// Orders with their lines, invoices and payments, oldest first.
    private void orders(Connection transaction) throws SQLException {
        try (Rows orders = new Rows(transaction, "insert into orders values (?, ?, ?, ?, ?)");
                Rows items = new Rows(transaction, "insert into order_items values (?, ?, ?, ?, ?)");
                Rows invoices = new Rows(transaction, "insert into invoices values (?, ?, ?, ?, ?, ?, ?)");
                Rows payments = new Rows(transaction, "insert into payments values (?, ?, ?, ?)")) {
            for (int i = 1; i <= ORDERS; i++) {
                int age = DAYS - (int) ((long) DAYS * i / ORDERS) + random.nextInt(3);
                LocalDate orderedOn = today.minusDays(age);
                String status = status(age);
                LocalDate shippedOn = status.equals("new") || status.equals("cancelled")
                        ? null
                        : orderedOn.plusDays(Math.min(age, 1 + random.nextInt(4)));
                int customer = 1 + random.nextInt(CUSTOMERS);
                orders.add(i, customer, orderedOn, status, shippedOn);
                BigDecimal net = lines(items, i);
                if (shippedOn != null) {
                    Invoice invoice = new Invoice(++lastInvoice, shippedOn, net.multiply(WITH_TAX));
                    invoices.add(
                            invoice.id(),
                            "INV-%05d".formatted(invoice.id()),
                            customer,
                            i,
                            shippedOn,
                            invoice.due(),
                            invoice.amount());
                    pay(payments, invoice, slowPayers.contains(customer));
                }
            }
            orders.send();
            items.send();
            invoices.send();
            payments.send();
        }
    }

    private record Invoice(int id, LocalDate issued, BigDecimal amount) {
        Invoice {
            amount = amount.setScale(2, RoundingMode.HALF_UP);
        }

        LocalDate due() {
            return issued.plusDays(30);
        }
    }

    private String status(int age) {
        if (random.nextInt(25) == 0) {
            return "cancelled";
        }
        if (age < 6) {
            return random.nextBoolean() ? "new" : "shipped";
        }
        return age < 12 && random.nextBoolean() ? "shipped" : "delivered";
    }

    private BigDecimal lines(Rows items, int order) throws SQLException {
        BigDecimal net = BigDecimal.ZERO;
        int lines = 1 + random.nextInt(4);
        int first = random.nextInt(PRODUCTS);
        for (int line = 1; line <= lines; line++) {
            int product = (first + line * 17) % PRODUCTS;
            int quantity = 1 + random.nextInt(product % CATEGORIES.size() == 0 ? 3 : 20);
            int discount = random.nextInt(4) == 0 ? 5 * (1 + random.nextInt(3)) : 0;
            BigDecimal price = prices.get(product)
                    .multiply(new BigDecimal(100 - discount).movePointLeft(2))
                    .setScale(2, RoundingMode.HALF_UP);
            items.add(order, line, product + 1, quantity, price);
            net = net.add(price.multiply(new BigDecimal(quantity)));
        }
        return net;
    }

    /// Most customers pay in time; slow ones pay some invoices late, some in part, and some not at all.
    private void pay(Rows payments, Invoice invoice, boolean slow) throws SQLException {
        int habit = slow ? random.nextInt(100) : 0;
        int days = habit < 60 ? 5 + random.nextInt(25) : 25 + random.nextInt(40);
        LocalDate paidOn = invoice.issued().plusDays(days);
        BigDecimal amount =
                habit >= 92 ? invoice.amount().divide(new BigDecimal(2), 2, RoundingMode.HALF_UP) : invoice.amount();
        boolean never = habit >= 82 && habit < 92 || invoice.id() == DISPUTED;
        if (!never && !paidOn.isAfter(today)) {
            payments.add(++lastPayment, invoice.id(), paidOn, amount);
        }
    }

    /// Who pays slowly, drawn before anything else so that no other draw moves it.
    private static Set<Integer> slowPayers(Random random) {
        Set<Integer> slow = new HashSet<>();
        int count = 6 + random.nextInt(5);
        while (slow.size() < count) {
            slow.add(1 + random.nextInt(CUSTOMERS));
        }
        return slow;
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static BigDecimal cents(int cents) {
        return new BigDecimal(cents).movePointLeft(2);
    }

    private interface Filling {
        void fill(Rows rows) throws SQLException;
    }

    private static void insert(Connection transaction, String sql, Filling filling) throws SQLException {
        try (Rows rows = new Rows(transaction, sql)) {
            filling.fill(rows);
            rows.send();
        }
    }

    /// A batch of rows of one table.
    private record Rows(PreparedStatement statement) implements AutoCloseable {
        Rows(Connection transaction, String sql) throws SQLException {
            this(transaction.prepareStatement(sql));
        }

        void add(@org.jspecify.annotations.Nullable Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
        }

        void send() throws SQLException {
            statement.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
