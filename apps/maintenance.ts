// When shoots are maintained. Versions are raised in Git, so that Flux and Gardener never pull in two directions.
const timeWindow = { begin: '220000+0100', end: '230000+0100' };

export const maintenance = { autoUpdate: { kubernetesVersion: false, machineImageVersion: false }, timeWindow };

/** For clusters without nodes, and so without machine images. */
export const workerlessMaintenance = { autoUpdate: { kubernetesVersion: false }, timeWindow };
