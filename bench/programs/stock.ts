// Stock cdk8s with the same objects.
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { shoot } from '../shoots';
import { settings } from './settings';

const { count, perUnit, outdir, form } = settings();
const app = new App({
  outdir,
  yamlOutputType: form === 'file-per-object' ? YamlOutputType.FILE_PER_RESOURCE : YamlOutputType.FILE_PER_CHART,
});
let before: Chart | undefined;
for (let start = 0; start < count; start += perUnit) {
  const chart = new Chart(app, `unit-${start / perUnit}`);
  if (form === 'chain' && before !== undefined) chart.addDependency(before);
  before = chart;
  for (let i = start; i < Math.min(start + perUnit, count); i++) new ApiObject(chart, `shoot-${i}`, shoot(i) as never);
}
app.synth();
