import type { Origin } from '../../core/finding';
import { valueAt } from '../../core/value-path';
import { originOf, writtenBy, type ExplainedValue, type ExplanationSection } from '../../rules/explanation';
import type { HashInput } from '../pool/hash-input';
import type { TreeShoot } from '../view/shoots';
import type { MachineSize, PoolExplanation, PoolPeak } from './pool';

/** What {@link PoolExplanation} tells, in the order in which one thing follows from the other. */
export function* poolSections(explanation: PoolExplanation, shoot: TreeShoot): Iterable<ExplanationSection> {
  const { nodeAgentSecret, hash, inPlaceHash, error, unknown } = explanation;
  if (error !== undefined) yield { title: 'no machines can be made', values: [{ name: error }] };
  if (unknown.length > 0) yield { title: 'not known', values: unknown.map(name => ({ name })) };
  const valuesOf = (inputs: readonly HashInput[]): ExplainedValue[] =>
    inputs.map(input => inputValue(input, explanation, shoot));
  yield {
    title: 'Secret that configures the nodes, and the inputs of its name in the order in which they are hashed',
    values: [{ name: 'name', value: nodeAgentSecret.name, by: 'gardenlet' }, ...valuesOf(nodeAgentSecret.inputs)],
  };
  if (inPlaceHash !== undefined)
    yield {
      title: 'hash by which nodes are updated in place, and its inputs',
      values: [{ name: 'hash', value: inPlaceHash.digits, by: 'gardenlet' }, ...valuesOf(inPlaceHash.inputs)],
    };
  if (hash !== undefined)
    yield {
      title: 'hash in the names of the machine classes, and its inputs',
      values: [{ name: 'hash', value: hash.digits, by: 'provider-openstack' }, ...valuesOf(hash.inputs)],
    };
  yield* imageSection(explanation, shoot);
  if (explanation.zones.length > 0) yield { title: 'machines by zone', values: zoneValues(explanation) };
  yield { title: 'at most, while the pool rolls', values: peakValues(explanation.peak) };
  yield {
    title: nodeAgentSecret.inputs.length > 0 ? 'what replaces the nodes' : 'what updates the nodes in place',
    values: explanation.rolledBy.map(({ field, why }) => ({ name: field, note: why })),
  };
}

/** An input of a hash with the author of its field: the manifest, admission, or both. */
function inputValue(
  { name, text, origin }: HashInput,
  { filledIn }: PoolExplanation,
  shoot: TreeShoot,
): ExplainedValue {
  const value = { name, value: text };
  const [path = ''] = origin.split(' ');
  if (!/^(?:spec|status)\./.test(path)) return { ...value, by: origin };
  const isWritten = valueAt(shoot.shoot, path) !== undefined;
  const filler = filledIn.find(filled => isBelow(filled.path, path) || isBelow(path, filled.path))?.by;
  const authors = [...(isWritten ? [writtenBy] : []), ...(filler === undefined ? [] : [filler])];
  return { ...value, by: [origin, ...authors].join(', '), ...(isWritten && originOf(shoot.entry, path)) };
}

const isBelow = (path: string, parent: string): boolean =>
  path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);

function* imageSection({ image }: PoolExplanation, { knownProfile }: TreeShoot): Iterable<ExplanationSection> {
  if (image === undefined || knownProfile === undefined) return;
  const place = (path: string): { readonly origin?: Origin } =>
    path.startsWith('status.') ? {} : originOf(knownProfile.entry, `spec.providerConfig.${path}`);
  const steps = image.steps.map(({ path, outcome }) => ({ name: path, note: outcome, ...place(path) }));
  if (image.image === undefined) {
    yield { title: 'image', values: [{ name: image.error }, ...steps] };
    return;
  }
  const { name, version, id, image: global } = image.image;
  const by = { region: 'id in the region', name: 'name in all regions', status: 'worker status' }[image.via];
  const found = { name: `${name} ${version}`, value: id ?? global, by: `CloudProfile ${knownProfile.name}, ${by}` };
  yield { title: 'image, and the entries of the profile that were tried for it', values: [found, ...steps] };
}

function zoneValues({ zones }: PoolExplanation): ExplainedValue[] {
  return zones.map(({ zone, machineClass, machineDeployment, minimum, maximum, maxSurge, maxUnavailable }) => ({
    name: zone,
    value: machineClass,
    by: `MachineDeployment ${machineDeployment}`,
    note: `${minimum} to ${maximum} nodes, while rolling up to ${maxSurge} more and ${maxUnavailable} fewer`,
  }));
}

function peakValues({ servers, ports, perMachine, total, volumes, serverGroupMembers }: PoolPeak): ExplainedValue[] {
  const each =
    perMachine.cpu === undefined ? {} : { note: `${sizeText(perMachine)} each, ${sizeText(total)} together` };
  return [
    { name: 'servers', value: servers, ...each },
    { name: 'ports', value: ports },
    ...(volumes === undefined
      ? []
      : [{ name: 'boot volumes', value: volumes.count, note: `${volumes.gigabytes} GB together` }]),
    ...(serverGroupMembers === undefined ? [] : [{ name: 'members of the server group', value: serverGroupMembers }]),
  ];
}

function sizeText({ cpu = '?', memory = '?', gpu = '0' }: MachineSize): string {
  return `${cpu} CPU, ${memory} memory${gpu === '0' ? '' : `, ${gpu} GPU`}`;
}
