package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.core.Container;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.client.HttpClientFactory;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import io.isolario.wiremock.route.RouteBook;
import java.util.List;

/**
 * What all engines of one port have in common.
 *
 * @param extensions extensions of WireMock that the user wants in each engine
 * @param clients makes the clients that proxy; shared, since they are the dearest part of an engine
 */
record EngineSettings(List<Extension> extensions, HttpClientFactory clients) {

    static EngineSettings with(List<Extension> extensions) {
        return new EngineSettings(List.copyOf(extensions), new SharedHttpClients());
    }

    Options options(RouteBook routes) {
        WireMockConfiguration options = wireMockConfig()
                .notifier(LogNotifier.INSTANCE)
                .mappingSource(NoMappings.INSTANCE)
                .httpClientFactory(clients)
                .stubRequestLoggingDisabled(true);
        if (!extensions.isEmpty()) {
            options.extensions(extensions.toArray(Extension[]::new));
        }
        return options.withStores(new DefaultStores(options.filesRoot()) {
            @Override
            public StubMappingStore getStubStore() {
                return routes;
            }
        });
    }

    Container container() {
        return new Container() {
            @Override
            public int port() {
                return 0;
            }

            @Override
            public void shutdown() {
                throw new UnsupportedOperationException(
                        "The port belongs to all sandboxes and cannot be shut down by one. Use Stubs.down().");
            }
        };
    }
}
