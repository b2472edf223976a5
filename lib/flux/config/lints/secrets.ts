import type { Report } from '../../../rules/report';
import { mapAt, textOf } from '../../plain';
import { copiedSecrets, targetNameOf } from '../applied-objects';
import { lintRules as rule } from '../rules';
import { decodeSourceTemplate, isSource, metadataOf } from '../source-template';
import type { Linted } from './linted';

/** The Secrets that are copied to the shoot. */
export function lintSecrets(linted: Linted, report: Report): void {
  lintNamespace(linted, report);
  lintCollisions(linted, report);
}

function lintNamespace({ config, path }: Linted, report: Report): void {
  const source = decodeSourceTemplate(config.source?.template);
  if (!isSource(source) || (config.source?.secretResourceName ?? '') === '') return;
  const { namespace } = metadataOf(source.object);
  if (namespace === config.flux.namespace) return;
  if (textOf(mapAt(source.object, 'spec', 'secretRef')['name']) === '') return;
  report.add(rule['FX-SECRET-NS'], path.child('source', 'template', 'metadata', 'namespace'), {
    value: namespace,
    message: `the Secret is written to ${config.flux.namespace}, the source reads it from ${namespace}`,
  });
}

function lintCollisions({ config, resources, path }: Linted, report: Report): void {
  const seen = new Map<string, string>();
  const additional = config.additionalSecretResources?.length ?? 0;
  for (const [index, secret] of copiedSecrets(config).entries()) {
    const target = targetNameOf(secret, resources);
    const first = seen.get(target);
    const where =
      index < additional
        ? path.child('additionalSecretResources').index(index)
        : path.child('source', 'secretResourceName');
    if (target === '') continue;
    if (first === undefined) seen.set(target, secret.name);
    else
      report.add(rule['FX-SECRET-COLLISION'], where, {
        value: target,
        message: `resource ${secret.name} is copied to Secret ${target}, as ${first} is: they overwrite each other`,
      });
  }
}
