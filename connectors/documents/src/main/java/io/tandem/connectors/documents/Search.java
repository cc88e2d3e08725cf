package io.tandem.connectors.documents;

import io.tandem.connectors.documents.Folder.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Ranks paragraphs by BM25 over words without their commonest English endings, so that *return* finds *returned*.
///
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; k1 = 1.2, b = 0.75.
record Search(List<Document> documents) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final Pattern ENDING = Pattern.compile("^(\\p{L}{3,}?)(ings|ing|ies|ied|ed|es|e|y|s)$");
    private static final int SNIPPET = 500;

    /// A passage that fits.
    record Hit(String document, String title, String snippet, double score) {}

    private record Passage(Document document, String text, List<String> words) {}

    /// The best passage of each document, best first.
    List<Hit> best(String query, int most) {
        List<Passage> passages = new ArrayList<>();
        documents.forEach(document -> passages.addAll(passages(document)));
        Set<String> wanted = new HashSet<>(words(query));
        Map<String, Double> weights = weights(passages, wanted);
        double average = passages.stream()
                .mapToInt(passage -> passage.words().size())
                .average()
                .orElse(1);
        Map<String, Hit> byDocument = new HashMap<>();
        for (Passage passage : passages) {
            double score = score(passage, weights, average);
            if (score > 0) {
                byDocument.merge(
                        passage.document().name(),
                        hit(passage, score),
                        (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return byDocument.values().stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::document))
                .limit(most)
                .toList();
    }

    /// Paragraphs, each with the words of the document's title, which says what they are about.
    private static List<Passage> passages(Document document) {
        List<String> title = words(document.title() + " " + document.name());
        List<Passage> passages = new ArrayList<>();
        for (String paragraph : document.text().split("\\R\\s*\\R")) {
            if (!paragraph.isBlank()) {
                List<String> words = new ArrayList<>(words(paragraph));
                words.addAll(title);
                passages.add(new Passage(document, paragraph.strip(), words));
            }
        }
        return passages;
    }

    private static Map<String, Double> weights(List<Passage> passages, Set<String> wanted) {
        Map<String, Double> weights = new HashMap<>();
        for (String word : wanted) {
            long holding = passages.stream()
                    .filter(passage -> passage.words().contains(word))
                    .count();
            weights.put(word, Math.log(1 + (passages.size() - holding + 0.5) / (holding + 0.5)));
        }
        return weights;
    }

    private static double score(Passage passage, Map<String, Double> weights, double average) {
        double score = 0;
        double length = K1 * (1 - B + B * passage.words().size() / average);
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            long times =
                    passage.words().stream().filter(weight.getKey()::equals).count();
            score += weight.getValue() * times * (K1 + 1) / (times + length);
        }
        return score;
    }

    private static Hit hit(Passage passage, double score) {
        String text = passage.text();
        String snippet = text.length() > SNIPPET ? text.substring(0, SNIPPET) + "…" : text;
        return new Hit(passage.document().name(), passage.document().title(), snippet, score);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .filter(word -> word.length() > 2)
                .map(word -> ENDING.matcher(word).replaceFirst("$1"))
                .toList();
    }
}
