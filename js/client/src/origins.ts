/** The origins that a carrier is sent to: the application's, and those that the test has named. No other origin ever gets one. */
export class Origins {
  private readonly allowed: ReadonlySet<string>;

  constructor(
    private readonly base: string,
    others: readonly string[],
  ) {
    this.allowed = new Set([base, ...others].map(originOf));
  }

  /** Returns whether a request to this address may carry the id; an address without a host is one of the page's own origin. */
  cover(address: string | URL): boolean {
    let url: URL;
    try {
      url = new URL(address, globalThis.location?.href ?? this.base);
    } catch {
      return false;
    }
    return this.allowed.has(originOf(url));
  }

  list(): readonly string[] {
    return [...this.allowed];
  }
}

/** WebSockets belong to the origin of the page that they serve. */
function originOf(address: string | URL): string {
  const url = new URL(address);
  const protocol = url.protocol.replace(/^ws/, 'http');
  if (protocol !== 'http:' && protocol !== 'https:') {
    return `${url.protocol}//`;
  }
  return `${protocol}//${url.host}`;
}
