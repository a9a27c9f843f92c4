package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.client.ApacheHttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.http.client.HttpClientFactory;
import com.github.tomakehurst.wiremock.http.client.LazyHttpClientFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes one client for each way of proxying and gives it to every engine, so that no sandbox leaves a pool behind. Thread-safe. */
final class SharedHttpClients implements HttpClientFactory {

    private final HttpClientFactory factory = new LazyHttpClientFactory(ApacheHttpClientFactory::new);
    private final Map<Way, HttpClient> clients = new ConcurrentHashMap<>();

    private record Way(boolean trustAll, List<String> trustedHosts, boolean systemProperties) {}

    @Override
    public HttpClient buildHttpClient(
            Options options, boolean trustAllCertificates, List<String> trustedHosts, boolean useSystemProperties) {
        return clients.computeIfAbsent(
                new Way(trustAllCertificates, List.copyOf(trustedHosts), useSystemProperties),
                way -> factory.buildHttpClient(options, trustAllCertificates, trustedHosts, useSystemProperties));
    }
}
