import type { Server, ServerWritableStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { unimplemented } from './errors.js';
import { MonitoringService, OperationsService, ProjectionsService, UsersService } from './messages.js';

/** Services of EventStoreDB 24.2 that are left out, as the error names them. */
const LEFT_OUT = {
  Projections: ProjectionsService,
  Operations: OperationsService,
  'User management': UsersService,
  Monitoring: MonitoringService,
};

type Answer = (error: Error) => void;

/** Answers every call of the services that are left out with UNIMPLEMENTED and a text that says which and that it is this server's. */
export const registerUnsupported = (server: Server): void => {
  for (const [name, service] of Object.entries(LEFT_OUT)) {
    const methods = Object.entries(service as unknown as ServiceDefinition);
    const handlers: UntypedServiceImplementation = {};
    for (const [method, { responseStream }] of methods) {
      const refusal = unimplemented(`${name} (${method})`);
      handlers[method] = responseStream
        ? (call: ServerWritableStream<unknown, unknown>) => void call.emit('error', refusal)
        : (_call: unknown, answer: Answer) => answer(refusal);
    }
    server.addService(service, handlers);
  }
};
