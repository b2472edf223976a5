import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { allowAnyChildId } from '../synth/node-internals';
import { markUnit } from '../synth/unit-place';

/** What is said about a unit. */
export interface UnitProps extends ChartProps {
  /** Folder below the cluster. @default the id */
  readonly folder?: string;
}

/** Objects that are applied together: one folder of dist/, one Flux Kustomization, at most about 500 objects. */
export class Unit extends Chart {
  constructor(scope: Construct, id: string, props: UnitProps = {}) {
    super(scope, id, props);
    if (props.folder !== undefined) markUnit(this, props.folder);
    allowAnyChildId(this);
  }
}
