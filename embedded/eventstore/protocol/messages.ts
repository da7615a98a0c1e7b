import { createRequire } from 'node:module';
import type * as GossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import type * as GossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type * as FeaturesPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as FeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type * as MonitoringGrpc from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import type * as OperationsGrpc from '@eventstore/db-client/generated/operations_grpc_pb.js';
import type * as PersistentPb from '@eventstore/db-client/generated/persistent_pb.js';
import type * as PersistentGrpc from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import type * as ProjectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js';
import type * as UsersGrpc from '@eventstore/db-client/generated/users_grpc_pb.js';
import type * as SharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type * as StatusPb from '@eventstore/db-client/generated/status_pb.js';
import type * as StreamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type * as StreamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as AnyPb from 'google-protobuf/google/protobuf/any_pb.js';
import type * as EmptyPb from 'google-protobuf/google/protobuf/empty_pb.js';

// The official client ships the generated messages and service definitions as CommonJS, outside its documented surface: the
// client's version is pinned.
const load = createRequire(import.meta.url);
const generated = '@eventstore/db-client/generated';

export const streams = load(`${generated}/streams_pb.js`) as typeof StreamsPb;
export const shared = load(`${generated}/shared_pb.js`) as typeof SharedPb;
export const statuses = load(`${generated}/status_pb.js`) as typeof StatusPb;
export const features = load(`${generated}/serverfeatures_pb.js`) as typeof FeaturesPb;
export const gossip = load(`${generated}/gossip_pb.js`) as typeof GossipPb;
export const { StreamsService } = load(`${generated}/streams_grpc_pb.js`) as typeof StreamsGrpc;
export const { ServerFeaturesService } = load(`${generated}/serverfeatures_grpc_pb.js`) as typeof FeaturesGrpc;
export const { GossipService } = load(`${generated}/gossip_grpc_pb.js`) as typeof GossipGrpc;
export const { MonitoringService } = load(`${generated}/monitoring_grpc_pb.js`) as typeof MonitoringGrpc;
export const { OperationsService } = load(`${generated}/operations_grpc_pb.js`) as typeof OperationsGrpc;
export const { ProjectionsService } = load(`${generated}/projections_grpc_pb.js`) as typeof ProjectionsGrpc;
export const { UsersService } = load(`${generated}/users_grpc_pb.js`) as typeof UsersGrpc;
export const persistent = load(`${generated}/persistent_pb.js`) as typeof PersistentPb;
export const { PersistentSubscriptionsService } = load(`${generated}/persistent_grpc_pb.js`) as typeof PersistentGrpc;
export const { Any } = load('google-protobuf/google/protobuf/any_pb.js') as typeof AnyPb;
export const { Empty } = load('google-protobuf/google/protobuf/empty_pb.js') as typeof EmptyPb;

export type { FeaturesPb, GossipPb, PersistentPb, SharedPb, StatusPb, StreamsPb };

/** Text of a stream identifier. */
export const nameOf = (identifier: SharedPb.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const identifierOf = (name: string): SharedPb.StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
};

/** A UUID as text, whichever of its two forms it came in. */
export const uuidOf = (uuid: SharedPb.UUID | undefined): string => {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString().toLowerCase() ?? '';
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
