package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import io.isolario.springboot.notes.NotesApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@Isolated("It starts applications: two that start at once configure one logging system.")
class TwoContextsTest {

    @Test
    void aSandboxOfOneApplicationMeansNothingToTheOther() throws Exception {
        try (ConfigurableApplicationContext shop = start("shop");
                ConfigurableApplicationContext depot = start("depot");
                Sandbox ofShop = shop.getBean(SandboxRegistry.class)
                        .open(SandboxOptions.builder("a customer").build())) {

            HttpResponse<String> inDepot = get(depot, ofShop);

            assertThat(get(shop, ofShop).statusCode()).isEqualTo(200);
            assertThat(inDepot.statusCode()).isEqualTo(410);
            assertThat(inDepot.body())
                    .contains("Sandbox " + ofShop.id() + " belongs to application \\\"shop\\\", but application"
                            + " \\\"depot\\\" was asked for it. Open a sandbox in the application that is called, and send"
                            + " that one's carrier.");
        }
    }

    private static ConfigurableApplicationContext start(String name) {
        return new SpringApplicationBuilder(NotesApplication.class)
                .run(
                        "--server.port=0",
                        "--isolario.enabled=true",
                        "--spring.application.name=" + name,
                        "--spring.datasource.url=jdbc:h2:mem:" + name);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext application, Sandbox sandbox)
            throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/notes"))
                .header(Carriers.DEFAULT_HEADER, sandbox.id().value())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
