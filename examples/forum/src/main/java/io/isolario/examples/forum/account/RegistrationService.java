package io.isolario.examples.forum.account;

import io.isolario.examples.forum.account.AccountEvent.ActivationRequested;
import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.token.Token;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class RegistrationService {

    private final AccountRepository accounts;
    private final ActivationTokenRepository tokens;
    private final PasswordEncoder passwords;
    private final AccountProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegistrationService(
            AccountRepository accounts,
            ActivationTokenRepository tokens,
            PasswordEncoder passwords,
            AccountProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    public AccountView register(Registration registration) {
        String login = registration.login().toLowerCase(Locale.ROOT);
        String email = registration.email().toLowerCase(Locale.ROOT);
        if (accounts.existsByLogin(login)) {
            throw ProblemException.conflict("login-taken", "The login \"" + login + "\" is taken.");
        }
        if (accounts.existsByEmail(email)) {
            throw ProblemException.conflict("email-taken", "The address " + email + " belongs to another account.");
        }
        Account account = insert(new Account(
                login, email, passwords.encode(registration.password()), registration.displayName(), clock.instant()));
        requestActivation(account);
        return AccountView.of(account);
    }

    public AccountView activate(String secret) {
        ActivationToken token = tokens.findByTokenHash(new Token(secret).hash())
                .orElseThrow(() -> ProblemException.notFound("token-unknown", "There is no such activation token."));
        if (token.isUsed()) {
            throw ProblemException.conflict("token-used", "This activation token was used before.");
        }
        Instant now = clock.instant();
        if (token.isExpiredAt(now)) {
            throw new ProblemException(
                    HttpStatus.GONE, "token-expired", "This activation token has expired; ask for another mail.");
        }
        token.use(now);
        return AccountView.of(token.getAccount());
    }

    /** Sends another activation mail, and makes the earlier ones worthless. Silent if there is nothing to activate. */
    public void resend(String email) {
        accounts.findByEmail(email.toLowerCase(Locale.ROOT))
                .filter(account -> !account.isActive())
                .ifPresent(account -> {
                    tokens.deleteByAccountAndUsedAtIsNull(account);
                    requestActivation(account);
                });
    }

    private void requestActivation(Account account) {
        Token token = Token.random();
        tokens.save(new ActivationToken(account, token.hash(), clock.instant().plus(properties.activationTtl())));
        events.publishEvent(new ActivationRequested(account.getEmail(), account.getDisplayName(), token.secret()));
    }

    private Account insert(Account account) {
        try {
            return accounts.saveAndFlush(account);
        } catch (DataIntegrityViolationException registeredMeanwhile) {
            throw ProblemException.conflict("account-taken", "The login or address was taken a moment ago.");
        }
    }
}
