package io.isolario.examples.forum.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface AccountRepository extends JpaRepository<Account, Long> {

    Optional<Account> findByLogin(String login);

    Optional<Account> findByEmail(String email);

    boolean existsByLogin(String login);

    boolean existsByEmail(String email);
}
