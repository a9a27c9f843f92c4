package io.isolario.examples.forum.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ActivationTokenRepository extends JpaRepository<ActivationToken, Long> {

    Optional<ActivationToken> findByTokenHash(String tokenHash);

    void deleteByAccountAndUsedAtIsNull(Account account);
}
