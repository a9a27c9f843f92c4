package io.isolario.springboot.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.CloseReport;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A data store that no sandbox isolates is named before a test can mistake it for its own. */
class UnisolatedStoresTest {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SandboxRegistryAutoConfiguration.class, SandboxDataStoreAutoConfiguration.class))
            .withPropertyValues("isolario.enabled=true", "spring.application.name=shop");

    @Test
    void noSandboxIsOpenedBesideADataStoreThatItDoesNotIsolate() {
        contexts.withBean("orders", ConnectionFactory.class, Nowhere::new)
                .withBean("audit", ConnectionFactory.class, Nowhere::new)
                .run(context -> assertThatThrownBy(() -> context.getBean(SandboxRegistry.class)
                                .open(SandboxOptions.builder("a test").build()))
                        .isInstanceOf(RefusalException.class)
                        .hasMessageMatching(
                                "Sandbox \"a test\" \\(\\w{8}\\) was not opened, because of the beans \"orders\""
                                        + " \\(R2DBC\\), \"audit\" \\(R2DBC\\): sandboxes isolate what is reached by JDBC\\. What one test"
                                        + " writes there all others would see, and nothing would undo it\\. Ways out:"
                                        + " isolario\\.accept=orders,audit if the tests keep out of each other's way there by themselves, or"
                                        + " if each sandbox has a bean of its own \\(@SandboxScoped, sandbox\\.replace\\); or leave the bean out"
                                        + " of the tests' configuration\\."));
    }

    @Test
    void oneThatIsAcceptedIsInNobodysWay() {
        contexts.withBean("orders", ConnectionFactory.class, Nowhere::new)
                .withPropertyValues("isolario.accept=orders")
                .run(context -> assertThat(context.getBean(SandboxRegistry.class)
                                .open(SandboxOptions.builder("a test").build())
                                .finish())
                        .returns(List.of(), CloseReport::problems));
    }

    @Test
    void anApplicationWithoutOneHasNothingMore() {
        contexts.run(context -> assertThat(context.getBean(SandboxRegistry.class))
                .hasToString("SandboxRegistry{shop, resources=[scoped beans]}"));
    }

    private static final class Nowhere implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "nowhere";
        }
    }
}
