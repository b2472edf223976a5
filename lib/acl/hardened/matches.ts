import type { Permission } from '../envoy-filter';

/** Traffic of every chain that serves one shoot only. */
export const anything: Permission = { any: true };

const headers = ['reversed-vpn', 'x-gardener-destination'] as const;

/**
 * CONNECT requests for a shoot, on either port: the services of its namespace, or the socket of its API server where the gateway
 * terminates TLS. `contains`, because up to Envoy 1.37.0 a client that sends the header twice dodges an exact match.
 */
export function tunnelMatch(technicalID: string): Permission {
  const values = [`.${technicalID}.`, `${technicalID}--kube-apiserver-socket`];
  const rules = headers.flatMap(name =>
    values.map((contains): Permission => ({ header: { name, string_match: { contains } } })),
  );
  return { or_rules: { rules } };
}

/**
 * Hosts `<prefix>-<short ID>.<domain>` of a chain that serves the whole domain. The prefix has no dash, so that shoot `db` of project
 * `foo` does not answer for `db` of project `x-foo`.
 */
export function ingressMatch(shortId: string, domain: string): Permission {
  return {
    requested_server_name: { safe_regex: { regex: `[^-.]+-${escapeRegex(shortId)}\\.${escapeRegex(domain)}` } },
  };
}

/** Both RE2 and JavaScript read the result alike. */
function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
