package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.http.json.JsonReader;
import io.isolario.http.json.MalformedJsonException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** An endpoint without a server. Each answer to a call that is described is checked against the description. */
abstract class EndpointFixture {

    static final String API = "/isolario/sandboxes";

    final DescribedApi described = new DescribedApi();
    final SandboxRegistry registry =
            withResources(SandboxRegistry.builder("forum")).build();
    SandboxEndpoint endpoint = SandboxEndpoint.builder(registry).build();

    /** Adds what the sandboxes of a subclass have; called before its fields are there. */
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder;
    }

    void configure(UnaryOperator<SandboxEndpointBuilder> configuration) {
        endpoint = configuration.apply(SandboxEndpoint.builder(registry)).build();
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    ApiResponse call(String method, String path, String body, String... headers) {
        FakeCall call = FakeCall.of(method, path, body, headers);
        assertThat(endpoint.takes(call)).as(path).isTrue();
        try {
            ApiResponse answer = endpoint.answer(call);
            endpoint.calls().stream()
                    .map(known -> known.split(" ", 2))
                    .filter(known -> known[0].equals(method) && known[1].startsWith("/isolario/"))
                    .filter(known -> new Route(known[0], known[1], (none, nothing) -> answer)
                            .match(call.path())
                            .isPresent())
                    .findFirst()
                    .ifPresent(known -> described.check(method, known[1], answer));
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ApiResponse get(String path) {
        return call("GET", path, "");
    }

    ApiResponse post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    String open(String body) {
        ApiResponse opened = post(API, body);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return String.valueOf(members(opened).get("id"));
    }

    ManagedSandbox sandbox(String id) {
        return registry.find(SandboxId.parse(id));
    }

    static Map<String, Object> members(ApiResponse answer) {
        try {
            return JsonReader.readObject(answer.body());
        } catch (MalformedJsonException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static String detail(ApiResponse answer) {
        return String.valueOf(members(answer).get("detail"));
    }

    static List<String> names(Map<String, Object> members) {
        return List.copyOf(new TreeSet<>(members.keySet()));
    }
}
