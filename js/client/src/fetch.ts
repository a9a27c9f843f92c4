import type { Fetch } from './api.js';
import { now, type CarriedNow } from './carried.js';

/** Returns a fetch that sends the carrier to the application only. A header that the caller sets is kept. */
export function carrying(carried: CarriedNow, fetch: Fetch): Fetch {
  return (input, init) => {
    const sandbox = now(carried);
    const url = input instanceof Request ? input.url : input;
    if (sandbox === undefined || !sandbox.origins.cover(url)) {
      return fetch(input, init);
    }
    // As fetch itself has it, headers of init take the place of those of the request.
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    for (const [name, value] of Object.entries(sandbox.headers)) {
      if (!headers.has(name)) {
        headers.set(name, value);
      }
    }
    return fetch(input, { ...init, headers });
  };
}

/** Puts a fetch that carries the sandbox in the place of the global one, and returns how to take it back. */
export function installFetch(carried: CarriedNow, scope: { fetch: Fetch } = globalThis): () => void {
  const original = scope.fetch;
  const installed = carrying(carried, original.bind(scope));
  scope.fetch = installed;
  return () => {
    if (scope.fetch === installed) {
      scope.fetch = original;
    }
  };
}
