package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchAccountTest {

    private Path cache = Path.of("");

    @BeforeEach
    void makesACacheThatOtherUsersCanEnter() throws IOException {
        cache = Files.createTempDirectory("isolario-accounts");
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void leavesNothing() throws IOException {
        Machine.awaitNoProcessMentioning(cache.toString());
        new DirectoryTree(cache).delete();
    }

    @Test
    void startsAsAnotherUserWhereRootHasNoUserNamespace() throws Exception {
        assumeTrue(LaunchAccount.detect().description().startsWith("root"), "only root has to become somebody else");
        ServerChoice choice = new ServerChoice();
        choice.account = LaunchAccount.forRoot(program -> !program.equals("unshare"));
        choice.cacheDirectory = cache;

        try (ThrowawayPostgres postgres = new ThrowawayPostgres(choice.open())) {
            assertThat(ThrowawayPostgresTest.query(postgres, "forum", "SELECT 1"))
                    .isEqualTo("1");
            assertThat(choice.account.userId()).isPresent();
            assertThat(Files.getAttribute(postgres.postmaster().orElseThrow().dataDirectory(), "unix:uid"))
                    .isEqualTo(choice.account.userId().getAsInt());
        }
    }

    @Test
    void namesTheWaysOutWhenRootCannotStopBeingRoot() {
        assertThatThrownBy(() -> LaunchAccount.forRoot(program -> false))
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(
                        "PostgreSQL refuses to run as root, and no way out of being root works here; tried: none, there is "
                                + "no unshare, setpriv or runuser. Run the tests as another user, or allow user namespaces "
                                + "(unshare -U), or install setpriv or runuser, or use a server of your own: name its JDBC URL by the "
                                + "system property isolario.postgres.url or the environment variable ISOLARIO_POSTGRES_URL.");
    }
}
