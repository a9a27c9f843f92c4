import { now, type CarriedNow } from './carried.js';

type Xhr = Pick<XMLHttpRequest, 'open' | 'send' | 'setRequestHeader'>;

interface Pending {
  readonly url: string;
  readonly set: Set<string>;
}

/** Makes each XMLHttpRequest to the application carry the sandbox, and returns how to take that back. */
export function installXhr(carried: CarriedNow, type: { prototype: Xhr } = XMLHttpRequest): () => void {
  const { open, send, setRequestHeader } = type.prototype;
  const pending = new WeakMap<Xhr, Pending>();
  type.prototype.open = function (this: Xhr, ...args: unknown[]) {
    pending.set(this, { url: String(args[1]), set: new Set() });
    return (open as (...all: unknown[]) => void).apply(this, args);
  } as Xhr['open'];
  type.prototype.setRequestHeader = function (this: Xhr, name, value) {
    pending.get(this)?.set.add(name.toLowerCase());
    return setRequestHeader.call(this, name, value);
  };
  type.prototype.send = function (this: Xhr, body) {
    const sandbox = now(carried);
    const request = pending.get(this);
    if (sandbox !== undefined && request !== undefined && sandbox.origins.cover(request.url)) {
      for (const [name, value] of Object.entries(sandbox.headers)) {
        // Set twice, a header would have two values.
        if (!request.set.has(name.toLowerCase())) {
          setRequestHeader.call(this, name, value);
        }
      }
    }
    return send.call(this, body);
  };
  return () => Object.assign(type.prototype, { open, send, setRequestHeader });
}
