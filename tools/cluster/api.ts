import { Agent, request } from 'node:https';
import { load } from 'js-yaml';
import type { KubernetesObject } from '../../lib/core/object';

/** An object as a server stores it. */
export type Stored = KubernetesObject & {
  readonly status?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
};

/** The answer of an API server that refused a request. */
export class Refused extends Error {
  readonly status: number;

  constructor(what: string, status: number, answer: unknown) {
    const { message } = (answer ?? {}) as { readonly message?: string };
    super(`${what}: ${status} ${message ?? JSON.stringify(answer)}`);
    this.status = status;
  }
}

/** How an API server is reached. */
export interface Address {
  readonly url: string;
  readonly token: string;
  readonly ca: Buffer;
}

/** A client for an API server: server-side apply with strict field validation. */
export class Api {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private readonly address: Address;

  constructor(address: Address) {
    this.address = address;
  }

  get(path: string): Promise<Stored> {
    return this.send('GET', path) as Promise<Stored>;
  }

  /** The object, or undefined when there is none. */
  async find(path: string): Promise<Stored | undefined> {
    try {
      return await this.get(path);
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    }
  }

  async list(path: string): Promise<readonly Stored[]> {
    const { items } = (await this.send('GET', path)) as { readonly items: readonly Stored[] };
    return items;
  }

  /** Writes an object whose path the caller knows, or with `dryRun` only asks whether it would be taken. */
  apply(path: string, object: object, { dryRun = false } = {}): Promise<unknown> {
    const query = `fieldManager=test&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.send('PATCH', `${path}?${query}`, { type: 'application/apply-patch+yaml', body: object });
  }

  merge(path: string, change: object): Promise<unknown> {
    return this.send('PATCH', path, { type: 'application/merge-patch+json', body: change });
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    method: string,
    path: string,
    payload?: { readonly type: string; readonly body: object },
  ): Promise<unknown> {
    const { url, token, ca } = this.address;
    const text = payload === undefined ? '' : JSON.stringify(payload.body);
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(payload && { 'content-type': payload.type, 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, url), { method, headers, ca, agent: this.agent }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const answer = parse(Buffer.concat(chunks).toString('utf8'));
          const { statusCode = 0 } = response;
          if (statusCode < 300) resolve(answer);
          else reject(new Refused(`${method} ${path}`, statusCode, answer));
        });
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }
}

function parse(text: string): unknown {
  try {
    return load(text);
  } catch {
    return text;
  }
}
