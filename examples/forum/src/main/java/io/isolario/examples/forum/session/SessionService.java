package io.isolario.examples.forum.session;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.session.SessionStore.StoredSession;
import io.isolario.examples.forum.token.Token;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class SessionService {

    public record OpenedSession(String token, Instant expiresAt) {}

    public record SessionView(String login, Instant createdAt, Instant expiresAt) {}

    private static final Logger log = LoggerFactory.getLogger(SessionService.class);

    private final SessionStore sessions;
    private final SessionProperties properties;
    private final Clock clock;

    SessionService(SessionStore sessions, SessionProperties properties, Clock clock) {
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
    }

    public OpenedSession open(long accountId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant expiresAt = now.plus(properties.ttl());
        Token token = Token.random();
        sessions.insert(token.hash(), accountId, now, expiresAt);
        return new OpenedSession(token.secret(), expiresAt);
    }

    @Transactional(readOnly = true)
    public Caller callerOf(String token) {
        return valid(token).caller();
    }

    @Transactional(readOnly = true)
    public SessionView view(String token) {
        StoredSession session = valid(token);
        return new SessionView(session.caller().login(), session.createdAt(), session.expiresAt());
    }

    public void close(String token) {
        sessions.delete(new Token(token).hash());
    }

    public void closeAllOf(long accountId) {
        sessions.deleteAllOf(accountId);
    }

    /** Removes the sessions that have expired and returns their number. */
    public int removeExpired() {
        return sessions.deleteExpired(clock.instant());
    }

    @Scheduled(
            initialDelayString = "${forum.session.clean-up-delay}",
            fixedDelayString = "${forum.session.clean-up-delay}")
    public void cleanUp() {
        log.info("Removed {} expired sessions", removeExpired());
    }

    private StoredSession valid(String token) {
        StoredSession session = sessions.find(new Token(token).hash())
                .orElseThrow(
                        () -> ProblemException.unauthorized("session-unknown", "There is no such session; log in."));
        if (!clock.instant().isBefore(session.expiresAt())) {
            throw ProblemException.unauthorized("session-expired", "The session has expired; log in again.");
        }
        return session;
    }
}
