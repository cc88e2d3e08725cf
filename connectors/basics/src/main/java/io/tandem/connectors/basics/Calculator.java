package io.tandem.connectors.basics;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.AverageFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.SqrtFunction;
import com.ezylang.evalex.functions.basic.SumFunction;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/// Decimal arithmetic: sums, differences and products up to 68 digits are exact, 0.1 + 0.2 is 0.3.
@Singleton
@McpServer("basics")
public class Calculator {
    private static final int LONGEST = 2_000;
    private static final int DIGITS = 68;
    private static final int PLAIN_DIGITS = 200;

    /// Only functions whose cost is bounded by the length of what was written.
    private static final Map<String, FunctionIfc> FUNCTIONS = Map.of(
            "ABS", new AbsFunction(),
            "AVERAGE", new AverageFunction(),
            "CEILING", new CeilingFunction(),
            "FLOOR", new FloorFunction(),
            "IF", new IfFunction(),
            "MAX", new MaxFunction(),
            "MIN", new MinFunction(),
            "ROUND", new BoundedRound(),
            "SQRT", new SqrtFunction(),
            "SUM", new SumFunction());

    private final ExpressionConfiguration configuration = ExpressionConfiguration.builder()
            .mathContext(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .functionDictionary(functions())
            .arraysAllowed(false)
            .structuresAllowed(false)
            .binaryAllowed(false)
            .build()
            .withAdditionalOperators(Map.entry("^", new BoundedPower()));

    /// The value of an expression, as plain digits where they are not too many.
    ///
    /// @throws ToolCallException with words for the model, if it is no expression or has no value
    @Tool(
            description =
                    "Calculates an expression exactly in decimal numbers. Example: ROUND((1200.50 + 99.90) * 0.19, 2)")
    @RunOnVirtualThread
    public String calculate(
            @ToolArg(
                            description =
                                    "numbers, + - * / % ^, parentheses, comparisons, and the functions ABS, AVERAGE,"
                                            + " CEILING, FLOOR, IF, MAX, MIN, ROUND(number, places), SQRT, SUM")
                    String expression) {
        if (expression.length() > LONGEST) {
            throw new ToolCallException("The expression is longer than " + LONGEST + " characters.");
        }
        try {
            Expression parsed = new Expression(expression, configuration);
            checkLiterals(parsed);
            EvaluationValue value = parsed.evaluate();
            if (value.isNumberValue()) {
                return text(value.getNumberValue());
            }
            if (value.isBooleanValue()) {
                return value.getBooleanValue().toString();
            }
            throw new ToolCallException("The expression has no number as its value.");
        } catch (ParseException | EvaluationException e) {
            throw new ToolCallException("This cannot be calculated: " + e.getMessage() + ".");
        } catch (ArithmeticException e) {
            throw new ToolCallException("This has no value, or one too large to be written down.");
        }
    }

    private static FunctionDictionaryIfc functions() {
        MapBasedFunctionDictionary functions = new MapBasedFunctionDictionary();
        FUNCTIONS.forEach(functions::addFunction);
        return functions;
    }

    /// Numbers written with an exponent can be of any size, and some operations cost as much as their size.
    private static void checkLiterals(Expression parsed) throws ParseException {
        for (ASTNode node : parsed.getAllASTNodes()) {
            String number = node.getToken().getValue();
            if (node.getToken().getType() == Token.TokenType.NUMBER_LITERAL
                    && number.matches("[0-9.]*[eE][+-]?[0-9]{3,}")) {
                throw new ToolCallException("The number " + number + " is too large or too small.");
            }
        }
    }

    private static String text(BigDecimal number) {
        BigDecimal brief = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean plain = Math.abs((long) brief.scale()) < PLAIN_DIGITS;
        return plain ? brief.toPlainString() : brief.toString();
    }
}
