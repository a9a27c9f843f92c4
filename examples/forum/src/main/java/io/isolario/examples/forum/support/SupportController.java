package io.isolario.examples.forum.support;

import io.isolario.examples.forum.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/support/requests")
class SupportController {

    private static final Logger log = LoggerFactory.getLogger(SupportController.class);

    record SupportRequest(@NotBlank String text) {}

    private final SupportDesk desk;

    SupportController(SupportDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void ask(@Valid @RequestBody SupportRequest request) {
        if (!desk.isOpen()) {
            throw ProblemException.conflict(
                    "after-hours", "Nobody is there: the desk is open on working days, 8 to 18.");
        }
        log.info("Somebody asks for help: {}", request.text());
    }
}
