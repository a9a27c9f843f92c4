package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.CarriedId;
import io.isolario.core.carrier.Carrier;
import io.isolario.core.carrier.Carriers;
import io.isolario.core.carrier.HeaderReader;
import io.isolario.core.carrier.HeaderWriter;
import io.isolario.http.json.JsonReader;
import io.isolario.http.json.MalformedJsonException;
import io.isolario.http.scenario.NoArguments;
import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The test vectors of docs/wire-format, which clients in other languages read too. */
class WireFormatTest extends EndpointFixture {

    private static final Path VECTORS = Path.of("..", "docs", "wire-format");

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(Scenarios.of(Scenario.named("shop", NoArguments.class, (sandbox, none) -> null)));
    }

    private static Map<String, Object> vectors(String file) {
        try {
            return JsonReader.readObject(Files.readString(VECTORS.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Stream<Map<String, Object>> cases(Map<String, Object> vectors) {
        return list(vectors.get("cases")).stream().map(DescribedApi::object);
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<String, Object> members, String name) {
        return String.valueOf(members.get(name));
    }

    private static String[] headers(Map<String, Object> each) {
        List<String> headers = new ArrayList<>();
        list(each.get("headers")).forEach(pair -> list(pair).forEach(part -> headers.add(part.toString())));
        return headers.toArray(String[]::new);
    }

    @TestFactory
    Stream<DynamicTest> carriersAreReadAsTheVectorsSay() {
        Map<String, Object> vectors = vectors("carriers.json");
        return cases(vectors).map(each -> DynamicTest.dynamicTest(text(each, "name"), () -> read(each)));
    }

    /** What is carried is unknown here, so an id that was read is refused as unknown, by its name. */
    private void read(Map<String, Object> each) {
        FakeCall call = FakeCall.of("GET", each.containsKey("path") ? text(each, "path") : "/owner", "", headers(each));

        Admission admission = endpoint.admit(call);

        if (each.containsKey("refused")) {
            assertThat(admission).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
                assertThat(members(refused.answer()).get("reason")).isEqualTo("malformed");
                assertThat(refused.answer().status()).isEqualTo(400);
            });
        } else if (each.containsKey("id")) {
            assertThat(admission).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
                assertThat(members(refused.answer()).get("sandbox")).isEqualTo(each.get("id"));
                assertThat(refused.answer().status()).isEqualTo(410);
            });
            assertThat(carrier(call)).isEqualTo(text(each, "carriedBy"));
        } else {
            assertThat(admission).isInstanceOf(Admission.Unowned.class);
        }
    }

    private static String carrier(FakeCall call) {
        return call.path().startsWith("/isolario/in/")
                ? "path"
                : Carriers.standard()
                        .extract(call)
                        .map(carried -> HttpProblem.word(carried.carrier()))
                        .orElse("none");
    }

    @TestFactory
    Stream<DynamicTest> baggageIsMergedAsTheVectorsSay() {
        return merging("baggage.json", Carrier.BAGGAGE);
    }

    @TestFactory
    Stream<DynamicTest> cookiesAreMergedAsTheVectorsSay() {
        return merging("cookie.json", Carrier.COOKIE);
    }

    @TestFactory
    Stream<DynamicTest> userAgentsAreMergedAsTheVectorsSay() {
        return merging("user-agent.json", Carrier.USER_AGENT);
    }

    private static Stream<DynamicTest> merging(String file, Carrier carrier) {
        Map<String, Object> vectors = vectors(file);
        SandboxId id = SandboxId.parse(text(vectors, "id"));
        return cases(vectors)
                .map(each -> DynamicTest.dynamicTest(text(each, "name"), () -> {
                    OneHeader header = new OneHeader(
                            each.get("present") instanceof String present ? Optional.of(present) : Optional.empty());
                    Carriers.standard().inject(id, carrier, header);
                    assertThat(header.value).contains(text(each, "result"));
                    assertThat(Carriers.standard().extract(header).map(CarriedId::text))
                            .contains(id.value());
                }));
    }

    private static final class OneHeader implements HeaderWriter, HeaderReader {

        private String written = "";
        private Optional<String> value;

        OneHeader(Optional<String> value) {
            this.value = value;
        }

        @Override
        public Optional<String> value(String name) {
            return value;
        }

        @Override
        public void set(String name, String newValue) {
            written = name;
            value = Optional.of(newValue);
        }

        @Override
        public List<String> values(String name) {
            return name.equalsIgnoreCase(written) ? value.stream().toList() : List.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> whoOpensASandboxIsToldItsCarriersAsTheVectorsSay() {
        Map<String, Object> vectors = vectors("opened.json");
        return cases(vectors)
                .map(each -> DynamicTest.dynamicTest(text(each, "name"), () -> {
                    configure(builder -> builder.header(text(each, "header")).path(text(each, "path")));
                    FakeCall call =
                            FakeCall.of("POST", text(each, "path"), "{}").below(text(each, "contextPath"));

                    Map<String, Object> opened = members(endpoint.answer(call));

                    String carriers = String.valueOf(opened.get("carriers"));
                    assertThat(carriers.replace(text(opened, "id"), text(vectors, "id")))
                            .isEqualTo(text(each, "carriers"));
                    registry.openSandboxes().forEach(ManagedSandbox::finish);
                }));
    }

    @TestFactory
    Stream<DynamicTest> errorsAreAsTheVectorsSay() {
        Map<String, Object> vectors = vectors("errors.json");
        return cases(vectors)
                .map(each -> DynamicTest.dynamicTest(text(each, "name"), () -> {
                    configure(builder ->
                            each.get("maxOpen") instanceof Number most ? builder.maxOpen(most.intValue()) : builder);
                    String id = open("{}");
                    if (each.containsKey("ended")) {
                        sandbox(id).finish();
                    }
                    String[] route = text(each, "call").replace("{id}", id).split(" ", 2);
                    String body = each.containsKey("body") ? text(each, "body") : "";

                    ApiResponse answer = call(route[0], route[1], body, headers(each));

                    assertThat("" + answer.status()).isEqualTo(text(each, "status"));
                    assertThat(answer.contentType()).isEqualTo(text(vectors, "contentType"));
                    assertThat(members(answer))
                            .containsEntry("reason", text(each, "reason"))
                            .containsEntry("type", text(vectors, "typePrefix") + text(each, "reason"));
                    assertThat(List.copyOf(members(answer).keySet())).isEqualTo(each.get("members"));
                    registry.openSandboxes().forEach(ManagedSandbox::finish);
                }));
    }
}
