import { openSandbox } from '@isolario/playwright';
import { expect, test } from './support/test.js';
import { githubUser } from './support/visitor.js';

const slow = { fixedDelayMilliseconds: 1000 };

test('ends cleanly when the browser navigates away in the middle of a request', async ({ visitor, sandbox, page }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat', slow)] });
  await page.goto('/profiles');
  const sent = page.waitForRequest('**/api/profiles/github/octocat');
  await page.getByLabel('GitHub name').fill('octocat');
  await page.getByRole('button', { name: 'Search' }).click();
  await sent;

  await page.goto('/register');

  await expect(visitor.heading).toHaveText('Register');
  const verdict = await sandbox.close();
  expect(verdict).toMatchObject({ verdict: 'clean', lateWork: [] });
});

test('ends cleanly when the browser closes in the middle of an upload', async ({ sandbox, newContext, baseURL }) => {
  const context = await newContext();
  const page = await context.newPage();
  await page.goto('/register');
  const sent = page.waitForRequest('**/api/accounts');
  // A body that never ends, as HTTP/1.1 without a length cannot be sent by fetch: a large one, over a throttled line.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000 });
  await page.evaluate((url) => void fetch(`${url}/api/accounts`, { method: 'POST', body: 'x'.repeat(2_000_000), headers: { 'Content-Type': 'application/json' } }).catch(() => undefined), baseURL);
  await sent;

  await context.close();

  expect(await sandbox.close()).toMatchObject({ verdict: 'clean', lateWork: [] });
});

test('waits for a request that runs while its sandbox is ended', async ({ sandbox, page }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat', slow)] });
  await page.goto('/profiles');
  const answered = page.waitForResponse('**/api/profiles/github/octocat');
  const sent = page.waitForRequest('**/api/profiles/github/octocat');
  await page.getByLabel('GitHub name').fill('octocat');
  await page.getByRole('button', { name: 'Search' }).click();
  await sent;
  await expect.poll(async () => (await sandbox.state()).pendingWork.length).toBeGreaterThan(0);

  const verdict = await sandbox.close();

  expect((await answered).status()).toBe(200);
  expect(verdict).toMatchObject({ verdict: 'clean', lateWork: [] });
});

test('ends a sandbox once, however often it is asked to', async ({ sandbox, request }) => {
  const first = await request.delete(`/isolario/sandboxes/${sandbox.id}`);
  const second = await request.delete(`/isolario/sandboxes/${sandbox.id}`);

  expect(await first.json()).toMatchObject({ verdict: 'clean', alreadyEnded: false });
  expect([second.status(), await second.json()]).toEqual([200, expect.objectContaining({ verdict: 'clean', alreadyEnded: true })]);
});

test('shows a page that says why to a browser with the cookie of an ended sandbox', async ({ sandbox, page }) => {
  await page.goto('/login');
  await sandbox.close();

  const response = await page.goto('/login');

  expect(response?.status()).toBe(410);
  await expect(page.locator('body')).toContainText(sandbox.id.slice(0, 8));
  await expect(page.locator('body')).toContainText('closed');
});

test('keeps two sandboxes of one browser apart that share its connections', async ({ visitor, sandbox, page, context, baseURL }) => {
  const second = await openSandbox({ baseURL, name: 'the second of one browser' });
  await second.create('member', { login: 'ana', displayName: 'The second Ana' });
  await visitor.isMember(sandbox, 'ana', 'The first Ana');
  const { headers } = await second.login('ana');
  await page.goto('/rooms');
  await expect(page.getByRole('link', { name: 'The first Ana' })).toBeVisible();

  // The page names the second sandbox by the path, on the same kept connections.
  const names = await page.evaluate(
    async ([path, authorization]) => {
      const own = { Authorization: `Bearer ${sessionStorage.getItem('forum.token')}` };
      const read = async (url: string, sent: Record<string, string>) => (await (await fetch(url, { headers: sent })).json()).displayName;
      const names = [];
      for (let i = 0; i < 5; i++) {
        names.push(await read('/api/accounts/me', own));
        names.push(await read(`${path}/api/accounts/me`, { Authorization: authorization }));
      }
      return names;
    },
    [`/isolario/in/${second.id}`, headers.Authorization ?? ''] as const,
  );

  // The header that ties the context contradicts a path of another sandbox: 400, and never the data of either.
  expect(names).toEqual(Array.from({ length: 5 }, () => ['The first Ana', undefined]).flat());
  await context.unrouteAll();
  const response = await page.request.get(`/isolario/in/${second.id}/api/accounts/me`, { headers: { Authorization: headers.Authorization ?? '' } });
  expect(await response.json()).toMatchObject({ displayName: 'The second Ana' });
  expect((await second.close()).verdict).toBe('clean');
});

test('opens a socket again in the same sandbox', async ({ visitor, sandbox, context }) => {
  await visitor.isMember(sandbox, 'ana');
  await visitor.enter('lobby');
  await context.setOffline(true);
  await context.setOffline(false);

  await visitor.enter('lobby');
  await visitor.say('Here again');

  await expect(visitor.messages).toHaveText(['ana: Here again']);
});
