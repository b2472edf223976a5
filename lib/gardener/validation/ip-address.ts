import { isIP } from 'node:net';

/** An IPv4 or IPv6 address without a zone, as Go's `net.ParseIP` reads it. */
export function isIPAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
