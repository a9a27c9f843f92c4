package io.isolario.springboot.client;

import io.isolario.core.carrier.Carriers;
import java.util.Optional;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Lets WebClients that are built from a bean carry the sandbox of the thread that subscribes. */
final class WebClientCarrying implements BeanPostProcessor {

    static final ExchangeFilterFunction FILTER =
            ExchangeFilterFunction.ofRequestProcessor(request -> Mono.just(carrying(request)));

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof WebClient.Builder builder) {
            builder.filter(FILTER);
        }
        return bean;
    }

    private static ClientRequest carrying(ClientRequest request) {
        Optional<String> id = CallersSandbox.find(request.url(), request.headers());
        return id.isEmpty()
                ? request
                : ClientRequest.from(request)
                        .header(Carriers.standard().header(), id.get())
                        .build();
    }
}
