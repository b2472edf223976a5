// How everything gets to the clusters: Flux in the runtime cluster and in the seed, and in shoots that are hooked up.
import { SecretReference, type Landscape, type Shoot } from '../lib';
import { FluxBootstrap, FluxDelivery, git, releaseManifests, VirtualGardenAccess } from '../lib/flux';

export function delivery(root: Landscape): void {
  new FluxDelivery(root, 'flux', {
    source: git({ url: 'ssh://git@git.example.org/landscapes.git', branch: 'main', secretName: 'landscapes' }),
    flux: '2.9.2',
    install: releaseManifests('apps/flux/manifests', {
      components: ['source-controller', 'kustomize-controller', 'notification-controller'],
      tuning: { concurrent: 20, requeueDependency: '5s' },
    }),
    access: { 'virtual-garden': new VirtualGardenAccess(root, 'access') },
    alerts: { type: 'gitea', address: 'https://git.example.org/landscapes', secretName: 'commit-status' },
  });
}

/** The shoot is part of the fleet from its first minute. */
export function hookUp(shoot: Shoot): void {
  const secret = (name: string) => SecretReference.existing(shoot, shoot.namespace, name);
  new FluxBootstrap(shoot, 'flux', { credentials: secret('landscapes'), secrets: [secret('commit-status')] });
}
