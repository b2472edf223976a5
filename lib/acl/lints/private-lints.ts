import type { Report } from '../../rules/report';
import { isWorkerless } from '../always-allowed';
import { exposureHandler } from '../gateway';
import { readCidr } from '../written-cidr';
import { pathOf } from './always-lints';
import type { Analysis } from './analysis';
import { aclRules } from './rules';
import { isPrivate } from './special-ranges';

/** Judges always-allowed ranges that others can have too: private ones on a private gateway, and addresses behind a shared router. */
export function lintPrivateRanges(analysis: Analysis, report: Report): void {
  lintExposedRanges(analysis, report);
  lintSharedRouter(analysis, report);
}

function lintExposedRanges({ situation, always, rule }: Analysis, report: Report): void {
  const handler = exposureHandler(situation);
  if (rule?.action !== 'ALLOW' || handler === undefined) return;
  for (const { cidr, origin } of always.list) {
    const network = readCidr(cidr)?.network;
    if (network === undefined || !isPrivate(network)) continue;
    const { seed, path } = pathOf[origin];
    const message = `${origin} ${cidr} is private: others in the network of exposure class handler "${handler.name ?? ''}" can have such addresses`;
    const fix = 'let nobody else use these addresses in the network of the exposure class';
    report.add(aclRules['ACL-W112'], seed ? '' : path, { value: cidr, message, fix });
  }
}

function lintSharedRouter({ situation }: Analysis, report: Report): void {
  const { type, infrastructureConfig } = situation.shoot.spec?.provider ?? {};
  const router = type === 'openstack' ? routerOf(infrastructureConfig) : undefined;
  if (router === undefined || isWorkerless(situation)) return;
  report.add(aclRules['ACL-W112'], 'spec.provider.infrastructureConfig.networks.router.id', {
    value: router,
    message: 'everybody behind the same router has the egress addresses that are always allowed',
    fix: 'give the shoot a router of its own',
  });
}

function routerOf(config: unknown): string | undefined {
  const id = (config as { networks?: { router?: { id?: unknown } } } | undefined)?.networks?.router?.id;
  return typeof id === 'string' ? id : undefined;
}
