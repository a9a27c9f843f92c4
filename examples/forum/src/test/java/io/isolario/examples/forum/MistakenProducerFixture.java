package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Chat;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.telemetry.TelemetryAggregator;
import io.isolario.examples.forum.telemetry.TelemetryEvent;
import io.isolario.examples.forum.telemetry.TelemetryEvent.Kind;
import io.isolario.junit.Sandboxed;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A forum with a mistake: messages are reported as typing. Run by {@link MistakenProducerTest}; its first test has to fail. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(MistakenProducerFixture.Mistake.class)
@Sandboxed
class MistakenProducerFixture {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aMessageIsAnEvent(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            chat.say("hi");
            TelemetryCases.settle(sandbox, chat);

            assertThat(forum.analytics(jdbc).events())
                    .containsExactly("room_joined kitchen ana 1", "message_sent kitchen ana 1");
        }
    }

    @Test
    void enteringARoomIsAnEvent(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            TelemetryCases.settle(sandbox, chat);

            assertThat(forum.analytics(jdbc).events()).containsExactly("room_joined kitchen ana 1");
        }
    }

    @TestConfiguration
    static class Mistake {

        @Bean
        static BeanPostProcessor mistakenProducer() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String beanName) {
                    return bean instanceof TelemetryAggregator ? mistaken(bean) : bean;
                }
            };
        }

        private static Object mistaken(Object aggregator) {
            ProxyFactory proxy = new ProxyFactory(aggregator);
            proxy.setProxyTargetClass(true);
            proxy.addAdvice((MethodInterceptor) call -> {
                if (call.getMethod().getName().equals("emit")
                        && call.getArguments()[0] instanceof TelemetryEvent event
                        && event.kind() == Kind.MESSAGE_SENT) {
                    call.getArguments()[0] =
                            new TelemetryEvent(Kind.TYPING, event.roomId(), event.accountId(), event.at());
                }
                return call.proceed();
            });
            return proxy.getProxy();
        }
    }
}
