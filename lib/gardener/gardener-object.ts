import { Construct } from 'constructs';
import type { Kind } from '../../imports/kind';
import type { Fields, TypedObject } from '../api/typed-object';
import type { KubernetesObject } from '../core/object';
import { place, type PlaceProps } from '../landscape/placement';
import type { Step } from '../rules/topic';
import { confirmationAnnotation, deletionSteps, needsConfirmation, pruneAnnotation } from './deletion';

/** Metadata that every kind has. */
export interface ObjectProps {
  /** `metadata.name`. @default the id of the construct */
  readonly name?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The fields of a kind that `ObjectProps` does not hold, as its construct gathers them. */
export interface GardenerObjectProps<T> extends ObjectProps {
  /** Only of namespaced kinds. */
  readonly namespace?: string;
  /** Makes the fields; called whenever the object is checked or printed, so that it may still change until then. */
  readonly fields: () => Fields<T>;
  /** @default where the kind belongs */
  readonly place?: PlaceProps;
}

/** A construct that stands for one object of a Gardener kind. */
export abstract class GardenerObject<T> extends Construct {
  /** `metadata.name`. */
  readonly name: string;
  /** The object itself, for overrides and JSON patches. It is a child of the unit that it is applied with. */
  readonly object: TypedObject<T>;

  protected constructor(scope: Construct, id: string, kind: Kind<T>, props: GardenerObjectProps<T>) {
    super(scope, id);
    this.name = props.name ?? id;
    const { namespace, labels, annotations, fields } = props;
    const metadata = {
      name: this.name,
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    };
    this.object = place(this, kind, { metadata, manifest: fields }, props.place);
  }

  /**
   * Begins the deletion: what is rendered now is the first of the two commits that are given back, with the deletion confirmed and pruning allowed. When it was applied,
   * remove the construct from the app: that is the second one.
   */
  delete(): readonly Step[] {
    const { object } = this;
    const before = object.toJson() as KubernetesObject;
    object.metadata.addAnnotation(pruneAnnotation, 'enabled');
    if (needsConfirmation(object)) object.metadata.addAnnotation(confirmationAnnotation, 'true');
    return deletionSteps(before, object.toJson() as KubernetesObject);
  }
}

/** The part of a construct's props that becomes metadata. */
export function metadataOf({ name, labels, annotations }: ObjectProps): ObjectProps {
  return {
    ...(name !== undefined && { name }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
}

/** The rest of a construct's props: the object's own fields. */
export function withoutMetadata<Props extends ObjectProps>({
  name: _,
  labels: _labels,
  annotations: _annotations,
  ...fields
}: Props): Omit<Props, keyof ObjectProps> {
  return fields;
}
