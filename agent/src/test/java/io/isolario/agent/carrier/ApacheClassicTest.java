package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Scope;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;

class ApacheClassicTest extends ClientVerification {

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(20)
                    .build())
            .build();

    @Override
    String get(String url, Map<String, String> headers) throws Exception {
        HttpGet request = new HttpGet(url);
        headers.forEach(request::setHeader);
        return get(request);
    }

    private String get(HttpGet request) throws Exception {
        return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }

    @Override
    void closeClient() throws Exception {
        client.close();
    }

    @Test
    void theRequestOfTheCallerIsNotChanged() throws Exception {
        HttpGet request = new HttpGet(allowed.url("/echo"));

        try (Scope scope = ana.enter()) {
            assertThat(get(request)).isEqualTo(id(ana));
        }
        try (Scope scope = bob.enter()) {
            assertThat(get(request)).isEqualTo(id(bob));
        }
        assertThat(get(request)).isEqualTo(EchoServer.NOTHING);
    }
}
