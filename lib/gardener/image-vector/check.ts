import { groupOf } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { componentVectorRules, validateComponentVectors } from './components';
import { imageVectorRules, validateImageVector } from './image-vector';
import { vectorKinds, vectorPlaces, type VectorPlace } from './places';
import { readVector, vectorTextRules } from './text';

const rule = ruleTable('gardener:charts/gardener/gardenlet/templates/helpers.tpl v1.150', {
  'IMAGEVECTOR-TEXT': {
    severity: 'warning',
    reason:
      'the charts of Gardener and of its extensions put the image vector into a file as it is, so it must be a text',
    fix: 'write a block of text: "|" after the colon',
  },
});

/** Image vectors wherever a landscape overwrites images: who reads a broken one does not start. */
export const imageVectorCheck: Check = {
  rules: [...Object.values(rule), ...imageVectorRules, ...componentVectorRules, ...vectorTextRules],
  kinds: vectorKinds,
  object({ object }: ViewObject, report: Report): void {
    const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
    for (const place of vectorPlaces(kind, object)) judgePlace(place, report);
  },
};

function judgePlace({ kind, value, path, isOwnChart }: VectorPlace, report: Report): void {
  if (typeof value !== 'string') {
    const severity = isOwnChart ? 'error' : rule['IMAGEVECTOR-TEXT'].severity;
    report.add({ ...rule['IMAGEVECTOR-TEXT'], severity }, path);
    if (kind === 'images') validateImageVector(value, path, report);
    return;
  }
  const vector = readVector(value, path, report);
  if (kind === 'images') validateImageVector(vector, path, report);
  else if (kind === 'components') validateComponentVectors(vector, path, report);
}
