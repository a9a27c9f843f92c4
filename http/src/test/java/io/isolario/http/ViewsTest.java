package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import io.isolario.core.remote.RemotePart;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sees of a sandbox: mails, the journal, and the parts that modules bring. */
class ViewsTest extends EndpointFixture {

    @Override
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder.resource(CapturedMails.resource())
                .resource(SandboxResource.named("times", Times.class, sandbox -> new Times()));
    }

    private static final class Times implements ResourceSession, RemotePart.Clock {

        private volatile String now = "system";

        @Override
        public Object read(Map<String, String> parameters) {
            switch (parameters.getOrDefault("as", "ever")) {
                case "broken" -> throw new IllegalStateException("no time");
                case "wrong" -> throw new IllegalArgumentException("Send as=ever.");
                case "refused" -> throw new RefusalException("There is no agent.");
                case "ended" -> ManagedSandbox.current().orElseThrow().finish();
                case "untellable" -> {
                    return Map.of("now", new Object());
                }
                default -> {}
            }
            ManagedSandbox.current().orElseThrow().requireUsable("tell the time");
            return Map.of(
                    "now",
                    now,
                    "sandbox",
                    ManagedSandbox.current().orElseThrow().owner().label());
        }

        @Override
        public Object write(Map<String, Object> value) {
            if (!(value.get("now") instanceof String text)) {
                throw new IllegalArgumentException("Send {\"now\": ..}.");
            }
            now = text;
            return Map.of("now", now);
        }
    }

    @Test
    void showsTheMailsOfASandbox() {
        String id = open("{\"drain\":\"10ms\"}");
        CapturedMails mails = sandbox(id).session(CapturedMails.class);
        mails.add(new Mail("forum@x", List.of("ana@x"), "Hello", "Hi ana", ""));
        mails.add(new Mail("forum@x", List.of("bob@x"), "Hello", "Hi bob", ""));

        assertThat(get(API + "/" + id + "/mails?to=Bob@x").body())
                .isEqualTo("{\"mails\":[{\"from\":\"forum@x\",\"to\":[\"bob@x\"],\"subject\":\"Hello\",\"text\":"
                        + "\"Hi bob\",\"html\":\"\"}]}");
        assertThat(members(get(API + "/" + id + "/mails")).get("mails"))
                .asInstanceOf(LIST)
                .hasSize(2);
        Work work = sandbox(id).begin(WorkKind.TASK, "sends a mail");
        assertThat(get(API + "/" + id + "/mails").status()).isEqualTo(409);
        work.end();
    }

    @Test
    void showsWhatHappened() {
        String id = open("{}");
        sandbox(id).journal().add(JournalKind.SQL, "select 1");
        sandbox(id).journal().add(JournalKind.REQUEST, "GET / -> 200");

        assertThat(get(API + "/" + id + "/sql").body()).contains("\"text\":\"select 1\"}],\"dropped\":0}");
        assertThat(get(API + "/" + id + "/requests").body()).contains("\"text\":\"GET / -> 200\"}],\"dropped\":0}");
        assertThat(members(get(API + "/" + id + "/journal")).get("entries"))
                .asInstanceOf(LIST)
                .hasSize(3);
        assertThat(get(API + "/" + id + "/journal?kind=stones").status()).isEqualTo(400);
        assertThat(get(API + "/" + id + "/journal?after=x").status()).isEqualTo(400);
        assertThat(get(API + "/" + id + "/tasks").body()).isEqualTo("{\"pending\":[],\"delayed\":[]}");
    }

    @Test
    void readsAndWritesAPartThatAModuleBrings() {
        String id = open("{\"name\":\"ana\"}");

        assertThat(call("PUT", API + "/" + id + "/clock", "{\"now\":\"2026-01-01T00:00:00Z\"}")
                        .body())
                .isEqualTo("{\"result\":{\"now\":\"2026-01-01T00:00:00Z\"}}");
        assertThat(members(get(API + "/" + id + "/clock")).get("result"))
                .isEqualTo(Map.of("now", "2026-01-01T00:00:00Z", "sandbox", "ana"));
        ApiResponse wrong = call("PUT", API + "/" + id + "/clock", "{}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(detail(wrong)).isEqualTo("Send {\"now\": ..}.");
        assertThat(detail(get(API + "/" + id + "/clock?as=broken")))
                .isEqualTo("The clock failed: java.lang.IllegalStateException: no time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken     | 500 | part-failed | The clock failed: java.lang.IllegalStateException: no time",
                "untellable | 500 | part-failed | The clock failed: java.lang.IllegalArgumentException: A java.lang.Object is nothing that JSON has. Return records, maps, lists, texts, numbers, booleans, enums or times.",
                "wrong      | 422 | wrong-value | Send as=ever.",
                "refused    | 409 | refused     | There is no agent.",
            })
    void saysWhyAPartCannotBeHad(String as, int status, String reason, String detail) {
        ApiResponse answer = get(API + "/" + open("{}") + "/clock?as=" + as);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(members(answer).get("reason")).isEqualTo(reason);
        assertThat(detail(answer)).isEqualTo(detail);
    }

    @Test
    void saysThatTheSandboxOfAPartHasEndedMeanwhile() {
        ApiResponse answer = get(API + "/" + open("{}") + "/clock?as=ended");

        assertThat(answer.status()).isEqualTo(410);
        assertThat(members(answer).get("reason")).isEqualTo("closed");
    }

    @ParameterizedTest
    @CsvSource({"GET,logs,Logs", "GET,stubs,Stubs", "PUT,stubs,Stubs"})
    void saysHowAModuleBringsAPartThatIsNotThere(String method, String part, String type) {
        String id = open("{}");

        ApiResponse answer = call(method, API + "/" + id + "/" + part, "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(detail(answer))
                .isEqualTo(
                        "No module of this application brings the " + part + " of a sandbox. A module brings them by a"
                                + " resource whose session implements RemotePart." + type + ".");
    }

    @Test
    void notesTheStepsOfATest() {
        String id = open("{}");

        assertThat(post(API + "/" + id + "/steps", "{\"name\":\"pays\",\"status\":\"passed\"}")
                        .status())
                .isEqualTo(202);
        assertThat(post(API + "/" + id + "/steps", "{}").status()).isEqualTo(400);
        assertThat(get(API + "/" + id + "/journal?kind=lifecycle&after=1").body())
                .contains("\"kind\":\"lifecycle\"")
                .contains("\"text\":\"step \\\"pays\\\" passed\"}],\"dropped\":0}");
    }
}
