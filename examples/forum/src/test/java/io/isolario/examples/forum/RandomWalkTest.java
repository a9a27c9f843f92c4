package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.suite.BaselineWatch;
import io.isolario.junit.Sandboxed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * A property: whatever two members do to a room, it shows what a plain list would. Members and room are arranged once; each try
 * begins there again, by a reset to a checkpoint.
 */
// Not as the other tests: a bean of the sandbox's own, such as their chat connections, keeps a checkpoint from being
// taken.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(BaselineWatch.class)
@Sandboxed
class RandomWalkTest {

    private static final int TRIES = 120;
    /** This build compares a whole lane with its template whenever it is restored, which takes longer than a try. */
    private static final int TRIES_IN_A_LANE = 12;

    private static final int LONGEST_WALK = 5;

    @LocalServerPort
    int port;

    @Test
    void aRoomShowsWhatAListWould(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");
        ben.join("kitchen");
        List<MobileApi> phones = List.of(ana.mobile(), ben.mobile());
        Message first = phones.get(0).post("kitchen", "welcome");
        int tries = sandbox.isolation() == Isolation.TRANSACTION ? TRIES : TRIES_IN_A_LANE;
        sandbox.checkpoint();

        for (int seed = 0; seed < tries; seed++) {
            new Walk(seed, phones, first).go();

            sandbox.reset();

            assertThat(phones.get(0).messages("kitchen").messages()).containsExactly(first);
        }
    }

    /** One try: random steps, after each of which the room is compared with the list. */
    private static final class Walk {

        private final int seed;
        private final Random random;
        private final List<MobileApi> phones;
        private final List<Written> newestFirst = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();

        /** A message and who wrote it. */
        private record Written(MobileApi author, Message message) {}

        Walk(int seed, List<MobileApi> phones, Message first) {
            this.seed = seed;
            this.random = new Random(seed);
            this.phones = phones;
            newestFirst.add(new Written(phones.get(0), first));
        }

        void go() {
            int length = 1 + random.nextInt(LONGEST_WALK);
            for (int step = 0; step < length; step++) {
                step("step " + step);
                assertThat(phones.get(random.nextInt(2)).messages("kitchen").messages())
                        .as("seed %d after %s", seed, steps)
                        .containsExactlyElementsOf(
                                newestFirst.stream().map(Written::message).toList());
            }
        }

        private void step(String text) {
            int choice = newestFirst.isEmpty() ? 0 : random.nextInt(4);
            switch (choice) {
                case 2 -> edit(random.nextInt(newestFirst.size()), text);
                case 3 -> delete(random.nextInt(newestFirst.size()));
                default -> post(phones.get(random.nextInt(2)), text);
            }
        }

        private void post(MobileApi phone, String text) {
            steps.add("post");
            newestFirst.add(0, new Written(phone, phone.post("kitchen", text)));
        }

        private void edit(int place, String text) {
            steps.add("edit " + place);
            Written old = newestFirst.get(place);
            newestFirst.set(place, new Written(old.author(), old.author().edit(old.message(), text)));
        }

        private void delete(int place) {
            steps.add("delete " + place);
            Written old = newestFirst.remove(place);
            old.author().delete(old.message());
        }
    }
}
