package io.isolario.examples.forum.outside;

import io.isolario.examples.forum.ForumApplication;
import io.isolario.examples.forum.chat.ScopedChat;
import io.isolario.postgres.ThrowawayPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the forum for tests from outside the JVM, on a throwaway database, and says how to use it. {@code examples/forum/run} does
 * that from a shell; it ends with the process.
 */
public final class ForumForOutsideTests {

    private ForumForOutsideTests() {}

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = start(arguments);
        System.out.println(howToUse(port(context)));
    }

    /** Starts it; the arguments are properties, such as {@code --server.port=8081}. */
    static ConfigurableApplicationContext start(String... arguments) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("isolario.enabled", "true");
        defaults.put("server.address", "127.0.0.1");
        defaults.put(
                "spring.datasource.url",
                postgres.jdbcUrl("forum_outside_" + ProcessHandle.current().pid()));
        defaults.put("spring.datasource.username", postgres.username());
        defaults.put("spring.datasource.password", postgres.password());
        SpringApplication application = new SpringApplication(
                ForumApplication.class, ForumScenarios.class, KeptAnswers.class, ScopedChat.class);
        application.setDefaultProperties(defaults);
        return application.run(arguments);
    }

    static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    static String howToUse(int port) {
        return """

                The forum runs at http://localhost:PORT for tests from outside. Stop it by Ctrl-C.

                Open a sandbox with a member, log her in, use the forum, end the sandbox:
                  api=http://localhost:PORT/isolario/sandboxes
                  id=$(curl -s -X POST $api -d '{"name":"my first test"}' | sed 's/.*"id":"\\([0-9a-f]*\\)".*/\\1/')
                  curl -s -X POST $api/$id/factories/member -d '{"login":"ana"}'
                  curl -s -X POST $api/$id/login -d '{"as":"ana"}'        # the header to send from now on
                  curl -s -H "X-Isolario-Sandbox: $id" http://localhost:PORT/api/members/ana
                  curl -s -X DELETE $api/$id                               # the verdict; everything is undone

                What it can be seeded with:  curl -s http://localhost:PORT/isolario/catalog
                The whole API:               curl -s http://localhost:PORT/isolario/openapi.json
                """
                .replace("PORT", "" + port);
    }
}
