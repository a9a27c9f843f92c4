import { openSandbox, tie } from '@isolario/playwright';
import { expect, test } from './support/test.js';
import { Visitor } from './support/visitor.js';

const CROWD = 32;

/** All at once, each in a sandbox of its own: the same login, the same room, and a message that nobody else may read. */
test('keeps 32 browser contexts apart', async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const visits = Array.from({ length: CROWD }, async (_, index) => {
    const sandbox = await openSandbox({ baseURL, name: `one of the crowd, ${index}` });
    const context = await browser.newContext({ baseURL });
    await tie(context, sandbox);
    const visitor = await new Visitor(await context.newPage()).isMember(sandbox, 'ana', `Ana ${index}`);
    return { sandbox, context, visitor, index };
  });
  const crowd = await Promise.all(visits);

  await Promise.all(
    crowd.map(async ({ visitor, index }) => {
      await visitor.page.goto('/rooms/lobby');
      await expect(visitor.status).toHaveText('connected', { timeout: 60_000 });
      await visitor.say(`This is ${index}`);
    }),
  );

  const heard = await Promise.all(
    crowd.map(async ({ visitor, index }) => {
      await expect(visitor.messages.first()).toHaveText(`ana: This is ${index}`, { timeout: 60_000 });
      return [await visitor.messages.allTextContents(), await visitor.page.getByRole('link', { name: /^Ana/ }).textContent()];
    }),
  );
  expect(heard).toEqual(crowd.map(({ index }) => [[`ana: This is ${index}`], `Ana ${index}`]));
  await Promise.all(crowd.map(({ context }) => context.close()));
  const verdicts = await Promise.all(crowd.map(({ sandbox }) => sandbox.close()));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(crowd.map(() => 'clean'));
});
