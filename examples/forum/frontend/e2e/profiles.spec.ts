import { expect, test } from './support/test.js';
import { githubUser } from './support/visitor.js';

test('shows the profile that is found', async ({ visitor, sandbox, page }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat', {}, { times: 1 })] });

  await visitor.search('octocat');

  await expect(page.getByRole('article')).toContainText('@octocat, 8 public repositories');
});

test('shows the name that this test has given the same user', async ({ visitor, sandbox, page }) => {
  const jsonBody = { login: 'octocat', name: 'Somebody else', public_repos: 0 };
  await sandbox.write('stubs', { github: [githubUser('octocat', { jsonBody })] });

  await visitor.search('octocat');

  await expect(page.getByRole('article').getByRole('heading')).toHaveText('Somebody else');
});

test('says so when there is no such user', async ({ visitor, sandbox }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat', { status: 404 })] });

  await visitor.search('octocat');

  await expect(visitor.alert).toHaveText('GitHub knows no "octocat".');
});

test('says so when GitHub is broken', async ({ visitor, sandbox }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat', { status: 503 })] });

  await visitor.search('octocat');

  await expect(visitor.alert).toHaveText('GitHub gave no usable answer.');
});

test('says so when GitHub breaks the connection', async ({ visitor, sandbox }) => {
  await sandbox.write('stubs', { github: [{ request: { url: '/users/octocat' }, response: { fault: 'CONNECTION_RESET_BY_PEER' } }] });

  await visitor.search('octocat');

  await expect(visitor.alert).toHaveText('GitHub gave no usable answer.');
});

test('searches again', async ({ visitor, sandbox, page }) => {
  await sandbox.write('stubs', { github: [githubUser('octocat'), githubUser('hubot')] });
  await visitor.search('octocat');
  await expect(page.getByRole('article')).toContainText('@octocat');

  await page.getByLabel('GitHub name').fill('hubot');
  await page.getByRole('button', { name: 'Search' }).click();

  await expect(page.getByRole('article')).toContainText('@hubot');
  expect(await sandbox.read('stubs')).toMatchObject({ github: { requests: ['GET /users/octocat', 'GET /users/hubot'] } });
});
