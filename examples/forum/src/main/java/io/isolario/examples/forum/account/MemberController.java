package io.isolario.examples.forum.account;

import io.isolario.examples.forum.problem.ProblemException;
import io.isolario.examples.forum.session.Authenticated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What members may know about each other. */
@RestController
@RequestMapping("/api/members")
@Authenticated
class MemberController {

    record Member(String login, String displayName, String bio) {}

    private final AccountRepository accounts;

    MemberController(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/{login}")
    Member member(@PathVariable String login) {
        return accounts.findByLogin(login)
                .filter(Account::isActive)
                .map(account -> new Member(account.getLogin(), account.getDisplayName(), account.getBio()))
                .orElseThrow(
                        () -> ProblemException.notFound("member-unknown", "There is no member \"" + login + "\"."));
    }
}
