package io.tandem.bench.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/// How long a page of records takes that hold a text: one that a single old record has, one that none has, one that
/// all have; each in all chains and in the load's own.
final class LedgerSearch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 50;
    private static final int ROUNDS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI records;
    private final String token;
    private final PrintStream out;

    /// @param records the address of the ledger's records
    /// @param token of an auditor
    LedgerSearch(URI records, String token, PrintStream out) {
        this.records = records;
        this.token = token;
        this.out = out;
    }

    /// @param load whose events are in the ledger
    void run(LedgerLoad load) throws IOException, InterruptedException {
        for (String team : new String[] {"", "&team=" + load.team()}) {
            String where =
                    (team.isEmpty() ? "" : ", one team") + String.format(Locale.ROOT, " (%,d events)", load.sent());
            tell("on one record" + where, load.firstCall() + "\"", team, 1);
            tell("on none" + where, UUID.randomUUID().toString(), team, 0);
            tell("on all" + where, load.team(), team, PAGE);
        }
    }

    private void tell(String name, String text, String more, int expected) throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "search for a text that is %s:", name);
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            int found = found(text, more);
            out.printf(Locale.ROOT, "%s %,d ms", round == 0 ? "" : ",", (System.nanoTime() - begun) / 1_000_000);
            // A search is itself recorded with its text, in the platform's chain, and may already be found.
            if (found < expected || found > expected + ROUNDS) {
                throw new IOException("found " + found + " records instead of " + expected + " for " + text);
            }
        }
        out.println();
    }

    private int found(String text, String more) throws IOException, InterruptedException {
        URI search = URI.create(
                records + "?pageSize=" + PAGE + "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + more);
        HttpRequest request = HttpRequest.newBuilder(search)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the search was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("items").size();
    }
}
