package io.isolario.examples.forum.telemetry;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/analytics")
class AnalyticsController {

    private final AnalyticsStore analytics;
    private final TelemetryAggregator telemetry;

    AnalyticsController(AnalyticsStore analytics, TelemetryAggregator telemetry) {
        this.analytics = analytics;
        this.telemetry = telemetry;
    }

    @GetMapping("/rooms/{room}")
    Map<String, Long> countersOf(@PathVariable String room) {
        return analytics.countersOf(room);
    }

    @GetMapping("/throughput")
    TelemetryAggregator.Throughput throughput() {
        return telemetry.throughput();
    }
}
