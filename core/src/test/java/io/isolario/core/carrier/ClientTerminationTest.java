package io.isolario.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientTerminationTest {

    private static final int FIRST_WITH_CLOSE = 21;

    private final HttpClient below = HttpClient.newHttpClient();
    private final SandboxHttpClient client = (SandboxHttpClient) SandboxHttpClient.wrap(below);

    @Test
    void shutdownReachesTheWrappedClient() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(FIRST_WITH_CLOSE);
        assertThat(client.isTerminated()).isFalse();

        client.shutdown();

        assertThat(client.awaitTermination(Duration.ofSeconds(30))).isTrue();
        assertThat(client.isTerminated()).isTrue();
        assertThat(isTerminated(below)).isTrue();
    }

    @Test
    void closeReachesTheWrappedClient() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(FIRST_WITH_CLOSE);

        ((AutoCloseable) (Object) client).close();

        assertThat(isTerminated(below)).isTrue();
    }

    @Test
    void shutdownNowReachesTheWrappedClient() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(FIRST_WITH_CLOSE);

        client.shutdownNow();

        assertThat(client.awaitTermination(Duration.ofSeconds(30))).isTrue();
        assertThat(isTerminated(below)).isTrue();
    }

    @Test
    void terminationDoesNothingWhereTheJdkHasNone() throws Exception {
        assumeThat(Runtime.version().feature()).isLessThan(FIRST_WITH_CLOSE);

        client.shutdown();
        client.shutdownNow();
        client.close();

        assertThat(client.isTerminated()).isFalse();
        assertThat(client.awaitTermination(Duration.ofSeconds(30))).isFalse();
    }

    /** What JDK 17 does not have cannot be written as a call. */
    private static boolean isTerminated(HttpClient client) throws Exception {
        return (boolean) HttpClient.class.getMethod("isTerminated").invoke(client);
    }
}
