import { defineConfig } from '@playwright/test';
import { findChromium } from '../../../js/testing/chromium.mjs';

const { path: chromium, missing } = findChromium();

// Each worker reads this file again; the one that starts them says it once.
if (missing && process.env.TEST_WORKER_INDEX === undefined) {
  console.log(missing);
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/playwright',
  fullyParallel: true,
  workers: Number(process.env.WORKERS ?? 4),
  // The first tests meet a forum that has compiled nothing yet, on a machine that may be busy.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['line']],
  globalSetup: './e2e/support/forum.ts',
  projects: [
    { name: 'forum', ...(chromium ? { testIgnore: '**/*.wide.spec.ts' } : { testMatch: '**/client.spec.ts' }) },
    // Each of these takes the whole machine.
    ...(chromium ? [{ name: 'wide', testMatch: '**/*.wide.spec.ts', dependencies: ['forum'], workers: 1 }] : []),
  ],
  use: {
    baseURL: process.env.FORUM_URL,
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
