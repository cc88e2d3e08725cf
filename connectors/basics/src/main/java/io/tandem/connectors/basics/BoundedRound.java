package io.tandem.connectors.basics;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/// ROUND to a number of places that can be written down.
@FunctionParameter(name = "value")
@FunctionParameter(name = "scale")
final class BoundedRound extends RoundFunction {
    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
        if (values[1].isNumberValue()
                && values[1].getNumberValue().abs().compareTo(BigDecimal.valueOf(BoundedPower.LARGEST)) > 0) {
            throw new ArithmeticException("too many places");
        }
        return super.evaluate(expression, token, values);
    }
}
