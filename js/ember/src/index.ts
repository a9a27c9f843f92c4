import { buildWaiter } from '@ember/test-waiters';
import { hooksWith, type Hooks, type SandboxHooksOptions } from './hooks.js';

export { hooksWith, type Hooks, type SandboxHooksOptions, type Scope, type TestContext } from './hooks.js';
export { BackEnd, type Waiter } from './waiter.js';
export type { Sandbox } from '@isolario/client';

const waiter = buildWaiter('isolario:back-end');

/**
 * Gives each test of a module a sandbox of the back end, as `this.sandbox`; `settled()` waits for the back end too. With the
 * application behind a development server, that server passes `/isolario` on.
 */
export function setupSandbox(hooks: Hooks, options: SandboxHooksOptions = {}): void {
  hooksWith(hooks, options, waiter, globalThis);
}
