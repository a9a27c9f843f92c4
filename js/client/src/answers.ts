/** What the server answers; GET /isolario/openapi.json describes each member. */

export interface Carriers {
  readonly header: { readonly name: string; readonly value: string };
  readonly baggage: string;
  readonly cookie: string;
  readonly userAgentSuffix: string;
  readonly pathPrefix: string;
}

export interface Opened {
  readonly id: string;
  readonly owner: string;
  readonly isolation: string;
  readonly carriers: Carriers;
  readonly idleTimeoutMs: number;
  readonly maxLifetimeMs: number;
  readonly expiresAt?: string;
  readonly waitedMs: number;
  readonly scenarioResults: readonly unknown[];
  readonly warnings: readonly string[];
}

export interface Counters {
  readonly requests: number;
  readonly sql: number;
  readonly mails: number;
}

export interface State {
  readonly id: string;
  readonly owner: string;
  readonly isolation: string;
  readonly state: 'open' | 'draining' | 'ended';
  readonly pendingWork: readonly string[];
  readonly counters: Counters;
}

export interface Verdict {
  readonly id: string;
  readonly owner: string;
  readonly verdict: 'clean' | 'failed';
  readonly outcome?: string;
  readonly reason: string;
  readonly problems: readonly { readonly kind: string; readonly message: string }[];
  readonly leaks: readonly string[];
  readonly lateWork: readonly string[];
  readonly mismatches: readonly string[];
  readonly counters: Counters;
  readonly lifetimeMs: number;
  readonly alreadyEnded: boolean;
}

export interface Work {
  readonly kind: string;
  readonly description: string;
  readonly ageMs: number;
  readonly submittedBy: string;
  readonly submittedAt: readonly string[];
  readonly runningOn?: string;
  readonly runningAt: readonly string[];
}

export interface Quiescence {
  readonly idle: boolean;
  readonly pending: readonly Work[];
  readonly delayed: readonly Work[];
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface JournalEntry {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly thread: string;
  readonly text: string;
}

export interface Journal {
  readonly entries: readonly JournalEntry[];
  readonly dropped: number;
}

export interface LoggedIn {
  readonly setCookies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly result: unknown;
}

export interface ScenarioDescription {
  readonly name: string;
  readonly description: string;
  readonly arguments: unknown;
}

export interface Catalog {
  readonly scenarios: readonly ScenarioDescription[];
  readonly factories: readonly ScenarioDescription[];
  readonly logins: readonly ScenarioDescription[];
}
