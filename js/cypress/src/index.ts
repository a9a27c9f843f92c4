import './commands.js';
export { registerSandbox, type SandboxOptions } from './register.js';
export type { CypressHost } from './host.js';
export type * from '@isolario/client';
