import { errorsOf, type PodParts } from './judged-pod';

/** Paths and verdicts are those of kube-apiserver 1.36.3. */
const cases: readonly (readonly [does: string, parts: PodParts, errors: readonly string[]])[] = [
  [
    'is in its limits',
    { container: { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1001m', memory: '1Gi' } } } },
    ['POD-RESOURCES-LIMIT spec.containers[0].resources.requests'],
  ],
  ['is compared by thousandths', { container: { resources: { limits: { cpu: '1m' }, requests: { cpu: '1n' } } } }, []],
  [
    'is the limit where nothing is promised twice',
    {
      container: {
        resources: {
          limits: { 'example.com/gpu': '2' },
          requests: { 'example.com/gpu': '1', 'example.com/fpga': '1' },
        },
      },
    },
    [
      'POD-RESOURCES-EQUAL spec.containers[0].resources.requests',
      'POD-RESOURCES-EQUAL spec.containers[0].resources.limits',
    ],
  ],
  [
    'has names of Kubernetes, or with the prefix of a device plugin',
    {
      container: {
        resources: { limits: { gpu: '1', 'requests.example.com/gpu': '1', 'kubernetes.io/any': '1', 'A/b': '1' } },
      },
    },
    [
      'POD-RESOURCE-NAME spec.containers[0].resources.limits[gpu]',
      'POD-RESOURCE-NAME spec.containers[0].resources.limits[requests.example.com/gpu]',
      'POD-RESOURCE-NAME spec.containers[0].resources.limits[A/b]',
    ],
  ],
  [
    'is whole pages, with cpu or memory',
    { container: { resources: { limits: { 'hugepages-2Mi': '3Mi', 'hugepages-x': '1' } } } },
    [
      'POD-HUGE-PAGES spec.containers[0].resources.limits[hugepages-2Mi]',
      'POD-HUGE-PAGES spec.containers[0].resources.limits[hugepages-x]',
      'POD-HUGE-PAGES spec.containers[0].resources',
    ],
  ],
  [
    'is a claim of the pod, or requests in it, each once',
    {
      container: { resources: { claims: [{ name: 'gpu', request: 'a' }, { name: 'gpu' }, { name: 'fpga' }] } },
      spec: { resourceClaims: [{ name: 'gpu', resourceClaimName: 'a' }] },
    },
    ['POD-CLAIM-USE spec.containers[0].resources.claims[1]', 'POD-CLAIM-USE spec.containers[0].resources.claims[2]'],
  ],
  [
    'is a ResourceClaim or made from a template',
    { spec: { resourceClaims: [{ name: 'a', resourceClaimName: 'b', resourceClaimTemplateName: 'C' }] } },
    ['POD-CLAIM-SOURCE spec.resourceClaims[0]', 'POD-CLAIM-SOURCE spec.resourceClaims[0].resourceClaimTemplateName'],
  ],
  [
    'fits into what the whole pod asks for',
    {
      container: { resources: { requests: { cpu: '2' }, limits: { memory: '2Gi' } } },
      spec: { resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } },
    },
    [
      'POD-RESOURCES-LIMIT spec.resources.requests',
      'POD-RESOURCES-TOTAL spec.resources.requests[cpu]',
      'POD-RESOURCES-TOTAL spec.resources.containers[0][memory].limits',
    ],
  ],
  [
    'is the most of any moment, init containers one by one',
    {
      container: { resources: { requests: { cpu: '1' } } },
      spec: {
        initContainers: [
          { name: 'a', image: 'a', resources: { requests: { cpu: '2' } } },
          { name: 'b', image: 'b', resources: { requests: { cpu: '3' } } },
        ],
        resources: { requests: { cpu: '3' } },
      },
    },
    [],
  ],
  [
    'counts a sidecar beside what starts after it',
    {
      container: { resources: { requests: { cpu: '1' } } },
      spec: {
        initContainers: [
          { name: 'a', image: 'a', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
          { name: 'b', image: 'b', resources: { requests: { cpu: '3' } } },
        ],
        resources: { requests: { cpu: '3' } },
      },
    },
    ['POD-RESOURCES-TOTAL spec.resources.requests[cpu]'],
  ],
  [
    'takes the requests of its containers where a pod has limits only',
    { container: { resources: { requests: { cpu: '2' } } }, spec: { resources: { limits: { cpu: '1' } } } },
    ['POD-RESOURCES-LIMIT spec.resources.requests'],
  ],
  [
    'is cpu, memory and huge pages for a whole pod',
    { spec: { resources: { limits: { 'ephemeral-storage': '1Gi' } } } },
    ['POD-RESOURCE-OF-POD spec.resources.limits[ephemeral-storage]'],
  ],
];

describe('What a Pod asks for', () => {
  it.each(cases)('%s', (_does, parts, errors) => {
    expect(errorsOf(parts)).toEqual(errors);
  });
});
