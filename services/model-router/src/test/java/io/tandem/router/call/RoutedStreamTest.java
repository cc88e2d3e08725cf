package io.tandem.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.ModelUsage;
import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Price;
import io.tandem.router.catalog.Selection;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Requests;
import io.tandem.router.openai.OpenAiProvider;
import io.tandem.router.usage.Bills;
import io.tandem.router.wire.FakeServer;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoutedStreamTest {
    private static final String HELLO = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}";
    private static final String STOP = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":10}}";
    private static final Price PRICE =
            new Price(new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("8"), "EUR", true);

    private final FakeServer first = new FakeServer();
    private final FakeServer second = new FakeServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger overs = new AtomicInteger();
    private final List<ModelUsage> bills = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        first.close();
        second.close();
        client.shutdownNow();
    }

    private RoutedStream call() {
        List<Model> models = List.of(
                new Model("one", new OpenAiProvider(client, first.endpoint()), "one", PRICE, false),
                new Model("two", new OpenAiProvider(client, second.endpoint()), "two", PRICE, false));
        return new RoutedStream(new Selection("fast", models, ""), Requests.saying("hi"), Requests.NOBODY, new Bills() {
            @Override
            public void add(ModelUsage usage) {
                bills.add(usage);
            }

            @Override
            public void over() {
                overs.incrementAndGet();
            }
        });
    }

    @Nested
    class GivenAFirstModelThatFailsBeforeItsFirstToken {
        @Test
        void triesTheNext() {
            first.status(500, "{}");
            second.events(HELLO, STOP, "[DONE]");
            RoutedStream call = call();

            List<Delta> deltas = Requests.all(call);

            assertThat(deltas).containsExactly(new Delta.Text("Hello"), new Delta.Finish(Delta.Reason.stop));
            assertThat(call.summary().model()).isEqualTo("two");
            assertThat(call.summary().note()).contains("one failed (provider-failed)");
            assertThat(bills).extracting(ModelUsage::outcome).containsExactly("provider-failed", "ok");
            assertThat(overs).as("said that no more bills come").hasValueGreaterThan(0);
        }

        @Test
        void billsWhatWasUsed() {
            first.events(HELLO, STOP, "[DONE]");

            Requests.all(call());

            assertThat(bills).singleElement().satisfies(bill -> {
                assertThat(bill.inputTokens()).isEqualTo(1000);
                assertThat(bill.cost().amount()).isEqualByComparingTo("0.00208");
                assertThat(bill.team()).isEqualTo("sales");
            });
        }

        @Test
        void tellsTheLastFailureWhenAllFail() {
            first.status(500, "{}");
            second.status(429, "{}");

            assertThat(Requests.problemOf(() -> Requests.all(call()))).isEqualTo(ModelProblem.RATE_LIMITED);
            assertThat(bills).hasSize(2);
            assertThat(overs).hasValueGreaterThan(0);
        }
    }

    @Nested
    class GivenAFirstModelThatFailsAfterItsFirstToken {
        @Test
        void doesNotTryAnother() {
            first.events(HELLO);
            second.events(HELLO, STOP, "[DONE]");

            assertThat(Requests.problemOf(() -> Requests.all(call()))).isEqualTo(ModelProblem.CUT);
            assertThat(bills).extracting(ModelUsage::outcome).containsExactly("provider-cut");
            assertThat(bills.getFirst().outputTokens()).isPositive();
        }
    }

    @Nested
    class GivenACallerThatGoesAway {
        @Test
        void hangsUpAndBillsOnce() throws Exception {
            first.then(out -> {
                FakeServer.head(out);
                FakeServer.event(out, HELLO);
                Thread.sleep(300_000);
            });
            RoutedStream call = call();
            assertThat(call.next()).isEqualTo(new Delta.Text("Hello"));

            call.close();
            call.close();

            assertThat(first.hungUp().get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Requests.problemOf(call::next)).isEqualTo(ModelProblem.CANCELLED);
            assertThat(bills).extracting(ModelUsage::outcome).containsExactly("cancelled");
        }
    }
}
