import type { Opened } from './answers.js';
import { Api, platformFetch, type Fetch } from './api.js';
import { Origins } from './origins.js';
import { Sandbox } from './sandbox.js';

export interface OpenOptions {
  /** Where the application is, with its context path; in a browser, the page's own origin if left out. */
  readonly baseURL?: string;
  /** The name of the test, for every message. */
  readonly name: string;
  /** Other origins of the application that its carrier may be sent to, such as that of a separate API. */
  readonly origins?: readonly string[];
  readonly isolation?: 'database' | 'transaction';
  /** Scenarios to run before the sandbox is handed out; their results are in `opened.scenarioResults`. */
  readonly scenarios?: readonly { readonly name: string; readonly args?: Record<string, unknown> }[];
  /** Times such as `60s`; a `ttl` of `0` is for debugging. */
  readonly ttl?: string;
  readonly maxLifetime?: string;
  readonly drain?: string;
  readonly wait?: string;
  /** The secret of the application, `isolario.http.secret`, if it has one. */
  readonly key?: string;
  readonly fetch?: Fetch;
}

/** Opens a sandbox. Throws an {@link IsolarioError} that says why none could be had. */
export async function openSandbox(options: OpenOptions): Promise<Sandbox> {
  const { baseURL: given, origins = [], key, fetch = platformFetch, ...request } = options;
  const baseURL = given ?? globalThis.location?.origin;
  if (baseURL === undefined) {
    throw new TypeError('openSandbox needs a baseURL outside a browser, such as http://localhost:8080.');
  }
  const api = new Api(baseURL, key, fetch);
  // A repetition by a proxy or a browser gets the same sandbox, not a second one that is never closed.
  const opened = await api.call<Opened>('POST', '/sandboxes', request, { 'Idempotency-Key': uniqueKey() });
  return new Sandbox(opened, api, new Origins(baseURL, origins), baseURL, fetch);
}

function uniqueKey(): string {
  // randomUUID is missing where a page is not served securely.
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
