package io.isolario.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.internal.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void writesNestedMembersInOrder() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", "checkout");
        members.put("count", 3);
        members.put("clean", true);
        members.put("problems", List.of(Map.of("kind", "stop"), "x"));
        members.put("none", List.of());

        assertThat(JsonWriter.write(members))
                .isEqualTo("{\"name\":\"checkout\",\"count\":3,\"clean\":true,"
                        + "\"problems\":[{\"kind\":\"stop\"},\"x\"],\"none\":[]}");
    }

    @Test
    void escapesWhatMustBe() {
        assertThat(JsonWriter.write(Map.of("a", "\"\\\n\r\t\u0001\u001f/é€")))
                .isEqualTo("{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\\u001f/é€\"}");
        assertThat(JsonWriter.write(Map.of("a", "\ud83d\ude00 \ud83d")))
                .isEqualTo("{\"a\":\"\\ud83d\\ude00 \\ud83d\"}");
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Map<String, Object> members = Map.of("name", "\"\\\n\r\t\b\f\u0001é€\ud83d\ude00", "list", List.of("a", true));

        assertThat(JsonReader.readObject(JsonWriter.write(members))).isEqualTo(members);
    }

    @Test
    void readsEveryKindOfValue() throws Exception {
        Map<String, Object> read =
                JsonReader.readObject(" {\"s\" : \"\\u00e9\\/\\\"\" ,\n\t\"n\":-1.5e2,\"z\":0,\"t\":true,"
                        + "\"f\":false,\"u\":null,\"a\":[ 1 , [] , {} ],\"o\":{\"p\":\"q\"},\"\":\"\"} ");

        assertThat(read)
                .containsEntry("s", "é/\"")
                .containsEntry("n", new BigDecimal("-1.5e2"))
                .containsEntry("z", BigDecimal.ZERO)
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("u", Optional.empty())
                .containsEntry("a", List.of(BigDecimal.ONE, List.of(), Map.of()))
                .containsEntry("o", Map.of("p", "q"))
                .containsEntry("", "");
        assertThat(JsonReader.readObject("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{; Unexpected end at character 1",
                "[]; No '{' at character 0",
                "{} {}; Something after the object at character 3",
                "{\"a\"}; No ':' at character 4",
                "{\"a\":}; No value at character 5",
                "{\"a\":tru}; No value at character 5",
                "{\"a\":01}; No ',' at character 6",
                "{\"a\":+1}; No value at character 5",
                "{\"a\":NaN}; No value at character 5",
                "{\"a\":1,}; No '\"' at character 7",
                "{,}; No '\"' at character 1",
                "{\"a\":[1,]}; No value at character 8",
                "{\"a\":[1 2]}; No ',' at character 8",
                "{a:1}; No '\"' at character 1",
                "{'a':1}; No '\"' at character 1",
                "{\"a\":\"b}; Unexpected end at character 8",
                "{\"a\":\"\\x\"}; Unknown escape at character 8",
                "{\"a\":\"\\u12g4\"}; No four hexadecimal digits at character 8",
                "{\"a\":\"\\u12; No four hexadecimal digits at character 8",
                "{\"a\":1,\"a\":2}; Member \"a\" for the second time at character 7",
                "{/**/}; No '\"' at character 1",
                "{\"a\":\"\\ud800\"}; Half of a surrogate pair in the string that ends at character 12",
                "{\"a\":\"\\udc00\\ud800\"}; Half of a surrogate pair in the string that ends at character 18",
            })
    void refusesWhatIsNotJson(String text, String message) {
        assertThatThrownBy(() -> JsonReader.readObject(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\":\"\n\"}", "\ufeff{}"})
    void refusesWhatIsNotJsonAndCannotBeSeen(String text) {
        assertThatThrownBy(() -> JsonReader.readObject(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeeply() throws Exception {
        assertThat(JsonReader.readObject("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}"))
                .hasSize(1);
        assertThatThrownBy(() -> JsonReader.readObject("{\"a\":" + "[".repeat(10_000)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("More than 16 levels at character 21");
    }

    @Test
    void readsAnArrayWhereOneMayBe() throws Exception {
        assertThat(JsonReader.readTree(" [{\"a\":1}] ")).isEqualTo(List.of(Map.of("a", BigDecimal.ONE)));
        assertThat(JsonReader.readTree("{}")).isEqualTo(Map.of());
        assertThatThrownBy(() -> JsonReader.readTree("[] []")).hasMessage("Something after the array at character 3");
    }

    @Test
    void refusesANumberThatTakesLongToRead() {
        assertThatThrownBy(() -> JsonReader.readObject("{\"a\":" + "9".repeat(100_000) + "}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("A number of more than 100 characters at character 5");
    }

    @Test
    void writesWhatIsAbsentAsNull() {
        assertThat(JsonWriter.write(Map.of("a", Optional.empty()))).isEqualTo("{\"a\":null}");
    }

    @Test
    void readsManyElementsOfOneLevel() throws Exception {
        List<Object> elements = new ArrayList<>(List.of());
        for (int i = 0; i < 1000; i++) {
            elements.add(Map.of());
        }

        assertThat(JsonReader.readObject(JsonWriter.write(Map.of("a", elements))))
                .containsEntry("a", elements);
    }
}
