import type { ReplicaSet, ReplicaSetSpec } from '../../../imports/apps/v1';
import { FieldPath } from '../../core/field-path';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import { kindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { count } from './count';
import { validateLastingTemplate } from './lasting-template';
import { validateSelector, validateSelectorUpdate } from './selector';

const specPath = FieldPath.of('spec');
const counts = fieldChecks<ReplicaSetSpec>({ replicas: count, minReadySeconds: count });

/** What the API server asks of ReplicaSets. */
export const replicaSet = kindValidation<ReplicaSet>('apps/ReplicaSet', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    counts(spec, specPath, report);
    validateSelector(spec, specPath, report);
    validateLastingTemplate(spec.template, { path: specPath.child('template') }, report);
  },
  update({ spec = {} }, { spec: old = {} }, report) {
    validateSelectorUpdate(spec, old, specPath, report);
  },
});
