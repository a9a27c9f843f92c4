import type { TestInfo } from '@playwright/test';
import { openSandbox, problemsOf, type OpenOptions, type Sandbox } from '@isolario/client';
import { attachBackEnd } from './report.js';

export type SandboxOptions = Omit<OpenOptions, 'name'>;

/** Opens the sandbox of a test; under a debugger it does not end for being idle. */
export function openFor(testInfo: TestInfo, options: SandboxOptions, baseURL: string | undefined): Promise<Sandbox> {
  const debugged = testInfo.timeout === 0 || Boolean(process.env['PWDEBUG']);
  const retry = testInfo.retry === 0 ? '' : ` (retry ${testInfo.retry})`;
  return openSandbox({
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(debugged ? { ttl: '0' } : {}),
    ...options,
    name: testInfo.titlePath.join(' › ') + retry,
  });
}

/** Ends the sandbox of a test. A test whose sandbox ends with a problem, late work above all, has failed. */
export async function closeAfter(testInfo: TestInfo, sandbox: Sandbox): Promise<void> {
  const failed = testInfo.status !== testInfo.expectedStatus;
  if (failed) {
    await attachBackEnd(sandbox, testInfo);
  }
  const verdict = await sandbox.close({ outcome: failed ? 'failed' : 'passed' });
  const problems = problemsOf(verdict);
  if (problems !== undefined) {
    await testInfo.attach('isolario-verdict', { body: JSON.stringify(verdict, null, 2), contentType: 'application/json' });
    throw new Error(problems);
  }
}
