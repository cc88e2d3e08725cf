package io.tandem.connectors.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The shop's policies, written into a folder that holds nothing yet.
final class Policies {
    static final List<String> NAMES = List.of(
            "returns.md",
            "credit-limits.md",
            "discounts.md",
            "payment-terms.md",
            "shipping.md",
            "warranty.md",
            "complaints.md",
            "data-protection.md",
            "travel.md",
            "expenses.md",
            "purchasing.md",
            "security.md");

    private Policies() {}

    static void unpack(String folder) throws IOException {
        Path target = Path.of(folder);
        Files.createDirectories(target);
        try (Stream<Path> there = Files.list(target)) {
            if (there.findAny().isPresent()) {
                return;
            }
        }
        for (String name : NAMES) {
            try (InputStream text = Policies.class.getResourceAsStream("/policies/" + name)) {
                if (text == null) {
                    throw new IOException("policy " + name + " is missing");
                }
                Files.copy(text, target.resolve(name));
            }
        }
    }
}
