import { expect, type Sandbox } from '@isolario/playwright';
import { githubUser, type Visitor } from './visitor.js';

interface Shown {
  visitor: Visitor;
  another: Visitor;
  sandbox: Sandbox;
}

/** Each page of the forum, and each state of it that looks different. */
export const PAGES: Record<string, (shown: Shown) => Promise<void>> = {
  'the login': async ({ visitor }) => {
    await visitor.page.goto('/login');
    await expect(visitor.heading).toHaveText('Log in');
  },
  'a refused login': async ({ visitor }) => {
    await visitor.logIn('ana', 'a guess');
    await expect(visitor.alert).toBeVisible();
  },
  'the registration': async ({ visitor }) => {
    await visitor.page.goto('/register');
    await expect(visitor.heading).toHaveText('Register');
  },
  'a refused registration': async ({ visitor }) => {
    await visitor.register({ login: 'an', email: 'ana', password: 'secret', displayName: '' });
    await expect(visitor.page.locator('.error')).toHaveCount(4);
  },
  'the welcome': async ({ visitor }) => {
    await visitor.register();
    await expect(visitor.heading).toHaveText('Welcome, Ana');
  },
  'the activation': async ({ visitor }) => {
    await visitor.page.goto('/activate?token=made-up');
    await expect(visitor.status).toContainText('no such');
  },
  'the rooms': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.create('tea', 'Green, black and white');
    await visitor.create('a-private-room-with-a-long-name-of-forty', 'A topic that is long enough to need more than one line on a narrow screen', true);
    await visitor.page.goto('/rooms');
    await expect(visitor.page.getByRole('list', { name: 'Rooms' }).getByRole('listitem')).toHaveCount(3);
  },
  'no rooms': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.page.route('**/api/rooms', (route) => route.fulfill({ json: [] }));
    await visitor.page.goto('/rooms');
    await expect(visitor.page.getByText('There are no rooms yet.')).toBeVisible();
  },
  'rooms that cannot be read': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.page.route('**/api/rooms', (route) => route.fulfill({ status: 503, json: { detail: 'The forum is being repaired.' } }));
    await visitor.page.goto('/rooms');
    await expect(visitor.alert).toHaveText('The forum is being repaired.');
  },
  'a room where nothing was said': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.enter('lobby');
    await expect(visitor.page.getByText('It is quiet here.')).toBeVisible();
  },
  'a conversation': async ({ visitor, another, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await another.isMember(sandbox, 'ben', 'Ben');
    await visitor.enter('lobby');
    await another.enter('lobby');
    const said = [
      [another, 'Good morning! Is the kettle on?'],
      [another, 'I have brought biscuits.'],
      [visitor, 'It is. Earl Grey or Assam?'],
      [another, 'Assam, please. Thewordthatfollowsistoolongforthelineofanarrowscreenandhastobebrokensomewhere.'],
      [visitor, 'Two minutes. I will write down what we talked about yesterday while it brews, so that everybody can read it here.'],
    ] as const;
    for (const [index, [who, text]] of said.entries()) {
      await who.say(text);
      await expect(visitor.messages).toHaveCount(index + 1);
    }
  },
  'a refused message': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.enter('lobby');
    await visitor.say(' ');
    await expect(visitor.alert).toBeVisible();
  },
  'a room that is not there': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.page.goto('/rooms/secrets');
    await expect(visitor.status).toHaveText('refused');
  },
  'the search for profiles': async ({ visitor }) => {
    await visitor.page.goto('/profiles');
    await expect(visitor.heading).toHaveText('Profiles');
  },
  'a profile': async ({ visitor, sandbox }) => {
    await sandbox.write('stubs', { github: [githubUser('octocat')] });
    await visitor.search('octocat');
    await expect(visitor.page.getByRole('article')).toBeVisible();
  },
  'no profile': async ({ visitor, sandbox }) => {
    await sandbox.write('stubs', { github: [githubUser('octocat', { status: 404 })] });
    await visitor.search('octocat');
    await expect(visitor.alert).toBeVisible();
  },
  'the account': async ({ visitor, sandbox }) => {
    await visitor.isMember(sandbox, 'ana', 'Ana Lindqvist');
    await visitor.page.goto('/account');
    await visitor.page.getByLabel('About you').fill('I like tea.');
    await visitor.page.getByRole('button', { name: 'Save' }).click();
    await expect(visitor.status).toHaveText('Saved.');
  },
  'a page that is not there': async ({ visitor }) => {
    await visitor.page.goto('/login');
    // The forum answers such a path with 404 by itself; within the front end a link may still lead to one.
    await visitor.page.evaluate(() => {
      history.pushState(null, '', '/nowhere');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await expect(visitor.heading).toHaveText('Not found');
  },
};
