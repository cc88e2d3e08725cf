package io.tandem.hub.result;

import io.tandem.events.Flow;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes credentials out of a text, by the shapes that their issuers give them, and calls what is left secret: where a
/// credential was, there may be more. Shapes that ordinary words have too are left out; the shapes follow the rules of
/// gitleaks (MIT), for which there is no library in Java.
final class Redactor implements Classifier {
    private static final Flow SECRET = new Flow(false, false, Flow.Secrecy.SECRET);

    /// @param hint what a text holds that has one, in lower case; looked for first, as most texts hold none
    /// @param shape its group `secret` is taken out, else the whole
    private record Kind(String name, String hint, Pattern shape) {
        Kind(String name, String hint, String shape) {
            this(name, hint, Pattern.compile(shape));
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "private key",
                    "private key",
                    "-----BEGIN[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                            + "(?:-----END[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)"),
            new Kind("AWS access key", "a", "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b"),
            new Kind(
                    "AWS secret key",
                    "secret",
                    "(?i)aws.{0,20}secret.{0,20}?[=:\"'\\s]{1,5}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
            new Kind("Google API key", "aiza", "\\bAIza[\\w-]{35}(?![\\w-])"),
            new Kind("Google OAuth secret", "gocspx-", "\\bGOCSPX-[\\w-]{28}(?![\\w-])"),
            new Kind("GitHub token", "gh", "\\b(?:gh[pousr]_[0-9A-Za-z]{36,255}|github_pat_\\w{82})"),
            new Kind("GitLab token", "glpat-", "\\bglpat-[\\w-]{20,}"),
            new Kind("Slack token", "xox", "\\bxox[abeoprs]-[0-9A-Za-z-]{10,250}"),
            new Kind(
                    "Slack webhook",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows|triggers)/(?<secret>[A-Za-z0-9+/]{43,56})"),
            new Kind("Stripe key", "k_", "\\b(?:sk|rk)_(?:test|live|prod)_[0-9A-Za-z]{10,99}\\b"),
            new Kind("model provider's key", "sk-", "\\bsk-(?:ant-|proj-|svcacct-|admin-)?[\\w-]{32,200}"),
            new Kind("npm token", "npm_", "\\bnpm_[0-9A-Za-z]{36}\\b"),
            new Kind("PyPI token", "pypi-", "\\bpypi-AgEIcHlwaS5vcmc[\\w-]{50,1000}"),
            new Kind("Hugging Face token", "hf_", "\\bhf_[A-Za-z]{34}\\b"),
            new Kind("SendGrid key", "sg.", "\\bSG\\.[\\w-]{20,24}\\.[\\w-]{40,46}"),
            new Kind("Vault token", "hvs.", "\\bhvs\\.[\\w-]{90,120}"),
            new Kind("token", "ey", "\\bey[A-Za-z0-9_-]{15,}\\.ey[A-Za-z0-9_-]{15,}\\.[A-Za-z0-9_-]{10,}"),
            new Kind(
                    "password",
                    "://",
                    "\\b[a-zA-Z][a-zA-Z0-9+.-]{1,30}://[^\\s:/@\"']{0,100}:(?<secret>[^\\s/@\"']{1,200})@"),
            new Kind(
                    "password",
                    "pass",
                    "(?i)\\b(?:password|passwd|passphrase)\\s{0,3}[=:]\\s{0,3}[\"']?(?<secret>[^\\s\"',;]{6,200})"),
            new Kind(
                    "secret",
                    "=",
                    "(?i)\\b(?:client[_-]?secret|api[_-]?key|access[_-]?token|auth[_-]?token)\\s{0,3}=\\s{0,3}"
                            + "[\"']?(?<secret>[\\w./+~-]{16,200})"));

    @Override
    public Finding of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String left = text;
        for (Kind kind : KINDS) {
            if (lower.contains(kind.hint())) {
                left = without(kind, left);
            }
        }
        return left.equals(text) ? Finding.none(text) : new Finding(left, SECRET);
    }

    private static String without(Kind kind, String text) {
        Matcher found = kind.shape().matcher(text);
        boolean inner = kind.shape().namedGroups().containsKey("secret");
        StringBuilder left = new StringBuilder();
        int from = 0;
        while (found.find()) {
            int start = inner ? found.start("secret") : found.start();
            int end = inner ? found.end("secret") : found.end();
            left.append(text, from, start);
            boolean already = text.startsWith("[redacted:", start);
            left.append(already ? text.substring(start, end) : "[redacted: " + kind.name() + "]");
            from = end;
        }
        return left.append(text, from, text.length()).toString();
    }
}
