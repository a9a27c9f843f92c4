import type { Mail } from './answers.js';
import { IsolarioError } from './errors.js';
import type { Sandbox } from './sandbox.js';

export interface MailFilter {
  readonly to?: string;
  readonly subject?: string;
  /** How long to wait for the work that may send it, such as `5s`. */
  readonly timeout?: string;
}

/** The mails that were sent in a sandbox; none of them left the application. */
export class Mails {
  constructor(private readonly sandbox: Sandbox) {}

  /** Returns what has been sent by now, oldest first. */
  async list(filter: { readonly to?: string } = {}): Promise<readonly Mail[]> {
    const query = filter.to === undefined ? '' : `?to=${encodeURIComponent(filter.to)}`;
    return (await this.sandbox.send<{ mails: Mail[] }>('GET', `/mails${query}`)).mails;
  }

  /** Returns the one mail that fits, once all work of the sandbox has ended: nothing is polled, and none can come later. */
  async waitFor(filter: MailFilter = {}): Promise<Mail> {
    const quiescence = await this.sandbox.quiescence(filter.timeout);
    const all = await this.list(filter.to === undefined ? {} : { to: filter.to });
    const found = all.filter((mail) => filter.subject === undefined || mail.subject === filter.subject);
    const [mail, another] = found;
    if (mail === undefined || another !== undefined) {
      throw new IsolarioError(await this.mismatch(filter, found.length, quiescence.idle), 0, 'no-single-mail');
    }
    return mail;
  }

  private async mismatch(filter: MailFilter, count: number, idle: boolean): Promise<string> {
    const sent = (await this.list()).map((mail) => `\n  "${mail.subject}" to ${mail.to.join(', ')}`);
    const work = idle ? 'all work has ended' : 'work is still outstanding, see tasks()';
    return `${count} mails instead of one for ${JSON.stringify(filter)} in sandbox ${this.sandbox}; ${work}. Sent:${sent.join('') || ' none'}`;
  }
}
