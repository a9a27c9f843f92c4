import { expect, type Sandbox } from '@isolario/playwright';
import type { Locator, Page } from '@playwright/test';

// The same in every test: each has a forum of its own.
export const ANA = { login: 'ana', email: 'ana@example.org', password: 'correct horse', displayName: 'Ana' };

/** Somebody before the forum. */
export class Visitor {
  constructor(readonly page: Page) {}

  async register(who: Partial<typeof ANA> = {}): Promise<void> {
    const { login, email, password, displayName } = { ...ANA, ...who };
    await this.page.goto('/register');
    await this.page.getByLabel('Login').fill(login);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByLabel('Display name').fill(displayName);
    await this.page.getByRole('button', { name: 'Register' }).click();
  }

  async logIn(login: string, password: string): Promise<void> {
    await this.page.goto('/login');
    await this.page.getByLabel('Login').fill(login);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
  }

  /** Is a member, and logged in, without the forms. */
  async isMember(sandbox: Sandbox, login: string, displayName = login): Promise<this> {
    await sandbox.create('member', { login, displayName });
    const { headers } = await sandbox.login(login);
    const token = headers.Authorization?.replace('Bearer ', '') ?? '';
    await this.page.addInitScript((value) => sessionStorage.setItem('forum.token', value), token);
    return this;
  }

  async enter(room: string): Promise<void> {
    await this.page.goto(`/rooms/${room}`);
    await expect(this.status).toHaveText('connected');
  }

  async say(text: string): Promise<void> {
    await this.page.getByLabel('Message', { exact: true }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Creates a room, and is in it afterwards. */
  async create(name: string, topic: string, isPrivate = false): Promise<void> {
    await this.page.goto('/rooms');
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByLabel('Topic').fill(topic);
    await this.page.getByLabel('Private').setChecked(isPrivate);
    await this.page.getByRole('button', { name: 'Create' }).click();
    await expect(this.status).toHaveText('connected');
  }

  async search(name: string): Promise<void> {
    await this.page.goto('/profiles');
    await this.page.getByLabel('GitHub name').fill(name);
    await this.page.getByRole('button', { name: 'Search' }).click();
  }

  get messages(): Locator {
    return this.page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  }

  get status(): Locator {
    return this.page.getByRole('status');
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }
}

/** What GitHub answers in this sandbox, as WireMock's stub mappings. */
export function githubUser(login: string, response: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const body = { login, name: `The ${login}`, public_repos: 8 };
  return {
    request: { method: 'GET', url: `/users/${login}` },
    response: { status: 200, headers: { 'Content-Type': 'application/json' }, jsonBody: body, ...response },
    ...more,
  };
}
