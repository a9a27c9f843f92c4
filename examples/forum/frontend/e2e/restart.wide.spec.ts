import { openSandbox } from '@isolario/playwright';
import { forum } from './support/forum.js';
import { expect, test } from './support/test.js';
import { Visitor } from './support/visitor.js';

test.describe('a forum that is started again', () => {
  test.setTimeout(90_000);

  test('does not know the sandboxes of before', async ({ browser }) => {
    const before = await forum();
    const sandbox = await openSandbox({ baseURL: before.url, name: 'before the restart' });
    const context = await browser.newContext({ baseURL: before.url });
    await context.addCookies([{ name: 'isolario', value: sandbox.id, url: before.url }]);
    const page = await context.newPage();
    await new Visitor(page).register();
    // This forum has compiled nothing yet.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, Ana', { timeout: 30_000 });
    await before.stop();

    const again = await forum(Number(new URL(before.url).port));
    try {
      const response = await page.goto('/register');

      expect(response?.status()).toBe(410);
      await expect(page.locator('body')).toContainText(sandbox.id.slice(0, 8));
      await expect(sandbox.state()).rejects.toMatchObject({ status: 404, reason: 'unknown' });
    } finally {
      await context.close();
      await again.stop();
    }
  });
});
