package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.recordSpec;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.recording.SnapshotRecordResult;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappingCollection;
import io.isolario.core.RefusalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files with what a real service has answered, in WireMock's format of stub mappings. */
final class Recording {

    private Recording() {}

    static List<StubMapping> load(Path file, Service service) {
        if (!Files.exists(file)) {
            throw new RefusalException("There is no recording of \"" + service.name() + "\" at " + file
                    + ". Make it by running the test with -Disolario.stubs." + service.name() + ".record=true.");
        }
        try {
            return List.copyOf(Json.read(Files.readString(file), StubMappingCollection.class)
                    .getMappingOrMappings());
        } catch (IOException failed) {
            throw new UncheckedIOException("The recording of \"" + service.name() + "\" cannot be read.", failed);
        }
    }

    /** Writes what was passed on to the real service; the same request again and again becomes a scenario. */
    static void write(Engine engine, Path file) {
        // Bodies stay in the file: WireMock would put some of them into files of the project, beside those of others.
        SnapshotRecordResult recorded = engine.snapshotRecord(recordSpec()
                .makeStubsPersistent(false)
                .extractTextBodiesOver(Long.MAX_VALUE)
                .extractBinaryBodiesOver(Long.MAX_VALUE)
                .build());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.write(recorded));
        } catch (IOException failed) {
            throw new UncheckedIOException("The recording cannot be written to " + file + ".", failed);
        }
    }
}
