import type { FieldPath } from '../../core/field-path';
import { imageProblem, repositoryProblem, versionProblem } from '../../core/image-reference';
import { isMap } from '../../core/plain-map';
import { suggest } from '../../core/suggest';
import { Constraint } from '../../core/version-constraint';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { certificateProblem } from '../validation/certificate';

const rule = ruleTable('gardener:pkg/utils/imagevector/imagevector_validation.go v1.150', {
  'IMAGEVECTOR-SHAPE': {
    reason: 'an image vector is a map with a list of images, whose fields are texts',
    fix: 'write images: with a list of name, repository and tag',
  },
  'IMAGEVECTOR-FIELD': { severity: 'warning', reason: 'whoever reads the image vector ignores this field' },
  'IMAGEVECTOR-NAME': { reason: 'an image of a vector needs the name by which it is looked up', fix: 'set name' },
  'IMAGEVECTOR-SOURCE': { reason: 'an image of a vector needs ref, or repository', fix: 'set repository, and tag' },
  'IMAGEVECTOR-REF': {
    reason: 'ref names repository and tag at once and excludes both fields',
    fix: 'keep either ref, or repository and tag',
  },
  'IMAGEVECTOR-EMPTY': { reason: 'a field that is given must not be empty', fix: 'fill it, or remove it' },
  'IMAGEVECTOR-VERSIONS': { reason: 'a version range such as ">= 1.33" is wanted' },
  'IMAGEVECTOR-CERTIFICATE': 'the bundle of certificates of a registry is PEM',
  'IMAGEVECTOR-REFERENCE': {
    severity: 'warning',
    reason: 'no registry has an image of this name, so that it can never be pulled',
    source: 'distribution/reference:regexp.go v0.6',
  },
});

/** The rules about image vectors. */
export const imageVectorRules = Object.values(rule);

type Fields = Readonly<Record<string, unknown>>;

const vectorFields = ['images', 'caBundle'];
const texts = ['name', 'ref', 'repository', 'tag', 'version', 'runtimeVersion', 'targetVersion'] as const;
/** Known to those who write vectors for the component descriptor of a release, beside what Gardener reads. */
const annotations = ['architectures', 'sourceRepository', 'labels', 'resourceId', 'minVersion'];
const imageFields: readonly string[] = [...texts, ...annotations];

/** An image vector, as components of Gardener read it when they start (`imagevector.Read`): they do not start with a broken one. */
export function validateImageVector(vector: unknown, path: FieldPath, report: Report): void {
  if (vector === undefined || vector === null) return;
  if (!isMap(vector)) return report.typeInvalid(rule['IMAGEVECTOR-SHAPE'], path, vector);
  reportUnknown(vector, vectorFields, path, report);
  const { images = [], caBundle } = vector as { readonly images?: unknown; readonly caBundle?: unknown };
  const list = path.child('images');
  if (images !== null && !Array.isArray(images)) report.typeInvalid(rule['IMAGEVECTOR-SHAPE'], list, images);
  else for (const [index, image] of (images ?? []).entries()) validateImage(image, list.index(index), report);
  const inline = isMap(caBundle) ? caBundle['inline'] : undefined;
  const problem = typeof inline === 'string' ? certificateProblem(inline) : undefined;
  if (problem !== undefined)
    report.add(rule['IMAGEVECTOR-CERTIFICATE'], path.child('caBundle', 'inline'), { message: `the bundle ${problem}` });
}

type Image = Readonly<Partial<Record<(typeof texts)[number], string>>>;

function validateImage(image: unknown, path: FieldPath, report: Report): void {
  if (!isMap(image)) return report.typeInvalid(rule['IMAGEVECTOR-SHAPE'], path, image);
  const meant = reportUnknown(image, imageFields, path, report);
  const fields = readTexts(image, path, report);
  const { architectures } = image;
  if (architectures !== undefined && architectures !== null && !isTextList(architectures))
    report.typeInvalid(rule['IMAGEVECTOR-SHAPE'], path.child('architectures'), architectures, {
      fix: 'write a list of texts',
    });
  validateSource({ fields, meant }, path, report);
  for (const field of ['runtimeVersion', 'targetVersion'] as const) {
    const range = fields[field];
    if (range !== undefined && Constraint.parse(range) === undefined)
      report.invalid(rule['IMAGEVECTOR-VERSIONS'], path.child(field), range);
  }
}

/** The fields that are texts. A number is reported, and taken for the text that was meant. */
function readTexts(image: Fields, path: FieldPath, report: Report): Image {
  const found: Partial<Record<(typeof texts)[number], string>> = {};
  for (const field of texts) {
    const value = image[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string')
      report.typeInvalid(rule['IMAGEVECTOR-SHAPE'], path.child(field), value, { fix: 'put the value in quotes' });
    found[field] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return found;
}

interface Source {
  readonly fields: Image;
  /** Fields that are there by another name. */
  readonly meant: readonly string[];
}

function validateSource({ fields, meant }: Source, path: FieldPath, report: Report): void {
  const { name = '', ref, repository, tag } = fields;
  if (name === '' && !meant.includes('name')) report.required(rule['IMAGEVECTOR-NAME'], path.child('name'));
  if (ref === undefined && repository === undefined && !meant.includes('ref') && !meant.includes('repository'))
    report.required(rule['IMAGEVECTOR-SOURCE'], path);
  if (ref !== undefined) {
    judge({ ref }, imageProblem, path, report);
    for (const [field, value] of Object.entries({ repository, tag }))
      if (value !== undefined) report.forbidden(rule['IMAGEVECTOR-REF'], path.child(field), { value });
    return;
  }
  judge({ repository }, repositoryProblem, path, report);
  judge({ tag }, versionProblem, path, report);
}

function judge(
  fields: Readonly<Record<string, string | undefined>>,
  problemOf: (text: string) => string | undefined,
  path: FieldPath,
  report: Report,
): void {
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === '') report.invalid(rule['IMAGEVECTOR-EMPTY'], path.child(field), value);
    else {
      const problem = problemOf(value);
      if (problem !== undefined)
        report.add(rule['IMAGEVECTOR-REFERENCE'], path.child(field), { value, message: problem });
    }
  }
}

/** Reports fields that nobody reads; what was meant by them. */
function reportUnknown(map: Fields, known: readonly string[], path: FieldPath, report: Report): readonly string[] {
  return Object.keys(map).flatMap(field => {
    if (known.includes(field)) return [];
    const near = suggest(field, known);
    report.add(rule['IMAGEVECTOR-FIELD'], path.child(field), near === undefined ? {} : { fix: `did you mean ${near}` });
    return near === undefined ? [] : [near];
  });
}

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(entry => typeof entry === 'string');
