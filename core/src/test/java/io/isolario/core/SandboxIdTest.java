package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxIdTest {

    @Test
    void idIsRandomAndParsesBack() {
        SandboxId id = SandboxId.random();

        assertThat(SandboxId.parse(id.toString())).isEqualTo(id);
        assertThat(id.value()).matches("[0-9a-f]{32}").startsWith(id.abbreviated());
        assertThat(id.abbreviated()).hasSize(8);
        assertThat(Stream.generate(SandboxId::random).limit(1000).collect(Collectors.toSet()))
                .hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|``",
                "0123|0123",
                "0123456789ABCDEF0123456789abcdef|0123456789ABCDEF0123456789abcdef",
                "`0123456789abcdef0123456789abcdef\n`|`0123456789abcdef0123456789abcdef?`",
                "`\r\nX-Admin: 1`|`??X-Admin: 1`",
                "<script>é\uD83D\uDE00</script>|<script>??</script>",
            })
    void refusesWhatIsMalformedAndQuotesItHarmlessly(String text, String quoted) {
        assertThatThrownBy(() -> SandboxId.parse(text))
                .isInstanceOf(MalformedSandboxIdException.class)
                .hasMessage(malformed(quoted));
    }

    @Test
    void malformedIdIsQuotedInPart() {
        assertThatThrownBy(() -> SandboxId.parse("a".repeat(100_000)))
                .isInstanceOf(MalformedSandboxIdException.class)
                .hasMessage(malformed("a".repeat(64) + "…"));
    }

    private static String malformed(String quoted) {
        return "Malformed sandbox id \"" + quoted
                + "\": an id is 32 lower-case hexadecimal digits, as returned when the "
                + "sandbox was opened. Send the id unchanged, or open a sandbox to get one.";
    }
}
