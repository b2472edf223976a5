import type { Gateway } from '../gateway';

/** Where a connection arrives: the pods of a gateway, one of their listeners, one of its filter chains. */
export interface Chain {
  /** Namespace of the gateway's pods and all labels that they carry. */
  readonly gateway: Gateway;
  /** Istio's name, for example `0.0.0.0_9443`; its number answers `portNumber`. */
  readonly listener: string;
  /** `sni`: a TLS chain that is chosen by server name; `http`: the one chain of a plain HTTP listener. */
  readonly entry: 'sni' | 'http';
  /** All server names of the chain; empty for an HTTP listener. */
  readonly serverNames: readonly string[];
}

/** Who connects. */
export interface Client {
  /** Address of the TCP peer. */
  readonly peer: string;
  /** Source address in an accepted PROXY header, or null. */
  readonly proxied: string | null;
}

/** What the client asks for. */
export interface Request {
  /** Server name of the ClientHello. */
  readonly sni: string | null;
  /** Headers of a CONNECT; a header that is sent several times has several values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** One connection with its request. */
export interface Connection extends Chain, Client, Request {}

/** Number of a listener: `0.0.0.0_9443` and `::_9443` are 9443. */
export function listenerPort(listener: string): number {
  return Number(listener.slice(listener.lastIndexOf('_') + 1));
}
