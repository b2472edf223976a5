import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import { ruleTable, type Rule } from '../rules/rule';
import { originOf } from './origin';

/** What can go wrong between constructs and files. */
export const rule = ruleTable('cdk8s-gardener', {
  'SYNTH-CONSTRUCT': { reason: 'a construct refuses its values' },
  'SYNTH-SERIALIZE': { reason: 'the object cannot be made from its construct' },
  'SYNTH-VALUE': {
    reason: 'the value has no YAML form that every tool of the chain reads',
    source: 'cdk8s-gardener: measured with kubectl 1.36 and kustomize 5.8.1',
  },
  'SYNTH-CYCLE': { reason: 'the dependencies form a cycle', fix: 'remove one of them' },
  'SYNTH-PATH': {
    reason: 'this is no name for a file or folder below dist/',
    fix: 'give the construct an id of letters, digits, "-", "_" and "."',
  },
  'SYNTH-FILE-CLASH': {
    reason: 'two units or files have the same path on file systems that ignore case',
    fix: 'rename one of them',
  },
});

/** All rules of this layer, for the reference. */
export const synthRules: readonly Rule[] = Object.values(rule);

/** A finding about a construct that is no object of a tree. */
export function constructFinding(found: Rule, construct: IConstruct, details: Partial<Finding> = {}): Finding {
  const { id, severity, reason, fix, source } = found;
  return {
    rule: id,
    severity,
    path: '',
    message: reason,
    ...(fix !== undefined && { fix }),
    source,
    origin: originOf(construct),
    ...details,
  };
}
