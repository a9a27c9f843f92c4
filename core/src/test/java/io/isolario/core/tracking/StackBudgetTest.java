package io.isolario.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StackBudgetTest {

    private static final String PROPERTY = "isolario.submission-stacks";

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void budgetKeepsTheFirstThousandStacksAndAFewLaterOnes() {
        assertThat(kept(1_000)).isEqualTo(1_000);
        assertThat(kept(1_000 + 1_280)).isEqualTo(1_010);
    }

    @Test
    void systemPropertySetsTheBudget() {
        System.setProperty(PROPERTY, "all");
        assertThat(kept(5_000)).isEqualTo(5_000);

        System.setProperty(PROPERTY, "0");
        assertThat(kept(5_000)).isZero();
    }

    @Test
    void budgetThatIsNoNumberIsRefused() {
        System.setProperty(PROPERTY, "none");

        assertThatThrownBy(StackBudget::configured)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The system property isolario.submission-stacks is \"none\"; it may be a number of units or all.");
    }

    private static long kept(int asked) {
        StackBudget budget = StackBudget.configured();
        return IntStream.range(0, asked).filter(budget::keeps).count();
    }
}
