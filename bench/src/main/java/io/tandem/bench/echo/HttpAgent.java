package io.tandem.bench.echo;

import io.tandem.bench.load.Subject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/// An A2A 1.0 agent over JSON-RPC: a blocking send whose answer must be a completed task with the text in it.
final class HttpAgent implements Subject, AutoCloseable {
    private static final String TEXT = "hello there";

    private final String name;
    private final URI url;
    private final String token;
    private final CloseableHttpClient http;

    HttpAgent(String name, URI url, String token, int connections) {
        this.name = name;
        this.url = url;
        this.token = token;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void call() throws IOException {
        HttpPost post = new HttpPost(url);
        post.setHeader("A2A-Version", "1.0");
        if (!token.isEmpty()) {
            post.setHeader("Authorization", "Bearer " + token);
        }
        String body = """
                {"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"%s",\
                "role":"ROLE_USER","parts":[{"text":"%s"}]}}}""".formatted(UUID.randomUUID(), TEXT);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        String answer =
                http.execute(post, response -> EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8));
        if (!answer.contains("TASK_STATE_COMPLETED") || !answer.contains(TEXT)) {
            throw new IOException("not a completed echo: " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
