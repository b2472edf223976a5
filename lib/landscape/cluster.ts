import { Construct } from 'constructs';
import { allowAnyChildId } from '../synth/node-internals';
import { markCluster } from '../synth/unit-place';
import { Unit } from './unit';

/** A cluster that objects are applied to: everything below it goes there. Made by the landscape: `landscape.runtime`, `landscape.seed('soil')`. */
export class Cluster extends Construct {
  /** Path below the landscape: `runtime`, `virtual-garden`, `seeds/<seed>`, `shoots/<project>/<shoot>`. */
  readonly path: string;
  private readonly units = new Map<string, Unit>();

  constructor(scope: Construct, path: string) {
    super(scope, path.replaceAll('/', '--'));
    this.path = path;
    markCluster(this, path);
    allowAnyChildId(this);
  }

  /** The unit of that folder, for example `shoots/dev`; created when it is asked for the first time. */
  unit(folder: string): Unit {
    let unit = this.units.get(folder);
    if (unit === undefined) {
      unit = new Unit(this, folder.replaceAll('/', '--'), { folder });
      this.units.set(folder, unit);
    }
    return unit;
  }
}
