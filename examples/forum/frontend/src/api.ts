import { token } from './session';

export interface Account {
  login: string;
  email: string;
  displayName: string;
  bio: string;
}

export interface Room {
  name: string;
  topic: string;
  isPrivate: boolean;
  owner: string | null;
}

export interface Message {
  id: number;
  author: string | null;
  text: string;
  postedAt: string;
}

export interface Profile {
  login: string;
  name: string | null;
  avatarUrl: string | null;
  publicRepositories: number;
}

/** What the forum answers when it cannot do what it was asked. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly errors: Record<string, string>,
  ) {
    super(detail);
  }
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const present = token();
  if (present) {
    headers.Authorization = `Bearer ${present}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(`/api${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) {
    throw new Refused(response.status, answer?.detail ?? `The forum answered with ${response.status}.`, answer?.errors ?? {});
  }
  return answer as T;
}
