import type { TestInfo } from '@playwright/test';
import { IsolarioError, type JournalEntry, type Mail, type Sandbox } from '@isolario/client';

/** Attaches what the back end knows of a failed test: its journal, mails, outstanding work and, where a module brings them, logs. */
export async function attachBackEnd(sandbox: Sandbox, testInfo: TestInfo): Promise<void> {
  await attach(testInfo, 'isolario-journal', async () => (await sandbox.journal()).entries.map(line).join('\n'));
  await attach(testInfo, 'isolario-mails', async () => (await sandbox.mails.list()).map(letter).join('\n\n'));
  await attach(testInfo, 'isolario-tasks', async () => JSON.stringify((await sandbox.tasks()).pending, null, 2));
  await attach(testInfo, 'isolario-logs', async () => text(await sandbox.read('logs')));
}

async function attach(testInfo: TestInfo, name: string, read: () => Promise<string>): Promise<void> {
  let body: string;
  try {
    body = await read();
  } catch (failure) {
    if (failure instanceof IsolarioError && failure.status === 501) {
      return; // No module of the application brings it.
    }
    body = `Could not be read: ${String(failure)}`;
  }
  await testInfo.attach(name, { body, contentType: 'text/plain' });
}

function line(entry: JournalEntry): string {
  return `${entry.number} ${entry.at} ${entry.kind} [${entry.thread}] ${entry.text}`;
}

function letter(mail: Mail): string {
  return `From: ${mail.from}\nTo: ${mail.to.join(', ')}\nSubject: ${mail.subject}\n\n${mail.text || mail.html}`;
}

function text(logs: unknown): string {
  return Array.isArray(logs) ? logs.map(String).join('\n') : JSON.stringify(logs, null, 2);
}
