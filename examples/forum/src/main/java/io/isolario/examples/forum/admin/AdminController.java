package io.isolario.examples.forum.admin;

import io.isolario.examples.forum.admin.ActivityReports.Report;
import io.isolario.examples.forum.admin.MessageImport.Batch;
import io.isolario.examples.forum.admin.MessageImport.Imported;
import io.isolario.examples.forum.admin.StatisticsService.Statistics;
import io.isolario.examples.forum.session.SessionService;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin")
class AdminController {

    record Removed(int removed) {}

    private final StatisticsService statistics;
    private final ActivityReports reports;
    private final MessageImport messageImport;
    private final SessionService sessions;

    AdminController(
            StatisticsService statistics,
            ActivityReports reports,
            MessageImport messageImport,
            SessionService sessions) {
        this.statistics = statistics;
        this.reports = reports;
        this.messageImport = messageImport;
        this.sessions = sessions;
    }

    @GetMapping("/statistics")
    Statistics statistics() {
        return statistics.statistics();
    }

    @PostMapping("/reports")
    @ResponseStatus(HttpStatus.CREATED)
    Report writeReport(@RequestParam(defaultValue = "P7D") Duration period) {
        return reports.write(period);
    }

    @GetMapping("/reports")
    List<Long> reports() {
        return reports.list();
    }

    @GetMapping("/reports/{id}")
    Report report(@PathVariable long id) {
        return reports.find(id);
    }

    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    Imported importMessages(@Valid @RequestBody Batch batch) {
        return messageImport.run(batch);
    }

    @DeleteMapping("/sessions/expired")
    Removed removeExpiredSessions() {
        return new Removed(sessions.removeExpired());
    }
}
