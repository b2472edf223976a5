import type { Endpoints, Service } from '../../../imports/core/v1';
import type { EndpointSlice } from '../../../imports/discovery.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './endpoint-slice';
import { validateEndpoints } from './endpoints';
import { validateService } from './service';
import { validateServiceUpdate } from './service-update';

/** Services and the addresses behind them. */
export const serviceKinds: readonly KindValidation[] = [
  kindValidation<Service>('/Service', { create: validateService, update: validateServiceUpdate }),
  kindValidation<Endpoints>('/Endpoints', { create: validateEndpoints }),
  kindValidation<EndpointSlice>('discovery.k8s.io/EndpointSlice', {
    create: validateEndpointSlice,
    update: validateEndpointSliceUpdate,
  }),
];
