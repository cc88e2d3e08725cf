package io.tandem.worker.weights;

/// Why there are no weights, in one sentence for the person.
public final class WeightsProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WeightsProblem(String sentence) {
        super(sentence);
    }

    public WeightsProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
