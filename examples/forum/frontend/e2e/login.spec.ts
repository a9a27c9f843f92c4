import { expect, test } from './support/test.js';
import { ANA } from './support/visitor.js';

test.beforeEach(async ({ sandbox }) => {
  await sandbox.create('member', { login: ANA.login, password: ANA.password, displayName: ANA.displayName });
});

test('logs in', async ({ visitor, page }) => {
  await visitor.logIn(ANA.login, ANA.password);

  await expect(visitor.heading).toHaveText('Rooms');
  await expect(page.getByRole('link', { name: 'Ana' })).toBeVisible();
});

test('refuses a wrong password', async ({ visitor }) => {
  await visitor.logIn(ANA.login, 'battery staple');

  await expect(visitor.alert).toHaveText('Login or password is wrong.');
});

test('refuses an unknown login in the same words', async ({ visitor }) => {
  await visitor.logIn('nobody', ANA.password);

  await expect(visitor.alert).toHaveText('Login or password is wrong.');
});

test('locks an account after five wrong passwords, and says so by mail', async ({ visitor, page, sandbox }) => {
  await visitor.logIn(ANA.login, 'wrong');
  await expect(visitor.alert).toBeVisible();
  for (let i = 0; i < 4; i++) {
    const answered = page.waitForResponse('**/api/sessions');
    await page.getByRole('button', { name: 'Log in' }).click();
    await answered;
  }

  await visitor.logIn(ANA.login, ANA.password);

  await expect(visitor.alert).toHaveText('Too many wrong passwords; the account is locked for a while.');
  const mail = await sandbox.mails.waitFor({ to: 'ana@forum.example' });
  expect(mail.subject).toBe('Your account is locked');
});

test('logs out', async ({ visitor, page }) => {
  await visitor.logIn(ANA.login, ANA.password);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(visitor.heading).toHaveText('Log in');

  await page.goto('/rooms');

  await expect(visitor.heading).toHaveText('Log in');
});

test('keeps a session when the page is loaded again', async ({ visitor, page }) => {
  await visitor.logIn(ANA.login, ANA.password);
  await expect(visitor.heading).toHaveText('Rooms');

  await page.reload();

  await expect(page.getByRole('link', { name: 'Ana' })).toBeVisible();
});

test('gives another tab no session', async ({ visitor, page, context }) => {
  await visitor.logIn(ANA.login, ANA.password);
  await expect(visitor.heading).toHaveText('Rooms');

  const tab = await context.newPage();
  await tab.goto('/rooms');

  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Log in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rooms');
});
