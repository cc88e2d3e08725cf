package io.tandem.registry.wish;

import io.tandem.events.AgentDefinition.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words of a description say by themselves, found by rules and not by a model.
///
/// @param text as the person wrote it
/// @param words its content words
/// @param mustNot what it must not do, as infinitives such as `change data`
/// @param changes whether it asks to change something outside
public record Wish(String text, Set<String> words, List<String> mustNot, boolean changes) {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(?:never|must not|may not|should not|shall not|do not|does not|don't|doesn't|cannot|can't)\\s+"
                    + "([^.,;:!?\\n]{3,120})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AND_THEN = Pattern.compile("\\s+(?:and|but)\\s+(?=\\w+s\\b).*$");
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(creat|updat|chang|delet|remov|issu|insert|edit|modif|cancel|refund|send|post|book|order a|approv|writ"
                    + "|fix|move|credit note|raise|file a|open a ticket)\\w*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUICK = Pattern.compile(
            "\\b(quick|quickly|fast|classif\\w+|short answers?|instant\\w*)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern THOROUGH = Pattern.compile(
            "\\b(research\\w*|analy[sz]\\w+|in depth|in-depth|thorough\\w*|overnight|investigat\\w+|long report\\w*)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Pattern> SYSTEMS = systems();

    public static Wish of(String text) {
        List<String> mustNot = new ArrayList<>();
        Matcher forbidden = FORBIDDEN.matcher(text);
        while (forbidden.find()) {
            mustNot.add(infinitive(AND_THEN.matcher(forbidden.group(1)).replaceFirst("")));
        }
        String allowed = FORBIDDEN.matcher(text).replaceAll(" ");
        return new Wish(
                text,
                Words.of(allowed),
                List.copyOf(mustNot),
                CHANGE.matcher(allowed).find());
    }

    /// The text without what it forbids.
    String allowed() {
        return FORBIDDEN.matcher(text).replaceAll(" ");
    }

    public Tier tier() {
        return THOROUGH.matcher(text).find() ? Tier.deep : Tier.fast;
    }

    public String tierReason() {
        if (THOROUGH.matcher(text).find()) {
            return "The description asks for thorough work, which may take its time.";
        }
        return QUICK.matcher(text).find()
                ? "The description asks for quick answers."
                : "Somebody waits for the answer, and each question is a short one.";
    }

    /// Systems that the description names and none of these texts offers, each as a need in words.
    public List<String> missingSystems(String offered) {
        List<String> missing = new ArrayList<>();
        SYSTEMS.forEach((need, words) -> {
            if (words.matcher(allowed()).find() && !words.matcher(offered).find()) {
                missing.add(need);
            }
        });
        return missing;
    }

    /// Words for a name: the longest content words that come first.
    public List<String> nameWords() {
        Set<String> found = new LinkedHashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            if (word.length() > 3 && !Words.of(word).isEmpty() && found.size() < 3) {
                found.add(word);
            }
        }
        return List.copyOf(found);
    }

    private static String infinitive(String phrase) {
        String bare = phrase.strip();
        int end = bare.indexOf(' ');
        String verb = end < 0 ? bare : bare.substring(0, end);
        String rest = end < 0 ? "" : bare.substring(end);
        if (verb.endsWith("ies") && verb.length() > 4) {
            verb = verb.substring(0, verb.length() - 3) + "y";
        } else if (verb.matches(".*(sses|shes|ches|xes|zes|oes)")) {
            verb = verb.substring(0, verb.length() - 2);
        } else if (verb.endsWith("s") && !verb.endsWith("ss") && verb.length() > 3) {
            verb = verb.substring(0, verb.length() - 1);
        }
        return verb.toLowerCase(Locale.ROOT) + rest;
    }

    private static Map<String, Pattern> systems() {
        Map<String, String> words = new TreeMap<>(Map.of(
                "Sending or reading e-mail", "e-?mails?|mailbox|inbox|outlook|gmail",
                "Chat messages in Slack or Teams", "slack|microsoft teams|discord|whatsapp",
                "A calendar", "calendars?|appointments?|schedule meetings?",
                "Searching the web", "web search|internet|websites?|the web|google",
                "An issue tracker", "jira|issue tracker|tickets?|service ?now",
                "A CRM system", "crm|salesforce|hubspot",
                "An ERP system", "erp|sap\\b",
                "Phone calls or text messages", "sms|text messages?|phone calls?",
                "Source code hosting", "github|gitlab|bitbucket|pull requests?",
                "Payments", "stripe|paypal|payments? provider|bank transfers?"));
        words.put("The weather", "weather|forecast of rain");
        Map<String, Pattern> patterns = new TreeMap<>();
        words.forEach(
                (need, text) -> patterns.put(need, Pattern.compile("\\b(" + text + ")\\b", Pattern.CASE_INSENSITIVE)));
        return patterns;
    }
}
