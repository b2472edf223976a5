import { validateObject } from '../../../../lib/api/validate';
import type { ErrorType } from '../../../../lib/core/finding';
import type { KubernetesObject } from '../../../../lib/core/object';
import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../../lib/core/loose';
import { admitShoot, fillShoot } from '../../../../lib/gardener/shoot/admission/admit';
import { isRefused } from '../../../../lib/gardener/shoot/admission/change';
import { shootWorld } from '../../../../lib/gardener/shoot/admission/world';
import { validateShoot } from '../../../../lib/gardener/shoot/validation/shoot';
import { validateShootUpdate } from '../../../../lib/gardener/shoot/validation/update/shoot';
import { shootValidation } from '../../../../lib/gardener/shoot/shoot-validation';
import { Report } from '../../../../lib/rules/report';
import type { AdmissionAnswer, Slip, ValidationAdapter } from '../../validation-adapter';

/** Where upstream's path is a slip and ours is the true one (validation.md 4). */
const slips: readonly Slip[] = [
  { ours: /\.podPidsLimit$/, upstream: '.podPIDsLimit' },
  { ours: /\.(image|node)FS(Available|InodesFree)$/, upstream: '.$1fs$2' },
  { ours: /\.kubernetes\.(cluster|verticalPod)Autoscaler$/, upstream: '.kubernetes.$1AutoScaler' },
  { ours: /^(spec\.provider\.workers\[\d+\])\.clusterAutoscaler/, upstream: '$1.autoscaler' },
  {
    ours: /^(spec\.provider\.workers\[\d+\])\.machineControllerManager/,
    upstream: '$1.machineControllerManagerSettings',
  },
  { ours: /\.cri\.containerRuntimes/, upstream: '.cri.containerruntimes' },
  { ours: /\.exposure\.extension\.type$/, upstream: '.exposure.type' },
  { ours: /\.(sysctls|minAllowed|maxAllowed)\[([^\]]*)\]$/, upstream: '.$1.$2' },
  { ours: /\.(ignoreTaints)$/, upstream: '.$1.IgnoreTaints' },
  { ours: /\.(startupTaints)$/, upstream: '.$1.StartupTaints' },
  { ours: /\.(statusTaints)$/, upstream: '.$1.StatusTaints' },
  { ours: /\.maintenance\.timeWindow$/, upstream: '.maintenance.timeWindow.begin/end' },
  { ours: /(\.hibernation\.schedules\[\d+\])$/, upstream: '$1.start/end' },
  { rule: 'SHOOT-NAME-LENGTH', ours: /^metadata\.(name|generateName)$/, upstream: 'name' },
  {
    rule: 'SHOOT-OPERATION-GONE',
    ours: /\[maintenance\.gardener\.cloud\/operation\]$/,
    upstream: '[gardener.cloud/operation]',
  },
];

/** Webhooks of the extensions judge their configurations; the API server does not look into them. */
const embedded = /\.(providerConfig|infrastructureConfig|controlPlaneConfig)[.[]/;

const decodeTypes: ReadonlySet<ErrorType> = new Set(['decode', 'unknownField', 'duplicateField', 'typeInvalid']);

/** Shoots, as Gardener's API server judges them. */
export const adapter: ValidationAdapter = {
  kinds: ['Shoot core'],
  validate(object, old, context) {
    const schema = validateObject(object, { gardener: context.gardener }).filter(({ path }) => !embedded.test(path));
    // what cannot be decoded is not validated
    if (schema.some(({ type }) => type !== undefined && decodeTypes.has(type))) return schema;
    const report = new Report();
    if (old === undefined) shootValidation.create(object, report, context);
    else shootValidation.update(object, old, report, context);
    return [...schema, ...report.findings];
  },
  admit,
  defaults: (object, context) => withoutStatus(shootValidation.stored(object, context)),
  slips,
};

type Admit = NonNullable<ValidationAdapter['admit']>;

/** Mutating plugins, strategy, validating plugins: what refuses first ends the request. */
function admit(
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  { view, context }: Parameters<Admit>[2],
): AdmissionAnswer {
  const report = new Report();
  const plain = (shoot: KubernetesObject): Loose<Shoot> => shoot as Loose<Shoot>;
  const stored = old && plain(shootValidation.defaults(old, context));
  const change = fillShoot(plain(object), stored, shootWorld(view, ''), report);
  if (change !== undefined) {
    const before = report.findings.length;
    if (stored === undefined) validateShoot(change.shoot, report, context);
    else validateShootUpdate(change.shoot, stored, report, context);
    if (!isRefused(report, before)) admitShoot(change, report, context);
  }
  return { findings: report.findings, object: (change?.shoot ?? object) as unknown as KubernetesObject };
}

/** The vectors leave out what the server alone decides. */
function withoutStatus(object: KubernetesObject): KubernetesObject {
  const { status, ...rest } = object;
  return rest;
}
