import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => path && existsSync(path));

if (!chromium) {
  console.log('No browser tests: there is no Chromium at /usr/bin (apt-get install chromium), and CHROMIUM names none.');
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/playwright',
  fullyParallel: true,
  workers: Number(process.env.WORKERS ?? 4),
  forbidOnly: Boolean(process.env.CI),
  reporter: [['line']],
  globalSetup: './e2e/support/forum.ts',
  projects: [
    { name: 'forum', ...(chromium ? { testIgnore: '**/*.wide.spec.ts' } : { testMatch: '**/client.spec.ts' }) },
    // Each of these takes the whole machine.
    ...(chromium ? [{ name: 'wide', testMatch: '**/*.wide.spec.ts', dependencies: ['forum'], fullyParallel: false }] : []),
  ],
  use: {
    baseURL: process.env.FORUM_URL,
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
