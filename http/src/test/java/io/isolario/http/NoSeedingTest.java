package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An application whose test code registers no scenarios, and captures no mails. */
class NoSeedingTest extends EndpointFixture {

    @Test
    void saysHowToRegisterScenarios() {
        String id = open("{}");

        assertThat(get("/isolario/catalog").body()).isEqualTo("{\"scenarios\":[],\"factories\":[],\"logins\":[]}");
        ApiResponse scenario = post(API + "/" + id + "/scenarios/shop", "");
        assertThat(scenario.status()).isEqualTo(501);
        assertThat(detail(scenario))
                .isEqualTo("The test code of this application registers no scenarios. Add Scenarios.of(..) to"
                        + " SandboxRegistry.builder() or, with Spring, beans of type Scenario.");
        assertThat(post(API + "/" + id + "/login", "").status()).isEqualTo(501);
        assertThat(detail(post(API, "{\"scenarios\":[\"shop\"]}")))
                .isEqualTo("There is no scenario \"shop\": none is registered. Register it in the test code, by"
                        + " Scenarios.resource(..) or, with Spring, as a bean of type Scenario.");
    }

    @Test
    void saysHowToCaptureMails() {
        ApiResponse mails = get(API + "/" + open("{}") + "/mails");

        assertThat(mails.status()).isEqualTo(501);
        assertThat(detail(mails)).startsWith("Nothing captures the mails of this application.");
    }
}
