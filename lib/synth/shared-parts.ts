import type { KubernetesObject } from '../core/object';
import { SharedTexts } from '../core/shared-texts';

/** Depth of the parts that are looked at below a spec which is like no other. */
const deepest = 3;

const specBegin = '\nspec:\n';

/**
 * The parts that objects of one synth have in common, as one shared value each: what rules find out about a part of a thousand objects is found
 * out once.
 */
export class SharedParts {
  private readonly texts = new SharedTexts();

  /**
   * The object with shared values for those parts of its spec that others have too.
   *
   * @param yaml its text, where our writer made it: equal texts are equal values, and are told by less work than values
   */
  of(object: KubernetesObject, yaml: string | undefined): KubernetesObject {
    const { spec } = object as { readonly spec?: unknown };
    if (typeof spec !== 'object' || spec === null || !this.texts.isPromising('spec')) return object;
    const text = yaml === undefined ? undefined : specText(object, yaml);
    const shared = this.shared(spec, { name: 'spec', depth: 0, text });
    return shared === spec ? object : { ...object, spec: shared };
  }

  private shared(value: object, { name, depth, text = JSON.stringify(value) }: Part): object {
    const known = this.texts.find(text, name);
    if (known !== undefined) return known;
    const made = depth < deepest ? this.withShared(value, depth + 1) : value;
    this.texts.add(text, made);
    return made;
  }

  private withShared(value: object, depth: number): object {
    return Array.isArray(value) ? this.list(value, depth) : this.map(value as Readonly<Record<string, unknown>>, depth);
  }

  private map(map: Readonly<Record<string, unknown>>, depth: number): object {
    let copy: Record<string, unknown> | undefined;
    for (const name in map) {
      const made = this.part(map[name], { name, depth });
      if (made !== map[name]) (copy ??= { ...map })[name] = made;
    }
    return copy ?? map;
  }

  private list(list: readonly unknown[], depth: number): readonly unknown[] {
    const made = list.map(entry => this.part(entry, { name: '-', depth }));
    return made.some((entry, index) => entry !== list[index]) ? made : list;
  }

  private part(value: unknown, part: Part): unknown {
    const isWanted = typeof value === 'object' && value !== null && this.texts.isPromising(part.name);
    return isWanted ? this.shared(value, part) : value;
  }
}

interface Part {
  readonly name: string;
  readonly depth: number;
  readonly text?: string | undefined;
}

/** The lines of the spec, when nothing comes after them. */
function specText(object: KubernetesObject, yaml: string): string | undefined {
  for (const field in object) if (field > 'spec') return undefined;
  const begin = yaml.indexOf(specBegin);
  return begin < 0 ? undefined : yaml.slice(begin);
}
