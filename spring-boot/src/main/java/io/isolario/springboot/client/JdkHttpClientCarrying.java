package io.isolario.springboot.client;

import io.isolario.core.carrier.SandboxHttpClient;
import java.net.http.HttpClient;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets HttpClient beans of the JDK carry the sandbox of the thread that sends. */
public final class JdkHttpClientCarrying implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HttpClient client && !(bean instanceof SandboxHttpClient)
                ? SandboxHttpClient.wrap(client)
                : bean;
    }
}
