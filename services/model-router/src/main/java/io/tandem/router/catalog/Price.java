package io.tandem.router.catalog;

import io.tandem.events.Money;
import io.tandem.router.chat.Delta;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Of a million tokens each.
///
/// @param known false when nobody configured it; it counts as nothing then, and the catalogue says so
public record Price(BigDecimal input, BigDecimal cached, BigDecimal output, String currency, boolean known) {
    private static final int MILLION_DIGITS = 6;
    private static final int SCALE = 9;

    static Price free(String currency) {
        return new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, currency, true);
    }

    static Price unknown(String currency) {
        return new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, currency, false);
    }

    public Money of(Delta.Tokens tokens) {
        BigDecimal sum = input.multiply(BigDecimal.valueOf(Math.max(0, tokens.input() - tokens.cached())))
                .add(cached.multiply(BigDecimal.valueOf(tokens.cached())))
                .add(output.multiply(BigDecimal.valueOf(tokens.output())))
                .movePointLeft(MILLION_DIGITS)
                .setScale(SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return new Money(new BigDecimal(sum.toPlainString()), currency);
    }
}
