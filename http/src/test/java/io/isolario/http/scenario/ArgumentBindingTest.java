package io.isolario.http.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What JSON has becomes the record that a scenario takes, or the caller hears of all that is wrong. */
class ArgumentBindingTest {

    enum Mood {
        CALM,
        VERY_BUSY
    }

    record Line(String book, int pieces) {}

    record Everything(
            String text,
            long number,
            BigDecimal price,
            boolean flag,
            Mood mood,
            UUID id,
            Instant at,
            List<Line> lines,
            Map<String, Integer> stock,
            Set<String> tags,
            Optional<LocalDate> due,
            @Nullable String note,
            Object anything) {}

    record Checked(int count) {
        Checked {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative");
            }
        }
    }

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static <A extends Record> Scenario<A> scenario(Class<A> arguments) {
        return Scenario.named("all", arguments, (sandbox, given) -> given);
    }

    @Test
    void makesEveryKindOfValue() {
        Map<String, Object> given = Map.ofEntries(
                Map.entry("text", "a"),
                Map.entry("number", new BigDecimal("9000000000")),
                Map.entry("price", new BigDecimal("1.50")),
                Map.entry("flag", true),
                Map.entry("mood", "very-busy"),
                Map.entry("id", ID),
                Map.entry("at", "2026-11-21T00:00:00Z"),
                Map.entry("lines", List.of(Map.of("book", "b", "pieces", BigDecimal.ONE))),
                Map.entry("stock", Map.of("b", BigDecimal.TEN)),
                Map.entry("tags", List.of("x", "x")),
                Map.entry("anything", List.of(1)));

        assertThat(ArgumentBinding.bind(scenario(Everything.class), given))
                .isEqualTo(new Everything(
                        "a",
                        9_000_000_000L,
                        new BigDecimal("1.50"),
                        true,
                        Mood.VERY_BUSY,
                        UUID.fromString(ID),
                        Instant.parse("2026-11-21T00:00:00Z"),
                        List.of(new Line("b", 1)),
                        Map.of("b", 10),
                        Set.of("x"),
                        Optional.empty(),
                        null,
                        List.of(1)));
    }

    @Test
    void namesAllThatIsWrong() {
        Map<String, Object> given = Map.ofEntries(
                Map.entry("text", 1),
                Map.entry("number", new BigDecimal("1.5")),
                Map.entry("price", "1"),
                Map.entry("flag", "yes"),
                Map.entry("mood", "sad"),
                Map.entry("id", "x"),
                Map.entry("at", List.of()),
                Map.entry("lines", List.of(Map.of("book", "b", "peices", 1), "b")),
                Map.entry("stock", Map.of("b", new BigDecimal("1e99"))),
                Map.entry("tags", Map.of()),
                Map.entry("due", "soon"),
                Map.entry("anything", Optional.empty()));

        assertThatThrownBy(() -> ArgumentBinding.bind(scenario(Everything.class), given))
                .isInstanceOfSatisfying(ScenarioArgumentsException.class, wrong -> assertThat(wrong.problems())
                        .containsExactly(
                                "\"text\" is the number 1, not a text.",
                                "\"number\" is the number 1.5, not an integer.",
                                "\"price\" is the text \"1\", not a number.",
                                "\"flag\" is the text \"yes\", not true or false.",
                                "\"mood\" is the text \"sad\", not one of calm, very-busy.",
                                "\"id\" is the text \"x\", not a text with a UUID.",
                                "\"at\" is an array, not a text with a Instant.",
                                "There is no argument \"lines[0].peices\". Did you mean \"lines[0].pieces\"?",
                                "\"lines[0].pieces\" is missing.",
                                "\"lines[1]\" is the text \"b\", not an object.",
                                "\"stock.b\" is the number 1E+99, not an integer.",
                                "\"tags\" is an object, not an array.",
                                "\"due\" is the text \"soon\", not a text with a LocalDate.",
                                "\"anything\" is missing."));
    }

    @Test
    void passesOnWhatARecordSaysOfItsComponents() {
        assertThatThrownBy(() -> ArgumentBinding.bind(scenario(Checked.class), Map.of("count", -1)))
                .hasMessage("Wrong arguments for scenario \"all\": count is negative. It takes count (an integer).");
    }

    @Test
    void describesArgumentsAsJsonSchema() {
        Map<String, Object> schema = scenario(Everything.class).schema();

        assertThat(schema).containsEntry("additionalProperties", false);
        assertThat(schema.get("required"))
                .isEqualTo(List.of(
                        "text", "number", "price", "flag", "mood", "id", "at", "lines", "stock", "tags", "anything"));
        assertThat(String.valueOf(schema.get("properties")))
                .contains("number={type=integer}")
                .contains("price={type=number}")
                .contains("mood={type=string, enum=[calm, very-busy]}")
                .contains("at={type=string, format=date-time}")
                .contains("stock={type=object, additionalProperties={type=integer}}")
                .contains("lines={type=array, items={type=object");
        assertThat(scenario(NoArguments.class).schema().get("properties")).isEqualTo(Map.of());
    }
}
