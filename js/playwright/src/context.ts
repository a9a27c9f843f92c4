import type { BrowserContext } from '@playwright/test';
import { COOKIE, type Carried, type Origins } from '@isolario/client';

/** What a browser context is tied to. */
export interface Tied extends Carried {
  readonly origins: Pick<Origins, 'cover' | 'list'>;
}

/**
 * Makes all that a browser context sends to the application carry a sandbox: by a cookie (navigations, images, EventSource,
 * WebSocket handshakes, service workers) and by a header (so that a page that clears its cookies stays in its sandbox). Neither
 * goes to third parties.
 */
export async function tie(context: BrowserContext, sandbox: Tied): Promise<void> {
  // As the browser names the headers that it has.
  const ours = Object.fromEntries(Object.entries(sandbox.headers).map(([name, value]) => [name.toLowerCase(), value]));
  await context.addCookies(
    sandbox.origins.list().map((url) => ({ name: COOKIE, value: sandbox.id, url, httpOnly: true, sameSite: 'Lax' as const })),
  );
  await context.route(
    (url) => sandbox.origins.cover(url),
    (route, request) => route.fallback({ headers: { ...request.headers(), ...ours } }),
  );
}
