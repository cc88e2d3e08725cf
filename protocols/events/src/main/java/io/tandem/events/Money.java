package io.tandem.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/// An amount as exact decimal text with its ISO 4217 currency: `{"amount":"0.0123","currency":"EUR"}`.
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /// @throws IllegalArgumentException if the currencies differ
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }
}
