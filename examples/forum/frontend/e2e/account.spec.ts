import { expect, test } from './support/test.js';

test.beforeEach(async ({ visitor, sandbox, page }) => {
  await visitor.isMember(sandbox, 'ana', 'Ana');
  await page.goto('/rooms');
  await page.getByRole('link', { name: 'Ana' }).click();
  await expect(visitor.heading).toHaveText('Your account');
});

test('changes the display name', async ({ visitor, page }) => {
  await page.getByLabel('Display name').fill('Ana the Great');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(visitor.status).toHaveText('Saved.');
  await expect(page.getByRole('link', { name: 'Ana the Great' })).toBeVisible();
});

test('refuses a blank display name', async ({ page }) => {
  await page.getByLabel('Display name').fill(' ');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.locator('.error')).toHaveText('must not be blank');
});

test('keeps what one says about oneself', async ({ visitor, page }) => {
  await page.getByLabel('About you').fill('I like tea.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(visitor.status).toHaveText('Saved.');

  await page.goto('/account');

  await expect(page.getByLabel('About you')).toHaveValue('I like tea.');
});
