import type { ExposureClass } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenletKinds, gardenletOf } from '../gitops-rules/gardenlets';

const rule = ruleTable('gardener:pkg/gardenlet/controller/shoot/shoot v1.150', {
  'XR-EXPOSURECLASS-HANDLER': {
    severity: 'warning',
    reason: 'no gardenlet of the landscape serves the handler, so that no Shoot can be exposed by this class',
    fix: 'add an entry to exposureClassHandlers of a gardenlet configuration',
  },
});

/** Handlers of exposure classes that no gardenlet has. A tree without gardenlets says nothing about them. */
export const exposureHandlerCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/ExposureClass'],
  object({ object }: ViewObject, report: Report, view: View): void {
    const { handler = '' } = object as unknown as Loose<ExposureClass>;
    const handlers = handlersOf(view);
    if (handler !== '' && handlers !== undefined && !handlers.has(handler))
      report.add(rule['XR-EXPOSURECLASS-HANDLER'], FieldPath.of('handler'), { value: handler, allowed: [...handlers] });
  },
};

const known = new WeakMap<View, ReadonlySet<string> | undefined>();

function handlersOf(view: View): ReadonlySet<string> | undefined {
  if (!known.has(view)) known.set(view, collectHandlers(view));
  return known.get(view);
}

function collectHandlers(view: View): ReadonlySet<string> | undefined {
  const gardenlets = gardenletKinds.flatMap(kind => {
    const slash = kind.indexOf('/');
    return view.ofKind(kind.slice(0, slash), kind.slice(slash + 1));
  });
  if (gardenlets.length === 0) return undefined;
  const configs = gardenlets.map(({ object }) => gardenletOf(object).config);
  return new Set(
    configs.flatMap(({ exposureClassHandlers = [] }) => exposureClassHandlers.map(({ name = '' }) => name)),
  );
}
