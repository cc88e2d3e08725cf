package io.tandem.runtime.turn;

/// Tools as functions may be named: `connector/tool` becomes `connector__tool`.
public final class FunctionNames {
    private FunctionNames() {}

    static String function(String tool) {
        return tool.replace("/", "__");
    }

    /// The tool that a function's name stands for.
    public static String tool(String function) {
        int at = function.indexOf("__");
        return at < 0 ? function : function.substring(0, at) + "/" + function.substring(at + 2);
    }
}
