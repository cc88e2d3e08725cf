package io.tandem.connectors.basics;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/// `^` for results that can be written down; the library's own would calculate 9^9^9^9 for hours.
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER, leftAssociative = false)
final class BoundedPower extends InfixPowerOfOperator {
    static final int LARGEST = 1_000;

    /// The number of digits before the point, or of zeros behind it.
    static long magnitude(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale());
    }

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        if (operands[0].isNumberValue() && operands[1].isNumberValue()) {
            BigDecimal exponent = operands[1].getNumberValue().abs();
            BigDecimal size = BigDecimal.valueOf(magnitude(operands[0].getNumberValue()) + 1);
            if (magnitude(exponent) > LARGEST || exponent.multiply(size).compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
                throw new EvaluationException(token, "the power is too large");
            }
        }
        return super.evaluate(expression, token, operands);
    }
}
