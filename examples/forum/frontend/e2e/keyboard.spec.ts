import type { Page } from '@playwright/test';
import { expect, test } from './support/test.js';
import { ANA, githubUser } from './support/visitor.js';

/** The main flows, without a mouse. */

/** Goes on with the tabulator until an element has the focus, as a visitor does who sees where it is. */
async function tabTo(page: Page, role: 'link' | 'button' | 'textbox' | 'checkbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`The tabulator does not reach the ${role} "${name}".`);
}

test('a visitor registers', async ({ visitor, page }) => {
  await page.goto('/register');

  await tabTo(page, 'textbox', 'Login');
  await page.keyboard.type(ANA.login);
  await tabTo(page, 'textbox', 'E-mail');
  await page.keyboard.type(ANA.email);
  await tabTo(page, 'textbox', 'Password');
  await page.keyboard.type(ANA.password);
  await tabTo(page, 'textbox', 'Display name');
  await page.keyboard.type(ANA.displayName);
  await page.keyboard.press('Enter');

  await expect(visitor.heading).toHaveText('Welcome, Ana');
});

test('a member logs in, enters a room, talks and logs out', async ({ visitor, sandbox, page }) => {
  await sandbox.create('member', { login: ANA.login, password: ANA.password, displayName: ANA.displayName });
  await page.goto('/login');

  await tabTo(page, 'textbox', 'Login');
  await page.keyboard.type(ANA.login);
  await tabTo(page, 'textbox', 'Password');
  await page.keyboard.type(ANA.password);
  await tabTo(page, 'button', 'Log in');
  await page.keyboard.press('Enter');
  await expect(visitor.heading).toHaveText('Rooms');
  await tabTo(page, 'link', 'lobby');
  await page.keyboard.press('Enter');
  await expect(visitor.status).toHaveText('connected');
  await tabTo(page, 'textbox', 'Message');
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await expect(visitor.messages).toHaveText(['ana: Hello']);
  await page.keyboard.press('Home');
  await tabTo(page, 'button', 'Log out');
  await page.keyboard.press('Space');

  await expect(visitor.heading).toHaveText('Log in');
});

test('a member creates a private room', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');
  await page.goto('/rooms');
  await expect(visitor.heading).toHaveText('Rooms');

  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.type('tea');
  await tabTo(page, 'checkbox', 'Private');
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Create');
  await page.keyboard.press('Enter');

  await expect(visitor.heading).toHaveText('tea');
  await expect(visitor.heading).toBeFocused();
});

test('a visitor searches for a profile', async ({ sandbox, page }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat')] });
  await page.goto('/profiles');

  await tabTo(page, 'textbox', 'GitHub name');
  await page.keyboard.type('octocat');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('article')).toContainText('@octocat');
  await expect(page.getByLabel('GitHub name'), 'the focus stays').toBeFocused();
});

test('the first stop of a page leads past the navigation', async ({ page }) => {
  await page.goto('/login');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');

  await expect(page.getByLabel('Login')).toBeFocused();
});

test('what is refused takes the focus to its field, and is read with it', async ({ page }) => {
  await page.goto('/register');
  await tabTo(page, 'button', 'Register');

  await page.keyboard.press('Enter');

  await expect(page.getByLabel('Login')).toBeFocused();
  await expect(page.getByLabel('Login')).toHaveAccessibleDescription(/must be 3 to 32 letters/);
});

test('each stop shows that it has the focus', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');
  await page.goto('/rooms');
  await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();

  for (let stop = 0; stop < 10; stop++) {
    await page.keyboard.press('Tab');

    const outlines = await page.evaluate(() => {
      const focused = document.activeElement!;
      return [getComputedStyle(focused), getComputedStyle(focused, '::after')].map(({ outlineStyle, outlineWidth }) => `${outlineStyle} ${outlineWidth}`);
    });
    expect(outlines).toContain('solid 3px');
  }
});
