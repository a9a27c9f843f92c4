package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP API says what is wrong with a call. */
abstract class ApiRefusalVerification extends ContainerVerification {

    @Test
    void refusesToEndWhatItDoesNotKnow() {
        assertThat(caller.delete(API + "/" + UNKNOWN).statusCode()).isEqualTo(404);
        assertThat(caller.get(API + "/" + UNKNOWN).statusCode()).isEqualTo(404);
        assertThat(caller.delete(API + "/xyz").statusCode()).isEqualTo(400);
        assertThat(caller.get(API + "/").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesOtherMethods() {
        HttpResponse<String> ofAll = caller.send("PUT", API, "");
        HttpResponse<String> ofOne = caller.post(API + "/" + UNKNOWN, "");

        assertProblem(
                ofAll,
                405,
                "{\"type\":\"urn:isolario:problem:method\",\"title\":\"Method not allowed\",\"status\":405,\"detail\":"
                        + "\"There is no PUT of /isolario/sandboxes. Use GET or POST.\",\"reason\":\"method\"}");
        assertThat(ofAll.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(ofOne.statusCode()).isEqualTo(405);
        assertThat(ofOne.headers().firstValue("Allow")).contains("DELETE, GET");
    }

    @Test
    void refusesAMalformedBody() {
        String start = "{\"type\":\"urn:isolario:problem:malformed-body\",\"title\":\"Malformed body\",\"status\":400,"
                + "\"detail\":\"";
        String end = "\",\"reason\":\"malformed-body\"}";

        assertProblem(
                caller.post(API, "{\"name\":"),
                400,
                start + "The body is not a JSON object: Unexpected end at character 8. Send {\\\"name\\\": ..,"
                        + " \\\"isolation\\\": ..}, or no body at all." + end);
        assertProblem(
                caller.post(API, "{\"name\":7}"),
                400,
                start + "\\\"name\\\" is not a string. Send a string, or leave it out." + end);
        assertProblem(
                caller.post(API, "{\"name\":\" \"}"),
                400,
                start + "\\\"name\\\" is blank. Give the name of the test, or leave it out." + end);
        assertProblem(
                caller.post(API, "{\"isolation\":\"DATABASE\"}"),
                400,
                start
                        + "\\\"isolation\\\" is neither \\\"transaction\\\" nor \\\"database\\\". Send one of them, or leave"
                        + " it out." + end);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void saysWhyNoSandboxCanBeOpened() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));
        stubs.broken = true;

        HttpResponse<String> response = caller.post(API, "{\"name\":\"ana\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .matches(
                        "\\{\"type\":\"urn:isolario:problem:not-opened\",\"title\":\"Sandbox not opened\",\"status\":503,"
                                + "\"detail\":\"Sandbox .* was not opened: resource .* failed: .* no port is free\\..*\","
                                + "\"reason\":\"not-opened\",\"holders\":\\[\\]\\}");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(caller.post("/sandbox", "").statusCode()).isEqualTo(503);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertProblem(
                caller.post(API, " ".repeat(64 * 1024) + "{}"),
                413,
                "{\"type\":\"urn:isolario:problem:too-large\",\"title\":\"Body too large\",\"status\":413,\"detail\":"
                        + "\"The body has more than 65536 bytes. Send {\\\"name\\\": .., \\\"isolation\\\": ..}, or no body"
                        + " at all.\",\"reason\":\"too-large\"}");
        assertThat(caller.post(API, " ".repeat(64 * 1024 - 2) + "{}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void answersLoopbackAddressesOnly() {
        assertProblem(
                caller.post(API, "", "X-Test-Remote-Address", "10.1.2.3"),
                403,
                "{\"type\":\"urn:isolario:problem:not-loopback\",\"title\":\"Not a loopback address\",\"status\":403,"
                        + "\"detail\":\"The HTTP API of sandboxes answers loopback addresses only, and this request comes"
                        + " from, through or to \\\"10.1.2.3\\\". Call it from the machine of the application, or set a"
                        + " secret (SandboxFilter.Builder.secret) and send it in the header X-Isolario-Key.\","
                        + "\"reason\":\"not-loopback\"}");
        assertThat(caller.post(API, "", "X-Test-Remote-Address", "::1").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Test-Local-Address | 10.1.2.3",
                "X-Forwarded-For      | 203.0.113.7",
                "X-Forwarded-For      | 127.0.0.1, 203.0.113.7",
                "X-Forwarded-For      | unknown",
                "X-Real-IP            | 203.0.113.7",
                "Forwarded            | for=203.0.113.7;proto=http",
                "Forwarded            | for=127.0.0.1, for=\"[2001:db8::7]:4711\"",
                "Forwarded            | proto=https",
            })
    void isNotFooledByAProxyOfThisMachine(String header, String value) {
        assertThat(caller.post(API, "", header, value).statusCode()).isEqualTo(403);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 127.0.0.1, 203.0.113.7",
                "Forwarded       | for=127.0.0.1, for=203.0.113.7",
            })
    void isNotFooledByAFilterThatHasTakenTheAddressFromAHeader(String header, String value) {
        HttpResponse<String> response = caller.post(
                API, "", header, value, "X-Test-Hidden-Header", header, "X-Test-Remote-Address", "127.0.0.1");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("comes from, through or to \\\"203.0.113.7\\\"");
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 127.0.0.1, ::1",
                "X-Forwarded-For | 127.0.0.1:52000",
                "Forwarded       | for=\"[::1]:4711\";by=127.0.0.1",
            })
    void answersWhoeverAProxyOfThisMachineSaysIsOfThisMachineToo(String header, String value) {
        assertThat(caller.post(API, "", header, value).statusCode()).isEqualTo(201);
    }

    @Test
    void answersWhoeverKnowsTheSecret() throws Exception {
        restart(filter -> filter.secret("Sesame").phoenixPath("/sandbox"));

        assertProblem(
                caller.post(API, ""),
                401,
                "{\"type\":\"urn:isolario:problem:no-key\",\"title\":\"No key\",\"status\":401,\"detail\":\"The HTTP API of"
                        + " sandboxes is protected by a secret. Send it in the header X-Isolario-Key.\","
                        + "\"reason\":\"no-key\"}");
        assertProblem(
                caller.post(API, "", "X-Isolario-Key", "sesame"),
                403,
                "{\"type\":\"urn:isolario:problem:wrong-key\",\"title\":\"Wrong key\",\"status\":403,\"detail\":\"The header"
                        + " X-Isolario-Key has not the secret that the HTTP API of sandboxes is protected by. Send the"
                        + " value given to SandboxFilter.Builder.secret.\",\"reason\":\"wrong-key\"}");
        assertThat(caller.post("/sandbox", "").statusCode()).isEqualTo(401);
        assertThat(caller.post(API, "", "X-Isolario-Key", "Sesame", "X-Test-Remote-Address", "10.1.2.3")
                        .statusCode())
                .isEqualTo(201);
    }
}
