/** How an id travels; the rules and their test vectors are in docs/wire-format.md. */

export const HEADER = 'X-Isolario-Sandbox';
export const COOKIE = 'isolario';

/** Returns the value of `baggage` with the id: other members stay in their place, an older id is removed. */
export function withBaggage(present: string | null, id: string): string {
  const others = (present ?? '')
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '' && nameOf(member) !== COOKIE);
  return [...others, `${COOKIE}=${id}`].join(',');
}

function nameOf(member: string): string {
  return (member.split(/[=;]/, 1)[0] ?? '').trim();
}

/** Returns the value of `Cookie` with the id. */
export function withCookie(present: string | null, id: string): string {
  const others = (present ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '' && nameOf(cookie) !== COOKIE);
  return [...others, `${COOKIE}=${id}`].join('; ');
}

/** Returns the value of `User-Agent` with the id as its last product. */
export function withUserAgent(present: string | null, id: string): string {
  const others = (present ?? '').split(/[ \t]+/).filter((product) => product !== '' && !/^isolario(\/|$)/i.test(product));
  return [...others, `${COOKIE}/${id}`].join(' ');
}
