import type { Catalog, Journal, LoggedIn, Opened, Quiescence, State, Verdict, Work } from './answers.js';
import type { Api, Fetch } from './api.js';
import { carrying } from './fetch.js';
import { Mails } from './mails.js';
import type { Origins } from './origins.js';

type Json = Record<string, unknown>;

export interface CloseOptions {
  /** How the test ended, for the journal and the verdict: `passed`, `failed`. */
  readonly outcome?: string;
  /** How long to wait at least for outstanding work, such as `5s`. */
  readonly drain?: string;
}

/** One test's isolated world in an application. Open it by {@link openSandbox}, close it once. */
export class Sandbox {
  readonly id: string;
  /** The header to send with each request to the application. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mails: Mails;
  private ending: Promise<Verdict> | undefined;

  constructor(
    readonly opened: Opened,
    private readonly api: Api,
    readonly origins: Origins,
    readonly baseURL: string,
    private readonly plainFetch: Fetch,
  ) {
    this.id = opened.id;
    this.headers = { [opened.carriers.header.name]: opened.carriers.header.value };
    this.mails = new Mails(this);
  }

  /** Fetches an address of the application, relative to its base URL, inside the sandbox. Third parties get no carrier. */
  fetch(input: string | URL, init?: RequestInit): Promise<Response> {
    return carrying(this, this.plainFetch)(new URL(input, this.baseURL), init);
  }

  /** Returns an address that carries the sandbox in its path: for webhooks, images and clients that cannot send headers. */
  url(path: string): string {
    return new URL(this.opened.carriers.pathPrefix + path.replace(/^\/?/, '/'), this.baseURL).href;
  }

  /** Runs a scenario that the application's test code has registered, and returns its result. */
  async scenario<T = unknown>(name: string, args: Json = {}): Promise<T> {
    return (await this.send<{ result: T }>('POST', `/scenarios/${encodeURIComponent(name)}`, args)).result;
  }

  /** Creates one record, or one for each element of an array, by a registered factory. */
  create<T = unknown>(factory: string, attributes?: Json): Promise<T>;
  create<T = unknown>(factory: string, attributes: readonly Json[]): Promise<T[]>;
  async create(factory: string, attributes: Json | readonly Json[] = {}): Promise<unknown> {
    const path = `/factories/${encodeURIComponent(factory)}`;
    const answer = await this.send<{ result?: unknown; results?: unknown[] }>('POST', path, attributes);
    return Array.isArray(attributes) ? answer.results : answer.result;
  }

  /** Logs a user in by the registered login; a text is short for `{as: text}`. */
  login(who: string | Json): Promise<LoggedIn> {
    return this.send('POST', '/login', typeof who === 'string' ? { as: who } : who);
  }

  catalog(): Promise<Catalog> {
    return this.api.call('GET', '/catalog');
  }

  /** Waits until all work that the test started has ended; `idle` is false, and `pending` says why, if it takes longer. */
  quiescence(timeout = '5s'): Promise<Quiescence> {
    return this.send('POST', `/quiescence?timeout=${encodeURIComponent(timeout)}`);
  }

  state(): Promise<State> {
    return this.send('GET', '');
  }

  heartbeat(): Promise<void> {
    return this.send('POST', '/heartbeat');
  }

  /**
   * Keeps the sandbox from ending for being idle, as long as this process lives, by a heartbeat each third of that time. Returns
   * how to stop it.
   */
  keepAlive(): () => void {
    if (this.opened.idleTimeoutMs === 0) {
      return () => undefined;
    }
    // The next call reports that the sandbox has ended.
    const beat = () => void this.heartbeat().catch(() => undefined);
    const timer: unknown = setInterval(beat, Math.max(this.opened.idleTimeoutMs / 3, 100));
    (timer as { unref?: () => void }).unref?.();
    return () => clearInterval(timer as number);
  }

  /** Takes everything back to how it was when the sandbox opened. */
  async reset(): Promise<void> {
    await this.send('POST', '/reset');
  }

  async checkpoint(name: string): Promise<void> {
    await this.send('POST', `/checkpoints/${encodeURIComponent(name)}`);
  }

  async restore(name: string): Promise<void> {
    await this.send('POST', `/checkpoints/${encodeURIComponent(name)}/restore`);
  }

  /** What happened in the sandbox, in order; of one kind, or after an entry, if so asked. */
  journal(filter: { kind?: string; after?: number } = {}): Promise<Journal> {
    const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
    return this.send('GET', query.size === 0 ? '/journal' : `/journal?${query}`);
  }

  tasks(): Promise<{ pending: readonly Work[]; delayed: readonly Work[] }> {
    return this.send('GET', '/tasks');
  }

  /** What a part of the sandbox says; 501 `no-logs`, `no-stubs` or `no-clock` if no module of the application brings it. */
  async read<T = unknown>(part: 'logs' | 'stubs' | 'clock'): Promise<T> {
    return (await this.send<{ result: T }>('GET', `/${part}`)).result;
  }

  /** Sets the stubs or the clock of the sandbox. */
  async write<T = unknown>(part: 'stubs' | 'clock', value: Json): Promise<T> {
    return (await this.send<{ result: T }>('PUT', `/${part}`, value)).result;
  }

  /** Runs a part of the test, and notes in the journal of the server when it began and how it ended. */
  async step<T>(name: string, part: () => T | Promise<T>): Promise<T> {
    await this.send('POST', '/steps', { name, status: 'began' });
    let status = 'failed';
    try {
      const result = await part();
      status = 'passed';
      return result;
    } finally {
      await this.send('POST', '/steps', { name, status });
    }
  }

  /**
   * Ends the sandbox and returns the verdict; everything is undone then. Problems are in the verdict, not thrown: see
   * {@link problemsOf}. Closing again returns the same verdict.
   */
  close(options: CloseOptions = {}): Promise<Verdict> {
    const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
    this.ending ??= this.send<Verdict>('DELETE', query.size === 0 ? '' : `?${query}`).catch((failure: unknown) => {
      this.ending = undefined;
      throw failure;
    });
    return this.ending;
  }

  /** Calls the API of this sandbox; the path is that below `/isolario/sandboxes/{id}`. */
  send<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.api.call(method, `/sandboxes/${this.id}${path}`, body);
  }

  toString(): string {
    return `"${this.opened.owner}" (${this.id})`;
  }
}

/** Returns what a verdict complains about, as text for a failing test; undefined if it is clean. */
export function problemsOf(verdict: Verdict): string | undefined {
  if (verdict.verdict === 'clean') {
    return undefined;
  }
  const lines = verdict.problems.map((problem) => `\n- ${problem.kind}: ${problem.message}`);
  return `The sandbox "${verdict.owner}" (${verdict.id}) ended with problems:${lines.join('')}`;
}
