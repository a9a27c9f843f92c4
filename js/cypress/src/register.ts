import { COOKIE, openSandbox, problemsOf, type OpenOptions, type Sandbox } from '@isolario/client';
import type { CypressHost } from './host.js';

/** A sandbox is waited for in a queue, and a database may have to be made for it; the commands of Cypress give up after 4 s. */
const LONGEST_OPENING_MS = 60_000;

export type SandboxOptions = Omit<OpenOptions, 'name'>;

/**
 * Gives each test of Cypress a sandbox: opened before it, carried by a cookie and by a header to the application only, ended after
 * it. Adds the command `cy.sandbox()`, which yields it. Call it once, in the support file.
 */
export function registerSandbox(options: SandboxOptions = {}, host: CypressHost = globalThis as unknown as CypressHost): void {
  const { Cypress, cy } = host;
  let open: Sandbox | undefined;
  let opening: Promise<Sandbox> | undefined;

  Cypress.Commands.add('sandbox', () => cy.wrap(open, { log: false }));

  host.beforeEach(() => {
    const baseURL = options.baseURL ?? Cypress.config('baseUrl') ?? undefined;
    opening = openSandbox({ ...(baseURL === undefined ? {} : { baseURL }), ...options, name: Cypress.currentTest.titlePath.join(' › ') });
    return cy.wrap(opening, { log: false, timeout: LONGEST_OPENING_MS }).then((opened) => {
      const sandbox = opened as Sandbox;
      open = sandbox;
      cy.intercept({ url: addresses(sandbox), middleware: true }, (request) => Object.assign(request.headers, sandbox.headers));
      return cy.setCookie(COOKIE, sandbox.id, { log: false, path: '/', httpOnly: true });
    });
  });

  host.afterEach(function () {
    const sandbox = open;
    const begun = opening;
    open = undefined;
    opening = undefined;
    if (sandbox === undefined) {
      // If it still comes, the test has given up waiting for it, and says why; nothing else would end the sandbox.
      begun?.then((late) => late.close({ outcome: 'failed' })).catch(() => undefined);
      return undefined;
    }
    return cy.wrap(close(sandbox, this.currentTest?.state === 'failed', host), { log: false, timeout: 30_000 });
  });
}

/** Matches what belongs to the application, and nothing of anybody else. */
function addresses(sandbox: Sandbox): RegExp {
  const origins = sandbox.origins.list().map((origin) => origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(${origins.join('|')})(/|$)`);
}

async function close(sandbox: Sandbox, failed: boolean, { Cypress }: CypressHost): Promise<void> {
  if (failed) {
    const { entries } = await sandbox.journal();
    Cypress.log({ name: 'back end', message: entries.map((entry) => `${entry.kind} ${entry.text}`).join('\n') });
  }
  const problems = problemsOf(await sandbox.close({ outcome: failed ? 'failed' : 'passed' }));
  if (problems !== undefined) {
    throw new Error(problems);
  }
}
