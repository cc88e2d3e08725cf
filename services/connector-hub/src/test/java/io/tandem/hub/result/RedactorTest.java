package io.tandem.hub.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.Flow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String LETTERS = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5kL7nP9rS1uV3xY5";

    private final Redactor redactor = new Redactor();

    private Classifier.Finding of(String text) {
        return redactor.of(text);
    }

    @Nested
    class GivenACredential {
        /// The secrets are put together here, so that nobody who looks for secrets finds some in this file.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "GitHub token|ghp_|36",
                    "GitHub token|gho_|36",
                    "GitHub token|ghs_|36",
                    "GitLab token|glpat-|20",
                    "Slack token|xoxb-|30",
                    "Stripe key|sk_live_|24",
                    "Stripe key|rk_test_|24",
                    "npm token|npm_|36",
                    "Google API key|AIza|35",
                    "Google OAuth secret|GOCSPX-|28",
                    "model provider's key|sk-proj-|40",
                    "model provider's key|sk-ant-|40",
                    "model provider's key|sk-|48"
                })
        void isTakenOutByItsShape(String kind, String prefix, int length) {
            String secret = prefix + LETTERS.substring(0, length);

            for (String text :
                    new String[] {secret, "a " + secret + " b", "\"key\":\"" + secret + "\",", "(" + secret + ")"}) {
                assertThat(of(text).text()).as(text).isEqualTo(text.replace(secret, "[redacted: " + kind + "]"));
                assertThat(of(text).raises().secrecy()).isEqualTo(Flow.Secrecy.SECRET);
            }
        }

        @Test
        void isTakenOutOfWhatIsAroundIt() {
            assertThat(of("postgres://app:hunter2hunter2@db.example.com/app").text())
                    .isEqualTo("postgres://app:[redacted: password]@db.example.com/app");
            assertThat(of("Password: correct-horse").text()).isEqualTo("Password: [redacted: password]");
            assertThat(of("client_secret=0123456789abcdef0123").text()).isEqualTo("client_secret=[redacted: secret]");
            assertThat(of("aws_secret_access_key = wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzzzzzzz")
                            .text())
                    .isEqualTo("aws_secret_access_key = [redacted: AWS secret key]");
        }

        @Test
        void isTakenOutWithAllItsLines() {
            String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQ\nabc\n-----END RSA PRIVATE KEY-----";

            assertThat(of("before\n" + key + "\nafter").text()).isEqualTo("before\n[redacted: private key]\nafter");
            assertThat(of("cut: -----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQ").text())
                    .as("one that was cut off")
                    .isEqualTo("cut: [redacted: private key]");
        }

        @Test
        void isTakenOutOnce() {
            String once = of("password=correct-horse").text();

            assertThat(of(once).text()).isEqualTo(once);
        }

        @Test
        void isAToken() {
            String token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0" + "." + LETTERS;

            assertThat(of("Bearer " + token).text()).isEqualTo("Bearer [redacted: token]");
        }
    }

    @Nested
    class GivenWordsThatAreNone {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Invoice 2026-0815 over 1,250.00 EUR is overdue since 14 days.",
                    "The password must have twelve characters.",
                    "Reset your password: see the handbook",
                    "https://user@example.com/path?x=1",
                    "http://example.com:8080/@home",
                    "risk-free, task-based, desk-",
                    "sk-learn is a library",
                    "commit 2511d3d0c1a94f3e8b7a6c5d4e3f2a1b0c9d8e7f",
                    "id 0f8fad5b-d9cb-469f-a165-70867728950e",
                    "the public key -----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
                    "AKIAREA and ASIAN markets"
                })
        void areLeft(String text) {
            assertThat(of(text)).isEqualTo(Classifier.Finding.none(text));
        }
    }
}
