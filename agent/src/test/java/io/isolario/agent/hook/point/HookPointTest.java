package io.isolario.agent.hook.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attached.class)
class HookPointTest {

    private static final List<Class<?>> FAMILIES = List.of(
            CallPoints.class,
            CarrierPoints.class,
            CompletionPoints.class,
            CoroutinePoints.class,
            ExecutorPoints.class,
            ForkJoinPoints.class,
            LibraryTaskPoints.class,
            PoolPoints.class,
            QueuePoints.class,
            ThreadPoints.class,
            TimerPoints.class);

    @Test
    void eachHookPointIsNamedAfterItsConstant() throws ReflectiveOperationException {
        for (Field constant : constants()) {
            assertThat(constant.get(null)).hasToString(constant.getName());
        }
    }

    @Test
    void theSlotHasAMethodForEachHookPoint() throws ReflectiveOperationException {
        Class<?> slot = Class.forName("java.util.concurrent.IsolarioSlot", false, null);

        assertThat(Arrays.stream(slot.getDeclaredMethods()).map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        constants().stream().map(Field::getName).toList());
    }

    private static List<Field> constants() {
        List<Field> constants = new ArrayList<>();
        for (Class<?> family : FAMILIES) {
            constants.addAll(Arrays.asList(family.getDeclaredFields()));
        }
        return constants;
    }
}
