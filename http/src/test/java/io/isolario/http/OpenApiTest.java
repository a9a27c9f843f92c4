package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing is served that is not described, and nothing described that is not served; {@link EndpointFixture} looks at members. */
class OpenApiTest extends EndpointFixture {

    @Test
    void describesEveryCallAndNoOther() {
        assertThat(described.calls()).isEqualTo(new TreeSet<>(endpoint.calls()));
    }

    @Test
    void describesEveryMemberOfAnOpening() {
        assertThat(names(DescribedApi.object(
                        described.schemaNamed("OpeningRequest").get("properties"))))
                .containsExactly("drain", "isolation", "maxLifetime", "name", "scenarios", "ttl", "wait");
        assertThat(post(
                                API,
                                "{\"name\":\"ana\",\"isolation\":\"transaction\",\"ttl\":\"5s\",\"maxLifetime\":\"1m\","
                                        + "\"drain\":\"1s\",\"wait\":\"1s\",\"scenarios\":[]}")
                        .body())
                .contains("\"warnings\":[]");
    }

    @Test
    void isServedWithThePathsThatTheApiHas() {
        assertThat(get("/isolario/openapi.json").body())
                .contains("\"/isolario/sandboxes/{id}/heartbeat\"")
                .contains("\"/isolario/catalog\"");

        configure(endpoint -> endpoint.path("/test/boxes"));

        assertThat(call("GET", "/test/boxes/openapi.json", "").body())
                .contains("\"/test/boxes/{id}/heartbeat\"")
                .contains("\"/test/boxes/catalog\"")
                .doesNotContain("/isolario/");
    }
}
