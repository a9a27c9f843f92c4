package io.isolario.examples.forum.support;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import org.springframework.stereotype.Service;

/** Somebody is there on working days from eight to six. */
@Service
class SupportDesk {

    private static final int OPENS = 8;
    private static final int CLOSES = 18;

    private final Clock clock;

    SupportDesk(Clock clock) {
        this.clock = clock;
    }

    boolean isOpen() {
        LocalDateTime now = LocalDateTime.now(clock);
        boolean weekend = now.getDayOfWeek() == DayOfWeek.SATURDAY || now.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && now.getHour() >= OPENS && now.getHour() < CLOSES;
    }
}
