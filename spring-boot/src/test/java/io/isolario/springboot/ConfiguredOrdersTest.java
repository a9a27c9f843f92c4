package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.Scope;
import io.isolario.springboot.orders.Labels;
import io.isolario.springboot.orders.OrderLimits;
import io.isolario.springboot.orders.OrderSettings;
import io.isolario.springboot.orders.Orders;
import io.isolario.springboot.scoped.SandboxScoped;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

@OrdersTest
class ConfiguredOrdersTest {

    @Autowired
    Environment environment;

    @Autowired
    Orders orders;

    @RepeatedTest(20)
    void seesItsOwnValueOfWhatIsAskedForAtRunTime(ManagedSandbox sandbox, RepetitionInfo repetition) {
        String value = "value " + repetition.getCurrentRepetition();

        sandbox.configure("orders.features.chat-enabled", value);

        assertThat(orders.chatFlag()).isEqualTo(value);
        assertThat(environment.getProperty("orders.features.chatEnabled")).isEqualTo(value);
        assertThat(environment.resolvePlaceholders("${orders.features.chat-enabled}"))
                .isEqualTo(value);
        assertThat(Binder.get(environment)
                        .bind("orders.features.chat-enabled", String.class)
                        .get())
                .isEqualTo(value);
        try (Scope scope = Scope.detached()) {
            assertThat(orders.chatFlag()).isEqualTo("off");
        }
    }

    @Test
    void seesTheValueSetLast(ManagedSandbox sandbox) {
        sandbox.configure("orders.features.chat-enabled", "on");
        sandbox.configure("orders.features.chatEnabled", "maybe");

        assertThat(orders.chatFlag()).isEqualTo("maybe");
    }

    @Test
    void goesBackToACheckpoint(ManagedSandbox sandbox) {
        sandbox.checkpoint();
        sandbox.configure("orders.features.chat-enabled", "on");

        sandbox.reset();

        assertThat(orders.chatFlag()).isEqualTo("off");
    }

    @Test
    void isRefusedWhatWasCopiedIntoAField(ManagedSandbox sandbox) {
        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> sandbox.configure("orders.label", "other"))
                .withMessage("Property \"orders.label\" cannot be configured for sandbox " + sandbox
                        + ": when the application started it was copied, and the sandbox would not see another value"
                        + " there:\n- bean \"io.isolario.springboot.orders.Labels\""
                        + " (io.isolario.springboot.orders.Labels), field label: @Value(\"${orders.label:none}\")\nWays"
                        + " out: @SandboxScoped({Labels.class}) on the test class, so that the sandbox has instances of its"
                        + " own, made anew with the value; sandbox.replace(..) of such a bean by one with the value; or let"
                        + " the application ask the Environment when it needs the value.");
        assertThat(environment.getProperty("orders.label")).isNull();
    }

    @Test
    void isRefusedWhatWasCopiedByAMethodThatMakesABean(ManagedSandbox sandbox) {
        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> sandbox.configure("orders.banner", "other"))
                .withMessageContaining("- bean \"banner\" (java.lang.StringBuilder), parameter 1 of banner(..):"
                        + " @Value(\"${orders.banner:welcome}\")");
    }

    @Test
    void isRefusedWhatWasBoundAndGivenToABeanOfAll(ManagedSandbox sandbox) {
        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> sandbox.configure("orders.limits.most-at-once", "7"))
                .withMessageContaining(
                        "(io.isolario.springboot.orders.OrderLimits), bound below \"orders.limits\", which"
                                + " these beans have: [io.isolario.springboot.orders.Orders]")
                .withMessageContaining("@SandboxScoped({Orders.class})");
    }

    @Nested
    @SandboxScoped({Orders.class, Labels.class, OrderSettings.class})
    class WithBeansOfItsOwn {

        @Autowired
        Labels labels;

        @Autowired
        OrderSettings settings;

        @RepeatedTest(20)
        void seesWhatWasBoundForABeanOfItsOwn(ManagedSandbox sandbox, RepetitionInfo repetition) {
            int most = 100 + repetition.getCurrentRepetition();

            sandbox.configure("orders.limits.most-at-once", "" + most);

            assertThat(orders.mostAtOnce()).isEqualTo(most);
            try (Scope scope = Scope.detached()) {
                assertThat(orders.mostAtOnce()).isEqualTo(3);
            }
        }

        @Test
        void seesWhatWasCopiedIntoAFieldOfABeanOfItsOwn(ManagedSandbox sandbox) {
            sandbox.configure("orders.label", "mine");

            assertThat(labels.label()).isEqualTo("mine");
            try (Scope scope = Scope.detached()) {
                assertThat(labels.label()).isEqualTo("none");
            }
        }

        @Test
        void seesConfigurationPropertiesOfItsOwn(ManagedSandbox sandbox) {
            sandbox.configure("orders.settings.greeting", "ahoy");

            assertThat(settings.getGreeting()).isEqualTo("ahoy");
            try (Scope scope = Scope.detached()) {
                assertThat(settings.getGreeting()).isEqualTo("hello");
            }
        }

        @Test
        void keepsAllValuesWhenOneIsAdded(ManagedSandbox sandbox) {
            sandbox.configure("orders.limits.most-at-once", "9");
            sandbox.configure("orders.label", "mine");
            sandbox.configure("orders.settings.greeting", "ahoy");

            assertThat(orders.mostAtOnce()).isEqualTo(9);
            assertThat(labels.label()).isEqualTo("mine");
            assertThat(settings.getGreeting()).isEqualTo("ahoy");
        }

        @Test
        void keepsTheOldValueWhenTheNewOneCannotBeConverted(ManagedSandbox sandbox) {
            sandbox.configure("orders.limits.most-at-once", "9");

            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> sandbox.configure("orders.limits.most-at-once", "many"));

            assertThat(environment.getProperty("orders.limits.most-at-once")).isEqualTo("9");
        }

        @Test
        void goesBackToTheBeginning(ManagedSandbox sandbox) {
            sandbox.configure("orders.limits.most-at-once", "9");

            sandbox.reset();

            assertThat(orders.mostAtOnce()).isEqualTo(3);
        }
    }

    @Test
    void leavesTheBeansOfAllAlone(@Autowired OrderLimits limits) {
        assertThat(limits.mostAtOnce()).isEqualTo(3);
    }
}
