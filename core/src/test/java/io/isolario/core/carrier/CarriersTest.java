package io.isolario.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.MalformedSandboxIdException;
import io.isolario.core.SandboxId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CarriersTest {

    private static final SandboxId ID = new SandboxId("0123456789abcdef0123456789abcdef");
    private static final SandboxId OLD = new SandboxId("ffffffffffffffffffffffffffffffff");

    private final Carriers carriers = Carriers.standard();
    private final Headers headers = new Headers();

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(Carrier carrier) {
        carriers.inject(OLD, carrier, headers);
        carriers.inject(ID, carrier, headers);

        assertThat(carriers.extract(headers)).contains(new CarriedId(carrier, ID.value()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HEADER     | X-Isolario-Sandbox | 0123456789abcdef0123456789abcdef",
                "BAGGAGE    | baggage            | isolario=0123456789abcdef0123456789abcdef",
                "COOKIE     | Cookie             | isolario=0123456789abcdef0123456789abcdef",
                "USER_AGENT | User-Agent         | isolario/0123456789abcdef0123456789abcdef",
            })
    void writesOneHeader(Carrier carrier, String name, String value) {
        carriers.inject(ID, carrier, headers);

        assertThat(headers.values(name)).containsExactly(value);
    }

    @Test
    void headerCanHaveAnotherName() {
        Carriers named = Carriers.withHeader("X-Island");

        named.inject(ID, Carrier.HEADER, headers);

        assertThat(named.header()).isEqualTo("X-Island");
        assertThat(headers.values("x-island")).containsExactly(ID.value());
        assertThat(named.extract(headers)).contains(new CarriedId(Carrier.HEADER, ID.value()));
        assertThat(carriers.extract(headers)).isEmpty();
    }

    @Test
    void requestWithoutACarrierHasNoId() {
        headers.with("baggage", "user=ana,isolarioish=1")
                .with("Cookie", "session=1; notisolario=2")
                .with("User-Agent", "Mozilla/5.0 (isolario/1)");

        assertThat(carriers.extract(headers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user=ana;secret=1;x , trace=%2C%3D                  | user=ana;secret=1;x,trace=%2C%3D,",
                "a=1,isolario=ffffffffffffffffffffffffffffffff;ttl=3,b=2 | a=1,b=2,",
                "isolario = ffffffffffffffffffffffffffffffff         | ''",
                "Isolario=theirs,isolario-id=theirs                  | Isolario=theirs,isolario-id=theirs,",
                "a=1;isolario=property                               | a=1;isolario=property,",
                "',, ,'                                              | ''",
            })
    void mergesBaggageAndReplacesOnlyOurOldMember(String present, String kept) {
        headers.with("baggage", present);

        carriers.inject(ID, Carrier.BAGGAGE, headers);

        assertThat(headers.values("baggage")).containsExactly(kept + "isolario=" + ID);
        assertThat(carriers.extract(headers)).contains(new CarriedId(Carrier.BAGGAGE, ID.value()));
    }

    @Test
    void carrierIsMergedIntoCookies() {
        headers.with("Cookie", "session=a=b; isolario=" + OLD + ";theme=\"dark\"");

        carriers.inject(ID, Carrier.COOKIE, headers);

        assertThat(headers.values("Cookie")).containsExactly("session=a=b; theme=\"dark\"; isolario=" + ID);
    }

    @Test
    void carrierIsMergedIntoTheUserAgent() {
        headers.with("User-Agent", "Mozilla/5.0 (X11; Linux) isolario/" + OLD + " Safari/1.0");

        carriers.inject(ID, Carrier.USER_AGENT, headers);

        assertThat(headers.values("User-Agent")).containsExactly("Mozilla/5.0 (X11; Linux) Safari/1.0 isolario/" + ID);
    }

    @Test
    void userAgentProductAfterATabIsRead() {
        headers.with("User-Agent", "curl/8\tisolario/" + ID);

        assertThat(carriers.extract(headers)).contains(new CarriedId(Carrier.USER_AGENT, ID.value()));
    }

    @Test
    void carriersArePreferredInTheOrderOfTheirDeclaration() {
        Headers none = headers;
        carriers.inject(id(4), Carrier.USER_AGENT, none);
        assertThat(carriers.extract(none)).contains(new CarriedId(Carrier.USER_AGENT, id(4).value()));
        carriers.inject(id(3), Carrier.COOKIE, none);
        assertThat(carriers.extract(none)).contains(new CarriedId(Carrier.COOKIE, id(3).value()));
        carriers.inject(id(2), Carrier.BAGGAGE, none);
        assertThat(carriers.extract(none)).contains(new CarriedId(Carrier.BAGGAGE, id(2).value()));
        carriers.inject(id(1), Carrier.HEADER, none);
        assertThat(carriers.extract(none)).contains(new CarriedId(Carrier.HEADER, id(1).value()));
    }

    @Test
    void memberIsReadFromSeveralLinesOfBaggage() {
        headers.with("Baggage", "a=1, b=2").with("baggage", " c=3 , isolario = " + ID + " ;p=1");

        assertThat(carriers.extract(headers)).contains(new CarriedId(Carrier.BAGGAGE, ID.value()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Isolario-Sandbox | %s              | %s",
                "baggage            | isolario=%s     | isolario=%s;p=1",
                "Cookie             | isolario=%s; a=1| isolario=%s",
                "User-Agent         | isolario/%s     | curl/8 isolario/%s",
            })
    void takesTheSameIdTwiceAndRefusesTwoIds(String name, String first, String second) {
        Headers same = new Headers().with(name, first.formatted(ID)).with(name, second.formatted(ID));
        Headers two = new Headers().with(name, first.formatted(ID)).with(name, second.formatted(OLD));

        assertThat(carriers.extract(same)).map(CarriedId::text).contains(ID.value());
        assertThat(carriers.extract(two)).map(CarriedId::text).hasValueSatisfying(text -> {
            assertThat(text).isEqualTo(ID + ", " + OLD);
            assertThatThrownBy(() -> SandboxId.parse(text)).isInstanceOf(MalformedSandboxIdException.class);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Isolario-Sandbox | ''",
                "X-Isolario-Sandbox | ../../etc/passwd",
                "baggage            | isolario=",
                "baggage            | isolario==;",
                "baggage            | isolario",
                "baggage            | a=1, isolario ;p=1",
                "Cookie             | isolario=\"0123456789abcdef0123456789abcdef\"",
                "Cookie             | isolario=",
                "Cookie             | a=1; isolario",
                "User-Agent         | isolario/",
                "User-Agent         | curl/8 isolario",
                "User-Agent         | curl/8 Isolario/0123456789abcdef0123456789abcdef",
                "User-Agent         | ISOLARIO/0123456789abcdef0123456789abcdef",
                "User-Agent         | isolario/<script>",
            })
    void handsHostileValuesOverSoThatTheyAreRefusedAndNotIgnored(String name, String value) {
        headers.with(name, value);

        assertThat(carriers.extract(headers)).map(CarriedId::text).hasValueSatisfying(text -> assertThatThrownBy(
                        () -> SandboxId.parse(text))
                .isInstanceOf(MalformedSandboxIdException.class));
    }

    private static SandboxId id(int digit) {
        return new SandboxId(String.valueOf(digit).repeat(32));
    }
}
