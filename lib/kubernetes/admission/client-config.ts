import type { ServiceReference, WebhookClientConfig } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import { parseGoUrl } from '../../core/go-url';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, isPortNumber } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('apiserver:pkg/util/webhook/validation.go v0.36', {
  'WEBHOOK-CLIENT': {
    reason: 'a webhook is reached by a URL or by a Service, not by both',
    fix: 'set one of clientConfig.url and clientConfig.service',
    source: 'kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36',
  },
  'WEBHOOK-URL': {
    reason: 'the URL of a webhook is https, a host and a path',
    fix: 'write https://host/path',
  },
  'WEBHOOK-SERVICE': 'the Service of a webhook must have a namespace, a name and a port from 1 to 65535',
  'WEBHOOK-PATH': 'the path of a webhook begins with "/", and its parts are DNS names',
});

/** How the API server reaches a webhook. */
export function validateClientConfig(config: Loose<WebhookClientConfig>, path: FieldPath, report: Report): void {
  const { url, service } = config;
  if ((url === undefined) === (service === undefined)) report.required(rule['WEBHOOK-CLIENT'], path);
  else if (url !== undefined) validateUrl(url, path.child('url'), report);
  else validateService(service ?? {}, path.child('service'), report);
}

function validateUrl(text: string, path: FieldPath, report: Report): void {
  const url = parseGoUrl(text);
  if (typeof url === 'string') {
    report.required(rule['WEBHOOK-URL'], path, { message: `a URL ${url}` });
    return;
  }
  // values are those of upstream: the part that is wrong, and never a user, who may come with a password
  const wrong = (value: string, message: string): void => {
    report.invalid(rule['WEBHOOK-URL'], path, value, { message });
  };
  if (url.scheme !== 'https') wrong(url.scheme, 'the scheme must be https');
  if (url.host === '') wrong(url.host, 'a URL must have a host');
  if (url.user !== undefined) wrong('***', 'a URL must not have a user');
  if (url.fragment !== '') wrong(url.fragment, 'a URL must not have a fragment');
  if (url.query !== '') wrong(url.query, 'a URL must not have a query');
}

/** Upstream mistakes the namespace for the name where one of them is empty. */
function validateService(service: Loose<ServiceReference>, path: FieldPath, report: Report): void {
  const { name = '', namespace = '', port = 443, path: route = '' } = service;
  if (name === '') report.required(rule['WEBHOOK-SERVICE'], path.child('name'));
  if (namespace === '') report.required(rule['WEBHOOK-SERVICE'], path.child('namespace'));
  if (!isPortNumber(port)) report.invalid(rule['WEBHOOK-SERVICE'], path.child('port'), port);
  for (const problem of routeProblems(route))
    report.invalid(rule['WEBHOOK-PATH'], path.child('path'), route, { message: `a path ${problem}` });
}

function routeProblems(route: string): readonly string[] {
  if (route === '' || route === '/') return [];
  if (route === '//') return ['must not have an empty part'];
  const [, ...rest] = route;
  const parts = rest.join('').replace(/\/$/, '').split('/');
  return [
    ...(route.startsWith('/') ? [] : ['must begin with "/"']),
    ...parts.flatMap(part =>
      part === ''
        ? ['must not have an empty part']
        : dns1123SubdomainProblems(part).map(problem => `must consist of DNS names: ${part} ${problem}`),
    ),
  ];
}
