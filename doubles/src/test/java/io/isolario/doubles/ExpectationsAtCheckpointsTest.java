package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static io.isolario.doubles.InSandbox.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.doubles.Answer;
import io.isolario.doubles.Shop.Payments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of expectations when a sandbox goes back. */
class ExpectationsAtCheckpointsTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");
    private final Payments payments = new Payments();

    @AfterEach
    void close() {
        shop.close();
    }

    private int charge(int cents) throws Exception {
        return call(sandbox, () -> payments.charge(cents));
    }

    @Test
    void thoseMadeSinceAreGone() throws Exception {
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));

        checkpoint.restore();

        assertThat(charge(5)).isEqualTo(5);
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void thoseAddedSinceToTheSameTypeAreGone() throws Exception {
        sandbox.expect(Payments.class).stub("charge", Answer.of(9));
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.expect(Payments.class).inOrder().expect("charge", Answer.of(1));

        checkpoint.restore();

        assertThat(charge(5)).isEqualTo(9);
        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void thoseMadeBeforeAreStillMissed() {
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));
        Checkpoint checkpoint = sandbox.checkpoint();

        checkpoint.restore();

        assertThat(problems(sandbox)).singleElement().asString().startsWith("Expected 1 call of Payments.charge");
    }

    @Test
    void aCallThatCameUnexpectedFailsTheTestAllTheSame() {
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.expect(Payments.class).deny("charge");
        assertThatThrownBy(() -> charge(5)).isInstanceOf(AssertionError.class);

        checkpoint.restore();

        assertThat(problems(sandbox)).singleElement().asString().startsWith("Unexpected call of Payments.charge(5)");
    }

    @Test
    void aResetForgetsThemButNoCallThatCameUnexpected() {
        sandbox.expect(Payments.class).deny("charge").expect("rate", Answer.of(1.0));
        assertThatThrownBy(() -> charge(5)).isInstanceOf(AssertionError.class);

        sandbox.reset();

        assertThat(problems(sandbox)).singleElement().asString().startsWith("Unexpected call of Payments.charge(5)");
    }
}
