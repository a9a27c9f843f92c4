import { expect, test } from './support/test.js';

test('shows the room that every forum has', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');

  await page.goto('/rooms');

  await expect(page.getByRole('list', { name: 'Rooms' }).getByRole('link')).toHaveText(['lobby']);
});

async function create(page: import('@playwright/test').Page, name: string, isPrivate = false): Promise<void> {
  await page.goto('/rooms');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Topic').fill('About tea');
  await page.getByLabel('Private').setChecked(isPrivate);
  await page.getByRole('button', { name: 'Create' }).click();
}

test('opens the room that somebody creates', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');

  await create(page, 'tea');

  await expect(visitor.heading).toHaveText('tea');
  await expect(visitor.status).toHaveText('connected');
  await page.getByRole('link', { name: 'Rooms' }).click();
  await expect(page.getByRole('list', { name: 'Rooms' }).getByRole('listitem')).toHaveText(['lobby Everybody meets here', 'tea About tea']);
});

test('refuses a name with capitals', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');

  await create(page, 'Tea');

  await expect(page.locator('.error')).toHaveText('must be 2 to 40 of a-z, 0-9 and hyphen');
});

test('refuses a name that another room has', async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');

  await create(page, 'lobby');

  await expect(visitor.alert).toHaveText('There is already a room "lobby".');
});

test('hides a private room from others', async ({ visitor, another, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana');
  await another.isMember(sandbox, 'bo');
  await create(page, 'secrets', true);
  await expect(visitor.status).toHaveText('connected');

  await another.page.goto('/rooms');
  await expect(another.page.getByRole('list', { name: 'Rooms' }).getByRole('link')).toHaveText(['lobby']);

  await another.page.goto('/rooms/secrets');
  await expect(another.status).toHaveText('refused');
  await expect(another.alert).toHaveText('There is no room "secrets".');
});

test('asks strangers to log in', async ({ visitor, page }) => {
  await page.goto('/rooms/lobby');

  await expect(visitor.heading).toHaveText('Log in');
});
