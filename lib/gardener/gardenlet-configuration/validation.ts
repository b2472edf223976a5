import type { GardenletConfiguration, NodeToleration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateSeedTemplate, validateSeedTemplateUpdate } from '../seed/validation';
import { fieldChecks, isCount } from '../../rules/field-checks';
import { validateLeaderElection } from '../validation/leader-election';
import { validateClientConnections } from './validation/client-connections';
import { validateControllers } from './validation/controllers';
import { validateExposureClassHandlers, validateSNI } from './validation/exposure-class-handlers';
import { validateResources } from './validation/resources';

const rule = ruleTable('gardener:pkg/api/config/gardenlet/v1alpha1/validation/validation.go v1.150', {
  'GARDENLETCONFIG-LOG-LEVEL': 'the log level must be one that a gardenlet knows',
  'GARDENLETCONFIG-LOG-FORMAT': 'the log format must be one that a gardenlet knows',
  'GARDENLETCONFIG-NOT-READY-SECONDS': 'the time for which pods stay on a node that is not ready must not be negative',
  'GARDENLETCONFIG-UNREACHABLE-SECONDS': 'the time for which pods stay on an unreachable node must not be negative',
});

/** The rules about a gardenlet configuration that need no file of their own. */
export const gardenletConfigurationRules = Object.values(rule);

type Config = Loose<GardenletConfiguration>;

const logLevels = ['debug', 'info', 'error'];
const logFormats = ['json', 'text'];

const checkNodeToleration = fieldChecks<NodeToleration>({
  defaultNotReadyTolerationSeconds: { rule: rule['GARDENLETCONFIG-NOT-READY-SECONDS'], holds: isCount },
  defaultUnreachableTolerationSeconds: { rule: rule['GARDENLETCONFIG-UNREACHABLE-SECONDS'], holds: isCount },
});

/**
 * A gardenlet configuration (`ValidateGardenletConfiguration`), in a file of its own or below `config` of a Gardenlet or ManagedSeed.
 * Upstream reports log level, log format and leader election without the path of the field that holds the configuration; we name
 * the whole path.
 */
export function validateGardenletConfiguration(config: Config, path: FieldPath, report: Report): void {
  validateClientConnections(config, path, report);
  validateLeaderElection(config.leaderElection, path.child('leaderElection'), report);
  validateControllers(config.controllers ?? {}, path.child('controllers'), report);
  validateLogging(config, path, report);
  if (config.seedConfig !== undefined) validateSeedTemplate(config.seedConfig, path.child('seedConfig'), report);
  validateResources(config.resources, path.child('resources'), report);
  validateSNI(config.sni, path.child('sni'), report);
  validateExposureClassHandlers(config.exposureClassHandlers, path.child('exposureClassHandlers'), report);
  checkNodeToleration(config.nodeToleration ?? {}, path.child('nodeToleration'), report);
}

/** A changed gardenlet configuration against the one before (`ValidateGardenletConfigurationUpdate`): only the seed has fields that stay. */
export function validateGardenletConfigurationUpdate(
  next: Config | undefined,
  old: Config | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (next?.seedConfig === undefined || old?.seedConfig === undefined) return;
  validateSeedTemplateUpdate(next.seedConfig, old.seedConfig, path.child('seedConfig'), report);
}

/** A configuration file, as a gardenlet reads it at start. */
export function validateGardenletConfigurationFile(config: Config, report: Report): void {
  validateGardenletConfiguration(config, FieldPath.root, report);
}

/** A changed configuration file: what the seed may not change, and the new file. */
export function validateGardenletConfigurationFileUpdate(next: Config, old: Config, report: Report): void {
  validateGardenletConfigurationUpdate(next, old, FieldPath.root, report);
  validateGardenletConfigurationFile(next, report);
}

function validateLogging({ logLevel, logFormat }: Config, path: FieldPath, report: Report): void {
  // an empty text stands for the default, which an embedded configuration does not have filled in
  if (logLevel !== undefined && !['', ...logLevels].includes(logLevel))
    report.notSupported(rule['GARDENLETCONFIG-LOG-LEVEL'], path.child('logLevel'), logLevel, logLevels);
  if (logFormat !== undefined && !['', ...logFormats].includes(logFormat))
    report.notSupported(rule['GARDENLETCONFIG-LOG-FORMAT'], path.child('logFormat'), logFormat, logFormats);
}
