import { expect, test } from './support/test.js';

test.beforeEach(async ({ visitor, sandbox }) => {
  await visitor.isMember(sandbox, 'ana');
});

test('shows what one says', async ({ visitor }) => {
  await visitor.enter('lobby');

  await visitor.say('Hello');

  await expect(visitor.messages).toHaveText(['ana: Hello']);
});

test('lets two members talk, each in a browser of her own', async ({ visitor, another, sandbox }) => {
  await another.isMember(sandbox, 'bo');
  await visitor.enter('lobby');
  await another.enter('lobby');

  await visitor.say('Hello');
  await expect(another.messages).toHaveText(['ana: Hello']);
  await another.say('Good morning');

  await expect(visitor.messages).toHaveText(['ana: Hello', 'bo: Good morning']);
});

test('shows what was said before one came', async ({ visitor, another, sandbox }) => {
  await another.isMember(sandbox, 'bo');
  await another.enter('lobby');
  await another.say('Is anybody here?');
  await expect(another.messages).toHaveCount(1);

  await visitor.enter('lobby');

  await expect(visitor.messages).toHaveText(['bo: Is anybody here?']);
});

test('keeps what was said when the page is loaded again', async ({ visitor, page }) => {
  await visitor.enter('lobby');
  await visitor.say('Hello');
  await expect(visitor.messages).toHaveCount(1);

  await page.reload();

  await expect(visitor.messages).toHaveText(['ana: Hello']);
});

test('refuses an empty message', async ({ visitor }) => {
  await visitor.enter('lobby');

  await visitor.say(' ');

  await expect(visitor.alert).toHaveText('The text must have 1 to 2000 characters.');
  await expect(visitor.messages).toHaveCount(0);
});

test('keeps what is said in its room', async ({ visitor, another, sandbox, page }) => {
  await another.isMember(sandbox, 'bo');
  await page.goto('/rooms');
  await page.getByLabel('Name').fill('tea');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(visitor.status).toHaveText('connected');
  await another.enter('lobby');

  await visitor.say('Earl Grey');
  await expect(visitor.messages).toHaveCount(1);
  await another.say('Nothing here');

  await expect(another.messages).toHaveText(['bo: Nothing here']);
});

test('shows markup as text', async ({ visitor }) => {
  await visitor.enter('lobby');

  await visitor.say('<img src=x onerror=alert(1)>');

  await expect(visitor.messages).toHaveText(['ana: <img src=x onerror=alert(1)>']);
});

test('keeps the order of many messages', async ({ visitor }) => {
  await visitor.enter('lobby');
  const said = Array.from({ length: 10 }, (_, index) => `message ${index}`);

  for (const text of said) {
    await visitor.say(text);
  }

  await expect(visitor.messages).toHaveText(said.map((text) => `ana: ${text}`));
});

test('handles each message of the socket in the sandbox', async ({ visitor, sandbox }) => {
  await visitor.enter('lobby');
  await visitor.say('Hello');
  await expect(visitor.messages).toHaveCount(1);

  const { idle } = await sandbox.quiescence();
  const { entries } = await sandbox.journal({ kind: 'sql' });

  expect(idle).toBe(true);
  expect(entries.map((entry) => entry.text).filter((text) => text.includes('insert into messages'))).toHaveLength(1);
});
