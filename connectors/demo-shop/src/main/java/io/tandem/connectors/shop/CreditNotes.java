package io.tandem.connectors.shop;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one tool that writes. A call that comes twice with the same key makes one credit note.
@Singleton
@McpServer("shop")
public class CreditNotes {
    private static final Logger LOG = Logger.getLogger(CreditNotes.class);
    private static final String KEY = "io.tandem/idempotency-key";
    private static final String INVOICE = "select invoice_id from invoices where number = ? for update";
    private static final String OPEN = "select open_amount from invoice_details where invoice_id = ?";
    private static final String KNOWN = """
            select n.number, n.amount, i.number as invoice from credit_notes n
            join invoices i on i.invoice_id = n.invoice_id where n.idempotency_key = ?
            """;
    private static final String INSERT = """
            with fresh as (select nextval(pg_get_serial_sequence('credit_notes', 'credit_note_id')) as id)
            insert into credit_notes(credit_note_id, number, invoice_id, issued_on, amount, reason, idempotency_key)
            overriding system value
            select id, 'CN-' || lpad(id::text, 5, '0'), ?, current_date, ?, ?, ? from fresh
            returning number
            """;

    private final ShopDatabase database;

    @Inject
    CreditNotes(ShopDatabase database) {
        this.database = database;
    }

    /// Takes an amount off an invoice.
    ///
    /// @throws ToolCallException with words for the model, if it cannot be done
    @Tool(
            name = "create_credit_note",
            description = "Creates a credit note: takes an amount in EUR off an invoice. This changes the books.")
    @RunOnVirtualThread
    public String createCreditNote(
            @ToolArg(name = "invoice_number", description = "as printed, such as INV-00042") String invoiceNumber,
            @ToolArg(description = "EUR as a decimal number in text, such as \"12.50\"; at most what is open")
                    String amount,
            @ToolArg(description = "why, for the customer") String reason,
            Meta meta) {
        String key = meta.asJsonObject() == null ? null : meta.asJsonObject().getString(KEY);
        if (key == null || key.isBlank()) {
            throw new ToolCallException("The call needs an idempotency key in _meta[\"" + KEY + "\"].");
        }
        return create(new Note(invoiceNumber.strip(), euros(amount), reason.strip(), key));
    }

    /// What is to be created.
    record Note(String invoice, BigDecimal amount, String reason, String key) {}

    String create(Note note) {
        if (note.reason().isEmpty()) {
            throw new ToolCallException("A credit note needs a reason.");
        }
        try {
            return database.inTransaction(transaction -> {
                int invoice = lock(transaction, note.invoice());
                String known = known(transaction, note);
                return known != null ? known : insert(transaction, note, invoice);
            });
        } catch (SQLException e) {
            LOG.warn("a credit note cannot be created", e);
            throw new ToolCallException("The shop's database refused; nothing was changed.");
        }
    }

    /// Locks the invoice, so that two notes for it follow each other.
    private static int lock(Connection transaction, String number) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(INVOICE)) {
            select.setString(1, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new ToolCallException("There is no invoice " + number + ".");
                }
                return row.getInt(1);
            }
        }
    }

    private static @Nullable String known(Connection transaction, Note note) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(KNOWN)) {
            select.setString(1, note.key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                if (!row.getString("invoice").equals(note.invoice())
                        || row.getBigDecimal("amount").compareTo(note.amount()) != 0) {
                    throw new ToolCallException("This idempotency key was used for another credit note.");
                }
                return told(row.getString("number"), note);
            }
        }
    }

    private static String insert(Connection transaction, Note note, int invoice) throws SQLException {
        BigDecimal open = open(transaction, invoice);
        if (note.amount().compareTo(open) > 0) {
            throw new ToolCallException("Only " + open.toPlainString() + " EUR are open on " + note.invoice() + ".");
        }
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            insert.setInt(1, invoice);
            insert.setBigDecimal(2, note.amount());
            insert.setString(3, note.reason());
            insert.setString(4, note.key());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return told(row.getString(1), note);
            }
        }
    }

    private static BigDecimal open(Connection transaction, int invoice) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(OPEN)) {
            select.setInt(1, invoice);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBigDecimal(1);
            }
        }
    }

    private static BigDecimal euros(String text) {
        String number = text.strip();
        if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,2})?") || new BigDecimal(number).signum() == 0) {
            throw new ToolCallException("The amount is a decimal number above 0 with at most two places, like 12.50.");
        }
        return new BigDecimal(number);
    }

    private static String told(String number, Note note) {
        return "Credit note " + number + " over " + note.amount().toPlainString() + " EUR for invoice " + note.invoice()
                + " was created.";
    }
}
