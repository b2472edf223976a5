import { dyn, isDyn, isExactType, type CelType } from './type';

/** What variables stand for, by their names. */
export type Substitutions = ReadonlyMap<string, CelType>;

/**
 * What variables stand for where `from` is given and `to` is wanted; undefined where it does not fit.
 *
 * Source: cel-go:checker/types.go v0.26.
 */
export function assigned(
  known: Substitutions,
  from: readonly CelType[],
  to: readonly CelType[],
): Substitutions | undefined {
  const tried = new Map(known);
  return fitsAll(tried, from, to) ? tried : undefined;
}

/** The type with what its variables stand for; `open` is what is left of the others. @default the variable itself */
export function substituted(known: Substitutions, type: CelType, open?: CelType): CelType {
  const found = type.kind === 'variable' ? known.get(type.name) : undefined;
  if (found !== undefined) return substituted(known, found, open);
  if (type.kind === 'variable') return open ?? type;
  if (type.parameters.length === 0) return type;
  return { ...type, parameters: type.parameters.map(parameter => substituted(known, parameter, open)) };
}

/** The one of two types that fit that says less. */
export function mostGeneral(a: CelType, b: CelType): CelType {
  return isLessSpecific(a, b) ? a : b;
}

type Mapping = Map<string, CelType>;

function fitsAll(mapping: Mapping, from: readonly CelType[], to: readonly CelType[]): boolean {
  return from.length === to.length && from.every((type, index) => fits(mapping, type, to[index] ?? dyn));
}

function fits(mapping: Mapping, from: CelType, to: CelType): boolean {
  if (to.kind === 'variable') {
    const isKnown = mapping.has(to.name);
    if (standsFor(mapping, to, from)) return true;
    if (isKnown) return false;
  }
  if (from.kind === 'variable') return standsFor(mapping, from, to);
  if (isDyn(from) || isDyn(to)) return true;
  if (from.name === 'null') return to.name === 'null' || isNullable(to);
  if (to.name === 'null') return isNullable(from);
  if (from.name === 'type') return to.name === 'type';
  return from.kind === to.kind && from.name === to.name && fitsAll(mapping, from.parameters, to.parameters);
}

function isNullable({ kind, name }: CelType): boolean {
  return kind === 'opaque' || kind === 'struct' || name === 'timestamp' || name === 'duration';
}

function standsFor(mapping: Mapping, variable: CelType, type: CelType): boolean {
  if (isExactType(variable, type)) return true;
  const known = mapping.get(variable.name);
  if (known === undefined) {
    if (occursIn(mapping, variable, type)) return false;
    mapping.set(variable.name, type);
    return true;
  }
  if (isExactType(known, type)) return true;
  if (!fits(mapping, type, known)) return false;
  const general = mostGeneral(type, known);
  if (!occursIn(mapping, variable, general)) mapping.set(variable.name, general);
  return true;
}

function occursIn(mapping: Mapping, variable: CelType, type: CelType): boolean {
  if (isExactType(variable, type)) return true;
  const known = type.kind === 'variable' ? mapping.get(type.name) : undefined;
  if (known !== undefined) return occursIn(mapping, variable, known);
  return type.parameters.some(parameter => occursIn(mapping, variable, parameter));
}

function isLessSpecific(a: CelType, b: CelType): boolean {
  if (a.name === 'dyn' || a.kind === 'variable') return true;
  if (b.name === 'dyn' || b.kind === 'variable') return false;
  if (a.name === 'type' && b.name === 'type') return true;
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.parameters.every((parameter, index) => isLessSpecific(parameter, b.parameters[index] ?? dyn))
  );
}
