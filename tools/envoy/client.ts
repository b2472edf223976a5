import * as net from 'node:net';
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { textHeader, type ProxyHeader } from './proxy-header';

const greeting = 'behind the gateway\n';
const timeoutMs = 10_000;

/** What the wire showed; UNCLEAR with what was seen when it was neither. */
export type WireVerdict = 'ALLOW' | 'DENY' | `UNCLEAR ${string}`;

/** A backend that greets whoever sends something. */
export async function startBackend(): Promise<net.Server> {
  const server = net.createServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(greeting));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A client at the gateway's door. */
export interface Door {
  readonly port: number;
  /** What goes ahead of everything else. @default version 1 of the PROXY protocol, nothing without a source */
  readonly header?: ProxyHeader | undefined;
}

/** Connects as the client of a connection: its address travels in a PROXY header, then comes a ClientHello or a CONNECT. */
export async function tryConnection({ port, header = textHeader }: Door, connection: Connection): Promise<WireVerdict> {
  const { peer, proxied, entry, sni, headers } = connection;
  const route = {
    port,
    host: net.isIPv6(peer) ? '::1' : '127.0.0.1',
    localAddress: isLoopback(peer) ? peer : undefined,
  };
  const request = entry === 'sni' ? await clientHello(sni ?? '') : Buffer.from(connectRequest(headers));
  const first = Buffer.concat([header(proxied), request]);
  return entry === 'sni' ? trySni({ ...route, first }) : tryConnect({ ...route, first });
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

async function trySni(attempt: Exchange): Promise<WireVerdict> {
  const { text, end } = await exchange(attempt);
  if (text === greeting) return 'ALLOW';
  return text === '' && end !== 'timeout' ? 'DENY' : `UNCLEAR ${end} ${text.slice(0, 80)}`;
}

async function tryConnect(attempt: Exchange): Promise<WireVerdict> {
  const { text, end } = await exchange({ ...attempt, tunnel: true });
  if (text.startsWith('HTTP/1.1 200') && text.endsWith(greeting)) return 'ALLOW';
  if (text.startsWith('HTTP/1.1 403') && text.includes('RBAC: access denied')) return 'DENY';
  return `UNCLEAR ${end} ${text.slice(0, 80)}`;
}

interface Exchange {
  readonly port: number;
  readonly host: string;
  readonly localAddress: string | undefined;
  readonly first: Buffer;
  /** Sends something more when the answer is a 200, and stops at the end of any other answer. */
  readonly tunnel?: boolean;
}

function exchange({
  port,
  host,
  localAddress,
  first,
  tunnel = false,
}: Exchange): Promise<{ text: string; end: string }> {
  return new Promise(resolve => {
    let text = '';
    let opened = false;
    const socket = net.connect({ host, port, ...(localAddress !== undefined && { localAddress }) });
    const finish = (end: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, end });
    };
    const timer = setTimeout(() => finish('timeout'), timeoutMs);
    socket.on('connect', () => socket.write(first));
    socket.on('data', chunk => {
      text += chunk.toString('latin1');
      if (text.endsWith(greeting)) return finish('greeted');
      if (!tunnel || opened || !text.includes('\r\n\r\n')) return;
      opened = true;
      if (text.startsWith('HTTP/1.1 200')) socket.write('hello');
      else if (answerComplete(text)) finish('answered');
      else opened = false;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    socket.on('close', () => finish('closed'));
  });
}

function answerComplete(text: string): boolean {
  const body = text.indexOf('\r\n\r\n') + 4;
  return text.length >= body + Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
}

function connectRequest(headers: Connection['headers']): string {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map(value => `${name}: ${value}\r\n`),
  );
  return `CONNECT kubernetes.default.svc.cluster.local:443 HTTP/1.1\r\nHost: kubernetes.default.svc.cluster.local:443\r\n${lines.join('')}\r\n`;
}

const hellos = new Map<string, Promise<Buffer>>();

/** A genuine ClientHello, made by Node's own TLS stack. */
function clientHello(serverName: string): Promise<Buffer> {
  const made = hellos.get(serverName) ?? makeClientHello(serverName);
  hellos.set(serverName, made);
  return made;
}

function makeClientHello(serverName: string): Promise<Buffer> {
  return new Promise(resolve => {
    const wire = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        resolve(chunk);
        done();
      },
    });
    const socket = tls.connect({ socket: wire, servername: serverName, rejectUnauthorized: false });
    socket.on('error', () => undefined);
  });
}
