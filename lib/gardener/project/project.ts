import type { Construct } from 'constructs';
import { Namespace } from '../../../imports/core/v1';
import { Project as ProjectKind, type ProjectSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { place } from '../../landscape/placement';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a Project's spec, and its metadata. */
export interface ProjectProps extends ObjectProps, Omit<ProjectSpec, 'createdBy'> {
  /** Render the Namespace too, with the labels that tie it to the Project. @default true */
  readonly createNamespace?: boolean;
}

/**
 * A tenant of the garden: the Project and its Namespace. Gardener adopts a Namespace that exists only when it carries the labels of
 * the Project (gardener:pkg/controllermanager/controller/project/project v1.150).
 */
export class Project extends GardenerObject<ProjectKind> {
  /** Namespace in the virtual garden that holds what belongs to the project. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: ProjectProps = {}) {
    const { createNamespace = true, ...fields } = withoutMetadata(props);
    const name = props.name ?? id;
    const namespace = props.namespace ?? (name === 'garden' ? 'garden' : `garden-${name}`);
    const where = { project: name, file: name };
    super(scope, id, ProjectKind, {
      ...metadataOf(props),
      place: where,
      fields: () => ({ spec: { ...fields, namespace } }),
    });
    this.namespace = namespace;
    if (createNamespace)
      place(
        this,
        Namespace,
        { metadata: { name: namespace, labels: namespaceLabels(name) } },
        { ...where, home: { cluster: 'virtual-garden', unit: 'projects/<project>' } },
      );
  }
}

function namespaceLabels(project: string): Readonly<Record<string, string>> {
  return { 'gardener.cloud/role': 'project', 'project.gardener.cloud/name': project };
}
