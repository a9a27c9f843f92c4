import { COOKIE, openSandbox, problemsOf, type OpenOptions, type Sandbox } from '@isolario/client';
import type { CypressHost } from './host.js';

export type SandboxOptions = Omit<OpenOptions, 'name'>;

/**
 * Gives each test of Cypress a sandbox: opened before it, carried by a cookie and by a header to the application only, ended after
 * it. Adds the command `cy.sandbox()`, which yields it. Call it once, in the support file.
 */
export function registerSandbox(options: SandboxOptions = {}, host: CypressHost = globalThis as unknown as CypressHost): void {
  const { Cypress, cy } = host;
  let open: Sandbox | undefined;

  Cypress.Commands.add('sandbox', () => cy.wrap(open, { log: false }));

  host.beforeEach(() => {
    const baseURL = options.baseURL ?? Cypress.config('baseUrl') ?? undefined;
    const opening = openSandbox({ ...(baseURL === undefined ? {} : { baseURL }), ...options, name: Cypress.currentTest.titlePath.join(' › ') });
    return cy.wrap(opening, { log: false }).then((opened) => {
      const sandbox = opened as Sandbox;
      open = sandbox;
      cy.intercept({ url: addresses(sandbox), middleware: true }, (request) => Object.assign(request.headers, sandbox.headers));
      return cy.setCookie(COOKIE, sandbox.id, { log: false, path: '/', httpOnly: true });
    });
  });

  host.afterEach(function () {
    const sandbox = open;
    open = undefined;
    if (sandbox === undefined) {
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
