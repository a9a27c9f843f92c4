import type { Sandbox } from '@isolario/playwright';
import { expect, test } from './support/test.js';
import { ANA } from './support/visitor.js';

async function activationPath(sandbox: Sandbox): Promise<string> {
  const mail = await sandbox.mails.waitFor({ to: ANA.email, subject: 'Activate your account' });
  const link = new URL(/https:\S+/.exec(mail.text)?.[0] ?? '');
  return link.pathname + link.search;
}

test('says that a mail was sent', async ({ visitor }) => {
  await visitor.register();

  await expect(visitor.heading).toHaveText('Welcome, Ana');
  await expect(visitor.status).toContainText('We have sent a mail to ana@example.org.');
});

test('activates an account by the link of the mail', async ({ visitor, sandbox, page }) => {
  await visitor.register();
  await expect(visitor.heading).toHaveText('Welcome, Ana');

  await page.goto(await activationPath(sandbox));

  await expect(visitor.status).toHaveText('Your account is active, Ana.');
});

test('lets in whose account is active', async ({ visitor, sandbox, page }) => {
  await visitor.register();
  await expect(visitor.heading).toHaveText('Welcome, Ana');
  await page.goto(await activationPath(sandbox));
  await page.getByRole('link', { name: 'Log in' }).click();
  await expect(visitor.heading).toHaveText('Log in');

  await visitor.logIn(ANA.login, ANA.password);

  await expect(visitor.heading).toHaveText('Rooms');
});

test('lets nobody in whose account is not active yet', async ({ visitor }) => {
  await visitor.register();
  await expect(visitor.heading).toHaveText('Welcome, Ana');

  await visitor.logIn(ANA.login, ANA.password);

  await expect(visitor.alert).toHaveText('The account is not activated yet.');
});

test('takes a link of activation once', async ({ visitor, sandbox, page }) => {
  await visitor.register();
  await expect(visitor.heading).toHaveText('Welcome, Ana');
  const path = await activationPath(sandbox);
  await page.goto(path);
  await expect(visitor.status).toContainText('is active');

  await page.goto(path);

  await expect(visitor.status).toHaveText('This activation token was used before.');
});

test('knows no made-up token', async ({ visitor, page }) => {
  await page.goto('/activate?token=made-up');

  await expect(visitor.status).toHaveText('There is no such activation token.');
});

test('refuses a login that is taken', async ({ visitor, sandbox }) => {
  await sandbox.create('member', { login: ANA.login });

  await visitor.register();

  await expect(visitor.alert).toHaveText('The login "ana" is taken.');
});

test('refuses an address that is taken', async ({ visitor, page }) => {
  await visitor.register();
  await expect(visitor.heading).toHaveText('Welcome, Ana');

  await visitor.register({ login: 'another-ana' });

  await expect(visitor.alert).toHaveText('The address ana@example.org belongs to another account.');
  await expect(page.getByRole('button', { name: 'Register' })).toBeEnabled();
});

for (const [what, wrong, error] of [
  ['a login of two letters', { login: 'an' }, 'must be 3 to 32 letters, digits or hyphens, and start with a letter'],
  ['an address without a host', { email: 'ana' }, 'must be a well-formed email address'],
  ['a short password', { password: 'secret' }, 'size must be between 8 and 72'],
  ['no display name', { displayName: '' }, 'must not be blank'],
] as const) {
  test(`refuses ${what}, beside its field`, async ({ visitor, page, sandbox }) => {
    await visitor.register(wrong);

    await expect(page.locator('.error')).toHaveText([error]);
    await sandbox.quiescence();
    expect(await sandbox.mails.list()).toEqual([]);
  });
}
