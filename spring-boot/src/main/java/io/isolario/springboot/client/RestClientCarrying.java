package io.isolario.springboot.client;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Lets RestClients that are built from a bean, RestTemplate beans and the TestRestTemplate carry the caller's sandbox.
 *
 * <p>A RestTemplate gets it when the request is created, before the headers of the call: those then win, and bodies are streamed as
 * ever. A RestClient adds the headers of the call to those, so there it has to be an interceptor, which buffers bodies.
 */
public final class RestClientCarrying implements BeanPostProcessor {

    private static final String TEST_REST_TEMPLATE = "TestRestTemplate";

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor((request, body, execution) -> {
                CallersSandbox.addTo(request);
                return execution.execute(request, body);
            });
        } else if (bean instanceof RestTemplate template) {
            addTo(template);
        } else if (bean.getClass().getSimpleName().equals(TEST_REST_TEMPLATE)) {
            addToTestRestTemplate(bean);
        }
        return bean;
    }

    private static void addTo(RestTemplate template) {
        template.getClientHttpRequestInitializers().add(CallersSandbox::addTo);
    }

    /** Boot 4 has moved the class to another package; what it offers is the same. */
    private static void addToTestRestTemplate(Object bean) {
        @Nullable Method accessor = ClassUtils.getMethodIfAvailable(bean.getClass(), "getRestTemplate");
        if (bean.getClass().getName().startsWith("org.springframework.boot.") && accessor != null) {
            @Nullable Object template = ReflectionUtils.invokeMethod(accessor, bean);
            addTo((RestTemplate) Objects.requireNonNull(template));
        }
    }
}
