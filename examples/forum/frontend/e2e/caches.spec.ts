import { openSandbox, type Sandbox } from '@isolario/playwright';
import { expect, test } from './support/test.js';

/** One profile that goes from one sandbox to the next; without routes, which switch the cache of the browser off. */
test.describe('a browser that goes from sandbox to sandbox', () => {
  test('shows nothing that it keeps of another one', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    const enter = (sandbox: Sandbox) => context.addCookies([{ name: 'isolario', value: sandbox.id, url: baseURL }]);
    const members = () => page.evaluate(() => fetch('/kept/members').then((answer) => answer.text()));
    const [first, second] = [await openSandbox({ baseURL, name: 'first' }), await openSandbox({ baseURL, name: 'second' })];
    await first.create('member', { login: 'ana' });
    await page.goto('/login');

    expect(await members(), 'of the baseline').toBe('[]');
    await enter(first);
    expect(await members()).toBe('["ana"]');
    await first.create('member', { login: 'ben' });
    expect(await members(), 'as the application lets it keep').toBe('["ana"]');
    await enter(second);
    expect(await members()).toBe('[]');

    await context.close();
    await Promise.all([first.close(), second.close()]);
  });

  test('asks again after it was told that one has ended', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    const enter = (sandbox: Sandbox) => context.addCookies([{ name: 'isolario', value: sandbox.id, url: baseURL }]);
    const status = () => page.evaluate(() => fetch('/api/accounts/me').then((answer) => answer.status));
    const [first, second] = [await openSandbox({ baseURL, name: 'first' }), await openSandbox({ baseURL, name: 'second' })];
    await page.goto('/login');
    await enter(first);
    await first.close();

    expect(await status()).toBe(410);
    await enter(second);
    expect(await status(), 'nobody is logged in').toBe(401);

    await context.close();
    await second.close();
  });
});
