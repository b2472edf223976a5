import { differentReadings, resolvePlain } from '../../../lib/yaml/reader/plain-scalar';
import { readValues } from '../../../lib/yaml/values';
import { writeDocument } from '../../../lib/yaml/writer';
import { equal, firstOf, type Difference } from '../compare';

interface PlainScalar {
  readonly plain: string;
  readonly kustomizeReadsAs: unknown;
  readonly mustQuoteWhenString: boolean;
}

/** yamlPlainScalars (FORMAT.md 5): what our writer quotes, and what our reader says that kustomize sees without quotes. */
export function runYamlPlainScalar(entry: unknown): Difference | undefined {
  const { plain, kustomizeReadsAs, mustQuoteWhenString } = entry as PlainScalar;
  const text = writeDocument({ text: plain });
  const quoted = text.startsWith('text: "');
  return firstOf(
    () => equal('readBack', { text: plain }, readValues(text)),
    () => (mustQuoteWhenString ? equal('quoted', true, quoted) : undefined),
    () => equal('kustomizeReadsAs', kustomizeReadsAs, kustomizeReading(plain)),
  );
}

/** kustomize's value; a word for what JSON has none for. */
function kustomizeReading(plain: string): unknown {
  const kubectl = resolvePlain(plain);
  const kustomize = differentReadings(plain, kubectl)?.kustomize ?? kubectl;
  if (typeof kustomize === 'number' && !Number.isFinite(kustomize)) return 'build error';
  return kustomize !== plain && typeof kustomize === 'string' ? 'timestamp' : kustomize;
}
