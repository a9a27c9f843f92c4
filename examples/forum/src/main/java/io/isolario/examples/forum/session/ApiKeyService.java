package io.isolario.examples.forum.session;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.session.ApiKeyStore.StoredKey;
import io.isolario.examples.forum.token.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class ApiKeyService {

    public record CreatedKey(long id, String label, String key, Instant expiresAt) {}

    public record KeyView(long id, String label, Instant createdAt, Instant expiresAt) {}

    private final ApiKeyStore keys;
    private final ApiKeyProperties properties;
    private final Clock clock;

    ApiKeyService(ApiKeyStore keys, ApiKeyProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    public CreatedKey create(Caller caller, String label, Duration ttl) {
        Duration lifetime = ttl == null ? properties.defaultTtl() : ttl;
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(properties.maxTtl()) > 0) {
            throw ProblemException.unprocessable(
                    "ttl-out-of-range", "The time to live must be positive and at most " + properties.maxTtl() + ".");
        }
        if (keys.exists(caller.accountId(), label)) {
            throw ProblemException.conflict("label-taken", "There is already a key labelled \"" + label + "\".");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Token key = Token.random();
        long id = keys.insert(caller.accountId(), label, key.hash(), now, now.plus(lifetime));
        return new CreatedKey(id, label, key.secret(), now.plus(lifetime));
    }

    @Transactional(readOnly = true)
    public List<KeyView> list(Caller caller) {
        return keys.findByAccount(caller.accountId()).stream()
                .map(key -> new KeyView(key.id(), key.label(), key.createdAt(), key.expiresAt()))
                .toList();
    }

    public void revoke(Caller caller, long id) {
        if (keys.revoke(caller.accountId(), id, clock.instant()) == 0) {
            throw ProblemException.notFound("key-unknown", "You have no key " + id + ".");
        }
    }

    @Transactional(readOnly = true)
    public Caller callerOf(String key) {
        StoredKey stored = keys.findByHash(new Token(key).hash())
                .orElseThrow(() -> ProblemException.unauthorized("api-key-unknown", "There is no such API key."));
        if (stored.revoked()) {
            throw ProblemException.unauthorized("api-key-revoked", "The API key was revoked.");
        }
        if (!clock.instant().isBefore(stored.expiresAt())) {
            throw ProblemException.unauthorized(
                    "api-key-expired", "The API key expired at " + stored.expiresAt() + ".");
        }
        return stored.owner();
    }
}
