import { errorOf, IsolarioError } from './errors.js';

export type Fetch = typeof globalThis.fetch;

/** The fetch of the platform, before anybody has put another in its place. */
export const platformFetch: Fetch = globalThis.fetch?.bind(globalThis);

/** Calls below `/isolario` of one application. */
export class Api {
  constructor(
    private readonly baseURL: string,
    private readonly key: string | undefined,
    private readonly fetch: Fetch,
  ) {}

  url(path: string): string {
    return `${this.baseURL.replace(/\/+$/, '')}/isolario${path}`;
  }

  /** Returns what the server answers, read as JSON; undefined if it answers nothing. */
  async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const call = `${method} ${this.url(path)}`;
    const response = await this.send(call, method, path, body, headers);
    const text = await response.text();
    const answer = parsed(text);
    if (!response.ok || (answer === undefined && text !== '')) {
      throw errorOf(call, response.status, answer ?? text);
    }
    return answer as T;
  }

  private async send(call: string, method: string, path: string, body: unknown, headers: Record<string, string>) {
    try {
      return await this.fetch(this.url(path), {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(this.key === undefined ? {} : { 'X-Isolario-Key': this.key }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new IsolarioError(`${call} had no answer: ${reasonOf(cause)}. Does the application run there?`, 0, 'no-answer', undefined, { cause });
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}
