import { fileURLToPath } from 'node:url';
import { openSandbox, tie } from '@isolario/playwright';
import { createServer } from 'vite';
import { expect, test } from './support/test.js';
import { Visitor } from './support/visitor.js';

test('works through the proxy of a development server, sockets too', async ({ browser }) => {
  const server = await createServer({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'error', server: { port: 0, host: 'localhost' } });
  await server.listen();
  const baseURL = server.resolvedUrls?.local[0] ?? '';
  try {
    const sandbox = await openSandbox({ baseURL, name: 'through a proxy' });
    const context = await browser.newContext({ baseURL });
    await tie(context, sandbox);
    const ana = await new Visitor(await context.newPage()).isMember(sandbox, 'ana');

    await ana.enter('lobby');
    await ana.say('Hello');

    await expect(ana.messages).toHaveText(['ana: Hello']);
    await context.close();
    expect((await sandbox.close()).verdict).toBe('clean');
  } finally {
    await server.close();
  }
});
