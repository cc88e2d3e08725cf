package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail system, the web, a bank and a few files of an office. What strangers wrote comes through the web, the inbox
/// and error messages; whatever is sent, fetched or paid is kept, to be looked at.
final class Office extends OutsideSystem {
    static final String NAME = "office";

    private static final String UNTRUSTED =
            "\"results\":{\"untrusted\":true,\"personal\":false,\"secrecy\":\"PUBLIC\"},\"vouches\":false";
    private static final String TRUSTED = "\"results\":{\"untrusted\":false,\"personal\":false,\"secrecy\":\"%s\"}";

    /// What strangers wrote, by the address or the id under which it is read.
    final Map<String, String> written = new ConcurrentHashMap<>();

    final List<JsonNode> mails = new CopyOnWriteArrayList<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    final List<JsonNode> payments = new CopyOnWriteArrayList<>();
    final List<String> wiped = new CopyOnWriteArrayList<>();

    Office() {
        super(
                NAME,
                List.of(
                        tool("fetch", "Reads a page of the web", text("url")),
                        tool("inbox", "Reads the newest mail of a box", text("box")),
                        tool("broken", "Looks something up, and fails", text("id")),
                        tool("payroll", "Tells salaries", ""),
                        tool("addresses", "Tells the address of a colleague", text("name")),
                        tool("mail", "Sends a mail", text("to") + "," + text("text")),
                        tool("pay", "Pays an amount in EUR", text("account") + "," + text("amount")),
                        tool("wipe", "Empties a box", text("box"))));
        open();
    }

    private static String text(String name) {
        return "\"" + name + "\":{\"type\":\"string\"}";
    }

    /// Registers it, and says how each tool is handled.
    Office connected(Agents agents) {
        agents.register(NAME, this);
        terms(agents, "fetch", "READ", UNTRUSTED + ",\"egress\":true,\"sensitive\":[\"url\"]");
        terms(agents, "inbox", "READ", UNTRUSTED + ",\"egress\":false,\"sensitive\":[]");
        terms(agents, "broken", "READ", UNTRUSTED + ",\"egress\":false,\"sensitive\":[]");
        terms(agents, "payroll", "READ", trusted("SECRET", false, false, ""));
        terms(agents, "addresses", "READ", trusted("INTERNAL", true, false, ""));
        terms(agents, "mail", "KEYED", trusted("PUBLIC", false, true, "\"to\""));
        terms(agents, "pay", "KEYED", trusted("PUBLIC", false, false, "\"account\",\"amount\""));
        terms(agents, "wipe", "KEYED", trusted("PUBLIC", false, false, "\"box\""));
        return this;
    }

    private static String trusted(String secrecy, boolean vouches, boolean egress, String sensitive) {
        return TRUSTED.formatted(secrecy) + ",\"vouches\":" + vouches + ",\"egress\":" + egress + ",\"sensitive\":["
                + sensitive + "]";
    }

    private static void terms(Agents agents, String tool, String effect, String handling) {
        agents.approve(NAME, tool, "\"effect\":\"" + effect + "\",\"handling\":{" + handling + "}");
    }

    @Override
    void call(HttpExchange exchange, JsonNode request) throws IOException {
        JsonNode given = request.at("/params/arguments");
        String tool = request.at("/params/name").asText();
        String told =
                switch (tool) {
                    case "fetch" -> {
                        fetched.add(given.path("url").asText());
                        yield read(given.path("url").asText());
                    }
                    case "inbox" -> read(given.path("box").asText());
                    case "broken" -> read(given.path("id").asText());
                    case "payroll" -> "Anna earns 5000";
                    case "addresses" ->
                        "Nobody here is called " + given.path("name").asText() + "; the desk is desk@example.org.";
                    case "mail" -> {
                        mails.add(given);
                        yield "sent";
                    }
                    case "pay" -> {
                        payments.add(given);
                        yield "paid";
                    }
                    default -> {
                        wiped.add(given.path("box").asText());
                        yield "wiped";
                    }
                };
        JsonNode text = JsonNodeFactory.instance.textNode(told);
        reply(
                exchange,
                request,
                "{\"content\":[{\"type\":\"text\",\"text\":" + text + "}],\"isError\":" + tool.equals("broken") + "}");
    }

    private String read(String place) {
        return written.getOrDefault(place, "Nothing new.");
    }
}
