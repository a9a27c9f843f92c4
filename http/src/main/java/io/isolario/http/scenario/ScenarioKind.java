package io.isolario.http.scenario;

/** What a registered {@link Scenario} is for; each kind has names of its own. */
public enum ScenarioKind {
    /** Brings a sandbox into a state that tests start from. */
    SCENARIO,
    /** Makes one thing, or several of its kind in a row. */
    FACTORY,
    /** Logs somebody in; there is at most one. */
    LOGIN
}
