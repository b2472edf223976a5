import { integerValue } from './number';
import { resolvePlain, type Scalar } from './plain-scalar';
import { timestampText } from './timestamp';

const coreTag = /^(?:!!|!<tag:yaml\.org,2002:)([^>]*)>?$/;

/** What a tag makes of a scalar. */
export interface Tagged {
  readonly value: Scalar;
  /** kustomize's reading, where it differs. */
  readonly kustomize?: Scalar;
  /** Why a reader refuses it. */
  readonly refusal?: { readonly message: string; readonly by: 'everyone' | 'kustomize' };
  /** Neither reader knows the tag; both ignore it. */
  readonly unknown?: boolean;
}

/** The name of a tag of YAML's own (`int` for `!!int`), or the tag as it is written. */
export function tagName(tag: string): string {
  return coreTag.exec(tag)?.[1] ?? tag;
}

/** A scalar with a tag as kubectl reads it. Source: go.yaml.in/yaml/v2 2.4.4 resolve.go, decode.go. */
export function resolveTagged(tag: string, text: string, plain: boolean): Tagged {
  const name = tagName(tag);
  switch (name) {
    case 'str':
      return { value: text };
    case '!':
      return nonSpecific(text, plain);
    case 'binary':
      return binary(text);
    case 'int':
      return fitting(name, text, integerValue(text) !== undefined);
    case 'float':
      return fitting(name, text, typeof resolvePlain(text) === 'number');
    case 'null':
      return fitting(name, text, resolvePlain(text) === null);
    case 'bool':
      return boolean(text);
    case 'timestamp':
      return timestamp(text);
    default:
      return { value: text, unknown: true };
  }
}

/** Whether a tag says of a list or a map what it is anyway. */
export function fitsCollection(tag: string, isList: boolean): boolean {
  return [isList ? 'seq' : 'map', '!'].includes(tagName(tag));
}

function fitting(name: string, text: string, fits: boolean): Tagged {
  if (fits) return { value: resolvePlain(text) };
  return { value: text, refusal: { message: `the value cannot be read as !!${name}`, by: 'everyone' } };
}

function nonSpecific(text: string, plain: boolean): Tagged {
  const kustomize = plain ? resolvePlain(text) : text;
  return kustomize === text ? { value: text } : { value: text, kustomize };
}

function boolean(text: string): Tagged {
  const tagged = fitting('bool', text, typeof resolvePlain(text) === 'boolean');
  if (tagged.refusal !== undefined || /^(?:true|false)$/i.test(text)) return tagged;
  return { ...tagged, refusal: { message: 'kubectl reads a boolean, kustomize refuses it', by: 'kustomize' } };
}

function timestamp(text: string): Tagged {
  const kustomize = timestampText(text);
  return kustomize === undefined ? fitting('timestamp', text, false) : { value: text, kustomize };
}

function binary(text: string): Tagged {
  const digits = text.replace(/[\r\n]/g, '');
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits))
    return { value: Buffer.from(digits, 'base64').toString('utf8') };
  return { value: text, refusal: { message: 'the value of !!binary is no base64', by: 'everyone' } };
}
