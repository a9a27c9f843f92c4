package io.isolario.springboot.client;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Lets the HTTP clients among the beans send the sandbox of the calling thread to this machine, and to no other. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
public class SandboxClientAutoConfiguration {

    @Bean
    static JdkHttpClientCarrying isolarioJdkHttpClientCarrying() {
        return new JdkHttpClientCarrying();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestClient.class, RestTemplate.class})
    static class Blocking {

        @Bean
        static RestClientCarrying isolarioRestClientCarrying() {
            return new RestClientCarrying();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class Reactive {

        @Bean
        static WebClientCarrying isolarioWebClientCarrying() {
            return new WebClientCarrying();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClient.class, WebTestClient.class})
    static class ReactiveTests {

        @Bean
        static WebTestClientCarrying isolarioWebTestClientCarrying() {
            return new WebTestClientCarrying();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = RestTestClientCarrying.SINCE_SPRING_7)
    static class Tests {

        @Bean
        static RestTestClientCarrying isolarioRestTestClientCarrying() {
            return new RestTestClientCarrying();
        }
    }
}
