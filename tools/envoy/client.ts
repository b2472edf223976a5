import * as net from 'node:net';
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Connection } from '../../lib/acl/evaluate/connection';

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

/** Connects as the client of a connection: its address travels in a PROXY header, then comes a ClientHello or a CONNECT. */
export async function tryConnection(port: number, connection: Connection): Promise<WireVerdict> {
  const header = connection.proxied === null ? '' : proxyHeader(connection.proxied);
  const localAddress = connection.peer.startsWith('127.') ? connection.peer : undefined;
  return connection.entry === 'sni'
    ? trySni(port, localAddress, Buffer.concat([Buffer.from(header), await clientHello(connection.sni ?? '')]))
    : tryConnect(port, localAddress, header + connectRequest(connection.headers));
}

async function trySni(port: number, localAddress: string | undefined, first: Buffer): Promise<WireVerdict> {
  const { text, end } = await exchange({ port, localAddress, first });
  if (text === greeting) return 'ALLOW';
  return text === '' && end !== 'timeout' ? 'DENY' : `UNCLEAR ${end} ${text.slice(0, 80)}`;
}

async function tryConnect(port: number, localAddress: string | undefined, first: string): Promise<WireVerdict> {
  const { text, end } = await exchange({ port, localAddress, first, tunnel: true });
  if (text.startsWith('HTTP/1.1 200') && text.endsWith(greeting)) return 'ALLOW';
  if (text.startsWith('HTTP/1.1 403') && text.includes('RBAC: access denied')) return 'DENY';
  return `UNCLEAR ${end} ${text.slice(0, 80)}`;
}

interface Exchange {
  readonly port: number;
  readonly localAddress: string | undefined;
  readonly first: string | Buffer;
  /** Sends something more when the answer is a 200, and stops at the end of any other answer. */
  readonly tunnel?: boolean;
}

function exchange({ port, localAddress, first, tunnel = false }: Exchange): Promise<{ text: string; end: string }> {
  return new Promise(resolve => {
    let text = '';
    let opened = false;
    const socket = net.connect({ host: '127.0.0.1', port, ...(localAddress !== undefined && { localAddress }) });
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

/** PROXY protocol version 1. */
function proxyHeader(source: string): string {
  return source.includes(':')
    ? `PROXY TCP6 ${source} 2001:db8::1 40000 443\r\n`
    : `PROXY TCP4 ${source} 192.0.2.250 40000 443\r\n`;
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
