import { test as base, type APIRequestContext, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import type { Sandbox } from '@isolario/client';
import { tie } from './context.js';
import { closeAfter, openFor, type SandboxOptions } from './lifecycle.js';

export { expect } from '@playwright/test';
export { tie, type Tied } from './context.js';
export { attachBackEnd } from './report.js';
export { closeAfter, openFor, type SandboxOptions } from './lifecycle.js';
export * from '@isolario/client';

export interface SandboxFixtures {
  /** How sandboxes are opened; set it by `use: { sandboxOptions: { .. } }`. The base URL is that of `use` unless it is given here. */
  sandboxOptions: SandboxOptions;
  /** The sandbox of this test. It opens before everything else of the test, and ends after it. */
  sandbox: Sandbox;
  /** Opens one more browser context of the same sandbox, for a second user; it is closed with the test. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
}

/** Playwright's `test`: each test has a sandbox of its own, and `page`, `context` and `request` work inside it. */
export const test = base.extend<SandboxFixtures>({
  sandboxOptions: [{}, { option: true }],

  sandbox: [
    async ({ sandboxOptions, baseURL }, use, testInfo) => {
      const sandbox = await openFor(testInfo, sandboxOptions, baseURL);
      const stop = sandbox.keepAlive();
      await use(sandbox);
      stop();
      await closeAfter(testInfo, sandbox);
    },
    { auto: true },
  ],

  context: async ({ sandbox, context }, use) => {
    await tie(context, sandbox);
    await use(context);
  },

  newContext: async ({ sandbox, browser, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), ...options });
      opened.push(context);
      await tie(context, sandbox);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  request: async ({ sandbox, playwright, baseURL, extraHTTPHeaders }, use) => {
    const request: APIRequestContext = await playwright.request.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      extraHTTPHeaders: { ...extraHTTPHeaders, ...sandbox.headers },
    });
    await use(request);
    await request.dispose();
  },
});
